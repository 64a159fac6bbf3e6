import './tables.ts'

export { begin, type Intake, Settling } from './commands.ts'
export { intakeHandlers } from './handlers.ts'
export { preserve } from './preserve.ts'
export { type StationClock, stationClocks } from './station-clocks.ts'
export { Staging } from './staging.ts'
export { Expiry, oneAtATime, unfinished } from './unfinished.ts'
export { quarantineView } from './views.ts'
