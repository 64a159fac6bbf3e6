/** 电子印章: a fixed paper as it comes back from a seal service, and what can be said of the seals on it. */
export { sealedCopyDecider, sealObstacle, type SealedCopyCommand, type SealProblem } from './decider.ts'
export * from './events.ts'
export { pageProblems, type PdfObjects } from './pages.ts'
export { signaturesIn, type PdfSignature } from './pdf-signatures.ts'
export type { SealedCopyState } from './state.ts'
export { sealedCopyStream } from './stream.ts'
