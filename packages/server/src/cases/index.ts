import './tables.ts'

export type { Cases } from './commands.ts'
export { approvedIsDone } from './done.ts'
export { countAnew, keepDue } from './due.ts'
export { casesHandlers } from './handlers.ts'
export { dueClocks } from './list.ts'
export { keepPresence } from './presence.ts'
export { tookPartIn } from './store.ts'
