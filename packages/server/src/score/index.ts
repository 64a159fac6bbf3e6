import './tables.ts'

export { scoreHandlers } from './handlers.ts'
