import './tables.ts'

export { scoreHandlers } from './handlers.ts'
export { ownScore } from './here.ts'
