import './tables.ts'

export { inspectionsHandlers } from './handlers.ts'
