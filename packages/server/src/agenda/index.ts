import './tables.ts'

export { agendaHandlers } from './handlers.ts'
