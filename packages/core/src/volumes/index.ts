/**
 * The volume (案卷) of a closed case: what it must hold, in which order its papers lie, its cover, index and closing sheet, who
 * takes it in, where it stands, and to whom it is lent.
 */
export { type Claimed, countsAs, isClaimed, unconfirmed, unseenBy } from './brought.ts'
export * from './contents.ts'
export { volumeDecider } from './decider.ts'
export type { VolumeCommand, VolumeContext } from './decider.ts'
export * from './events.ts'
export * from './lacks.ts'
export { EMPTY, isOverdue, loanOut, longestKept, volumeKept, volumeStands } from './state.ts'
export type { KeptMaterial, Loan, VolumeStands, VolumeState } from './state.ts'
export { volumeStream } from './stream.ts'
