export * from './documents.ts'
export type { TextFile } from './yaml.ts'
export * from './endpoints.ts'
export * from './views.ts'
