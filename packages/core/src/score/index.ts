/**
 * What a review of the file (案卷评查) would take off, as far as it can be reckoned from what is on record: by the sheet of the
 * packs, vetoes first, each deduction with its reason, its articles and what it points at. Beside it the sheet that a reviewer
 * fills in item by item and hands in.
 */
export * from './decider.ts'
export * from './events.ts'
export * from './part.ts'
export { bandNames, scoreCase } from './score.ts'
export type { Band, BlockScored, Deduction, PapersTold, Pointer, Scored, Unsure } from './score.ts'
export * from './sheet.ts'
