/**
 * The journal and the log over it. Journal: every act, in the caller's transaction. Pending: written down, not yet in
 * the log. Sealing: moving what is pending into the log, under a signed checkpoint, at most a second behind.
 */
export { sha256, sm3, verifyEd25519 } from './cryptography.ts'
export { type Acted, hold, type Journal, type JournalParts, openJournal, type Policy, type Reaction } from './act.ts'
export { policy } from './policy.ts'
export { type Change, refold } from './read-models.ts'
export { openHighWater } from './high-water.ts'
export type { HighWater } from './high-water.ts'
export { append, entryOf, lastWritten, readAfter, readEvent, readStream } from './journal.ts'
export type { JournalEntry, Appended } from './journal.ts'
export { keptElsewhere, type KeptElsewhere } from './kept-elsewhere.ts'
export { Looks } from './looks.ts'
export type { Look } from './looks.ts'
export { nameInKeyFile, openLogKey } from './keys.ts'
export type { LogKey } from './keys.ts'
export { startSealing } from './sealing.ts'
export type { Sealing, SealingOptions, SealingState } from './sealing.ts'
export { coveringCheckpoint, entries, latestCheckpoint, proofOf, status, tile } from './views.ts'
export type { CheckpointView, LogStatus } from './views.ts'
