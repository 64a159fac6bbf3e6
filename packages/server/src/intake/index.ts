import './tables.ts'

export { begin, type Intake, Settling } from './commands.ts'
export { intakeHandlers, quarantineReaction } from './handlers.ts'
export { preserve } from './preserve.ts'
export { Staging } from './staging.ts'
export { quarantineView } from './views.ts'
