import type { Workbench } from '@liuhen/contract/workbench'
import { words } from './words.ts'

/** Where in the menu each list of the workbench is worked off: the pages its tasks lead to. */
export const places = {
  signaturesCount: '/approvals',
  correctionsCount: '/cases',
  clocksCount: '/cases',
  untoldCount: '/cases',
  excusesCount: '/cases',
  drawnCount: '/inspections',
  emergenciesCount: '/requests',
  disclosuresCount: '/disclosures',
  unrecordedCount: '/activities',
  unexplainedCount: '/recordings',
  unconfirmedCount: '/recordings',
  flaggedCount: '/recordings',
  quarantineCount: '/intake',
  ownershipCount: '/intake',
  overdueCount: '/devices',
  undockedCount: '/devices',
  faultsCount: '/devices',
  batchesCount: '/batches',
  discsCount: '/discs',
  loansCount: '/discs',
  proposalsCount: '/people',
} as const satisfies Partial<Record<Counted, string>>

/** What goes on now is nothing to do yet; what is of supervision says itself where it is done. */
type Counted = Exclude<Extract<keyof Workbench, `${string}Count`>, 'runningCount' | 'supervisionCount'>

// A list that is added without a place is nobody's to see in the menu, and does not compile.
const counted = Object.entries(places satisfies Record<Counted, string>) as readonly [Counted, string][]

/** How many things there are to do on one page of the menu, steps of setting up included. */
export const thingsAt = (data: Workbench, place: string): number =>
  counted.reduce((sum, [count, where]) => (where === place ? sum + data[count] : sum), 0) +
  (data.supervisionAt.find(({ page }) => page === place)?.count ?? 0) +
  stepsToDo(data).filter(({ step }) => `${words.steps[step][1]}/`.startsWith(`${place}/`)).length

/** How many things there are to do: the figure of the workbench's title and of its entry in the menu. */
export const thingsIn = (data: Workbench): number =>
  counted.reduce((sum, [count]) => sum + data[count], data.supervisionCount) + stepsToDo(data).length

const stepsToDo = ({ setUp = [] }: Workbench) => setUp.filter((one) => one.mine && !one.done)
