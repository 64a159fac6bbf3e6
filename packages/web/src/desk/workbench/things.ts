import type { Workbench } from '@liuhen/contract/workbench'

/** How many things there are to do: the figure of the workbench's title and of its entry in the menu. */
export const thingsIn = (data: Workbench): number =>
  data.signaturesCount +
  data.correctionsCount +
  data.clocksCount +
  data.untoldCount +
  data.excusesCount +
  data.emergenciesCount +
  data.disclosuresCount +
  data.unrecordedCount +
  data.unexplainedCount +
  data.quarantineCount +
  data.undockedCount +
  data.overdueCount +
  data.faultsCount +
  data.batchesCount +
  data.supervisionCount +
  data.discsCount +
  data.loansCount +
  data.unconfirmedCount +
  data.flaggedCount +
  data.ownershipCount +
  data.proposalsCount +
  (data.setUp ?? []).filter((one) => one.mine && !one.done).length
