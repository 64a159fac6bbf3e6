/**
 * 光盘: the image that is burnt, the disc that goes into the file, and what becomes of it. An image is the tree of one
 * evidence package; a disc that is too small for all of them makes several packages, each verifying alone.
 */
export { discDecider, type DiscCommand, type DiscContext } from './decider.ts'
export * from './events.ts'
export * from './media.ts'
export { type DiscLoan, type DiscStands, type DiscState, isDamaged, isWhole, loanOut, standsAs } from './state.ts'
export { discStream } from './stream.ts'
