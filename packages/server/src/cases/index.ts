import './tables.ts'

export type { Cases } from './commands.ts'
export { returnedForCorrection } from './corrections.ts'
export { approvedIsDone, publishedIsDone } from './done.ts'
export { type DecidedRow, decidedIn } from './decided.ts'
export { countAnew, countOlder, keepDue } from './due.ts'
export { dueList, reachOf } from './due-list.ts'
export { dueClocks } from './due-soon.ts'
export { type CaseNamed, evidenceOfCases } from './evidence-of.ts'
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
export { casesKeeping, recordingsOfCase } from './keeping.ts'
export { rulesBy } from './judging.ts'
export { keepPresence } from './presence.ts'
export { peopleOn } from './register.ts'
export { type CaseRowOf, caseOf, caseState, handles, leads, recordingsBefore, tookPartIn } from './store.ts'
export { type CaseRowOf, caseOf, casesWith, caseState, handles, leads, recordingsBefore, tookPartIn } from './store.ts'
