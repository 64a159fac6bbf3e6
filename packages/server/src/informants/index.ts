import './tables.ts'

export { informantsHandlers } from './handlers.ts'
