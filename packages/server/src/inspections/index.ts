import './tables.ts'

export { inspectionsHandlers } from './handlers.ts'
export { drawnFor } from './tasks.ts'
