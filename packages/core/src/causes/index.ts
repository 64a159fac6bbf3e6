/**
 * The law of the day: causes, the provisions behind them, benchmarks and grounds as dated rows; which of two generations
 * counts for an act; and what is wrong with provisions that a paper cites.
 */
export { citedIn, clauseFrom, clauseWords, compactOf, sameClause } from './clause.ts'
export { Clause } from './clause.ts'
export { faultsOfCatalogue } from './faults.ts'
export type { RowFault } from './faults.ts'
export { lintClauses } from './lint-clauses.ts'
export type { ClauseFinding, LintedBy } from './lint-clauses.ts'
export { bandsOf, bandWords, ofTheDay } from './of-the-day.ts'
export type { Matter, OfTheDay, PartyKind } from './of-the-day.ts'
export * from './rows.ts'
export { holdsOn, overlap } from './validity.ts'
export type { Validity } from './validity.ts'
