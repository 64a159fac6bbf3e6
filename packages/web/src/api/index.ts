export { ProblemError } from '@liuhen/contract'
export * from './access.ts'
export * from './client.ts'
export * from './queries.ts'
