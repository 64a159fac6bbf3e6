import './tables.ts'

export type { Cases } from './commands.ts'
export { returnedForCorrection } from './corrections.ts'
export { approvedIsDone, publishedIsDone } from './done.ts'
export { type ActedCase, casesActedIn, casesNamed, casesReadBy } from './acted.ts'
export { type DecidedRow, decidedIn, type InspectedRow, inspectedIn } from './decided.ts'
export { countAnew, countOlder, keepDue } from './due.ts'
export { dueList, reachOf, windowsClosed } from './due-list.ts'
export { dueClocks } from './due-soon.ts'
export { untoldClocks } from './due-untold.ts'
export { excusesFor } from './excuses.ts'
export { type CaseNamed, evidenceOfCases } from './evidence-of.ts'
export { casesHandlers } from './handlers.ts'
export { actContext, rulesBy } from './judging.ts'
export { draftDigest } from './materials.ts'
export { keepPresence } from './presence.ts'
export {
  type CaseRowOf,
  caseOf,
  caseRowOf,
  caseState,
  actsEntered,
  casesWith,
  casesWithRecordings,
  casesWorkedOn,
  endedCases,
  handlersOn,
  handles,
  headsOfCases,
  leads,
  leadsBefore,
  recordingsBefore,
  tookPartIn,
} from './store.ts'
export { caseView } from './views.ts'
export { casesKeeping, recordingsOfCase } from './keeping.ts'
export { peopleOn } from './register.ts'
