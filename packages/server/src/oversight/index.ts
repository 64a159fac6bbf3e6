export { oversightHandlers } from './handlers.ts'
export type { Oversight } from './handlers.ts'
