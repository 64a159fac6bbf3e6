import './tables.ts'

export type { Cases } from './commands.ts'
export { approvedIsDone } from './done.ts'
export { countAnew, countOlder, keepDue } from './due.ts'
export { dueList, reachOf } from './due-list.ts'
export { dueClocks } from './due-soon.ts'
export { casesHandlers } from './handlers.ts'
export { keepPresence } from './presence.ts'
