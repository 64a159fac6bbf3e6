import './tables.ts'

export { bureauOf } from './bureau-of.ts'
export { tokenIn } from './cookie.ts'
export { csvOf, decodeCsv, importCsv, readRows } from './csv/exchange.ts'
export { cell, dateOf, factsFrom, keyOf } from './csv/facts.ts'
export type { CsvCells, CsvColumn, CsvLoad, CsvTable } from './csv/table.ts'
export { confirmIdentity } from './credentials.ts'
export { peopleHandlers } from './handlers.ts'
export { certificatesOf, holdersOf, holdersThen, namesOfActors, namesOfPeople } from './names.ts'
export { keepNotices } from './notices.ts'
export { Passwords } from './passwords.ts'
export { outsidersOf } from './outside.ts'
export type { People } from './people.ts'
export { toConfirm } from './proposals.ts'
export { openSecrets } from './secrets.ts'
export { openSetUpPassword } from './set-up-password.ts'
export type { SetUpPassword } from './set-up-password.ts'
export { RefusedRequests } from './refusals.ts'
export { callerBy } from './sessions.ts'
export { personById, personByUserName, unitAndAbove, unitAndBelow, unitByCode } from './store.ts'
export { viewerOf } from './viewer.ts'
export {
  findPerson,
  findRecorder,
  listUnits,
  offDuty,
  refuseOffDuty,
  teamNamesOf,
  unitNamesOf,
  unitOfPerson,
} from './views.ts'
export type { Known } from './views.ts'
