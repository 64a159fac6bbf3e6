/** 光盘: images of evidence packages, the discs burnt of them, their register, and what has to be on one by when. */
import './tables.ts'

export { clearUnfinished, type Discs } from './commands.ts'
export { discsDue } from './due.ts'
export { discsHandlers } from './handlers.ts'
export { discsHolding, type HoldingDisc, removeImage, lentDiscs } from './held.ts'
export { loansDue } from './lend.ts'
export { INTO_THE_FILE } from './plan.ts'
export { discsReread } from './reread.ts'
export { type DiscOf, discsOf, discsOfCase, firstOnDisc } from './store.ts'
