import './tables.ts'

export type { Duties } from './commands.ts'
export { dutiesHandlers } from './handlers.ts'
export { headsOn, isOutsideDuty, postHolders, rostersOf, trainingsHeld, unitsHeld } from './store.ts'
export { postsAskedFor, postsWanted, seesWhole, unitsInTheField } from './views.ts'
