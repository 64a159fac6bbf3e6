/** 遮挡: boxes and silences drawn on a recording, the copy rendered of them, and who may have it without. */
import './tables.ts'

export type { Redactions } from './commands.ts'
export { redactionsHandlers } from './handlers.ts'
export { approvedCopy, type ApprovedCopy, approvedRedactions, type HeldCopy, redactedCopiesOf } from './held.ts'
export { redactionsOfBytes } from './of-bytes.ts'
