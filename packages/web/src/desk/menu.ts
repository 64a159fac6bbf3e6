import { type EndpointName, permits } from '@liuhen/contract'
import type { Role } from '@liuhen/core/access'
import type { WordKey } from '../words/index.ts'

/** A page of the menu. */
export interface Entry {
  readonly to: string
  readonly word: WordKey
  /** What the page is of: whoever may not call it is not led there. */
  readonly by: EndpointName
  /** Others see what it is of elsewhere. */
  readonly only?: Role
}

export const work: readonly Entry[] = [
  { to: '/', word: 'workbench', by: 'workbench' },
  { to: '/oversight', word: 'oversight', by: 'overseenCases' },
  { to: '/machine', word: 'machine', by: 'machineHealth', only: 'maintainer' },
  { to: '/cases', word: 'cases', by: 'listCases' },
  { to: '/inspections', word: 'inspections', by: 'listInspectionDraws' },
  { to: '/calendar', word: 'calendar', by: 'agendaMonth' },
  { to: '/approvals', word: 'approvals', by: 'listApprovals' },
  { to: '/requests', word: 'requests', by: 'listRequests' },
  { to: '/disclosures', word: 'disclosures', by: 'listDisclosures' },
  { to: '/activities', word: 'activities', by: 'dayCoverage' },
  { to: '/recordings', word: 'recordings', by: 'listRecordings' },
  { to: '/intake', word: 'intake', by: 'listUploads' },
  { to: '/batches', word: 'batches', by: 'confirmBatch' },
  { to: '/volumes', word: 'volumes', by: 'listVolumes' },
  { to: '/keeping', word: 'keeping', by: 'keepingOverview' },
  { to: '/supervision', word: 'supervision', by: 'listFindings' },
  { to: '/duties', word: 'duties', by: 'readiness' },
  { to: '/accountability', word: 'accountability', by: 'listLiabilities' },
  { to: '/discs', word: 'discs', by: 'listDiscs' },
  { to: '/deadline', word: 'deadline', by: 'computeDeadline' },
]

export const administration: readonly Entry[] = [
  { to: '/devices', word: 'devices', by: 'listDevices' },
  { to: '/people', word: 'people', by: 'listPeople' },
  { to: '/law', word: 'law', by: 'listInstruments' },
  { to: '/outside', word: 'outsideActs', by: 'listOutsideActs' },
  { to: '/log', word: 'log', by: 'logStatus' },
]

/** Whether somebody with these roles is led to the page. */
export const isLedTo = ({ by, only }: Entry, held: readonly Role[]): boolean =>
  permits(held, by) && (only === undefined || held.includes(only))
