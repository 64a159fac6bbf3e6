import './tables.ts'

export type { Cases } from './commands.ts'
export { approvedIsDone } from './done.ts'
export { countAnew, countOlder, keepDue } from './due.ts'
export { dueList, reachOf } from './due-list.ts'
export { dueClocks } from './due-soon.ts'
export { casesHandlers } from './handlers.ts'
export { actContext, rulesBy } from './judging.ts'
export { keepPresence } from './presence.ts'
export {
  type CaseRowOf,
  caseOf,
  endedCases,
  handles,
  headsOfCases,
  leads,
  recordingsInCases,
  tookPartIn,
} from './store.ts'
