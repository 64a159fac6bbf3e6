import './tables.ts'

export { begin, type Intake, Settling, unfinished } from './commands.ts'
export { intakeHandlers } from './handlers.ts'
export { preserve } from './preserve.ts'
export { Staging } from './staging.ts'
export { quarantineView } from './views.ts'
