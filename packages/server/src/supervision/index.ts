import './tables.ts'

export { supervisionHandlers } from './handlers.ts'
export type { Supervision } from './here.ts'
export { leadersOf } from './indices.ts'
export { supervisionTasks } from './tasks.ts'
