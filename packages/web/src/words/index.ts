export { type Text, text } from '@liuhen/core/kernel'
export * from './common.ts'
export * from './language.ts'
export * from './measures.ts'
