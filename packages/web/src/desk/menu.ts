import type { EndpointName } from '@liuhen/contract'
import type { WordKey } from '../words/index.ts'

/** A page of the menu. */
export interface Entry {
  readonly to: string
  readonly word: WordKey
  /** What the page is of: whoever may call none of these is not led there. */
  readonly by?: readonly EndpointName[]
}

export const work: readonly Entry[] = [
  { to: '/', word: 'workbench' },
  { to: '/cases', word: 'cases', by: ['listCases'] },
  { to: '/calendar', word: 'calendar', by: ['agendaMonth'] },
  { to: '/approvals', word: 'approvals', by: ['listApprovals'] },
  { to: '/requests', word: 'requests', by: ['listRequests'] },
  { to: '/disclosures', word: 'disclosures', by: ['listDisclosures'] },
  { to: '/activities', word: 'activities', by: ['dayCoverage'] },
  { to: '/recordings', word: 'recordings', by: ['listRecordings'] },
  { to: '/intake', word: 'intake', by: ['listUploads'] },
  { to: '/batches', word: 'batches', by: ['confirmBatch'] },
  { to: '/volumes', word: 'volumes', by: ['listVolumes'] },
  { to: '/keeping', word: 'keeping', by: ['keepingOverview'] },
  { to: '/supervision', word: 'supervision', by: ['listFindings'] },
  { to: '/duties', word: 'duties', by: ['readiness'] },
  { to: '/accountability', word: 'accountability', by: ['listLiabilities'] },
  { to: '/discs', word: 'discs', by: ['listDiscs'] },
  { to: '/deadline', word: 'deadline', by: ['computeDeadline'] },
]

export const administration: readonly Entry[] = [
  { to: '/devices', word: 'devices', by: ['listDevices'] },
  { to: '/people', word: 'people', by: ['listPeople'] },
  { to: '/law', word: 'law', by: ['listInstruments'] },
  { to: '/log', word: 'log' },
]

/** Whether somebody who may call these is led to the page. */
export const isLedTo = ({ by }: Entry, may: (name: EndpointName) => boolean): boolean =>
  by === undefined || by.some(may)
