import './tables.ts'

export { checkpointOf, drawingOf, fileOfDraw } from './drawing.ts'
export { supervisionHandlers } from './handlers.ts'
export type { Supervision } from './here.ts'
export { supervisionTasks } from './tasks.ts'
export { indices, type Level } from './indices.ts'
export { ledger } from './checks.ts'
export { openFindings } from './open-findings.ts'
