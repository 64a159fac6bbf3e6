import type { OverseenCheck, OverseenFigures } from '@liuhen/contract/oversight'
import { NOBODY } from '@liuhen/core/disclosures'
import type { CalendarDate } from '@liuhen/core/kernel'
import { figuresOf } from '../disclosures/index.ts'
import { indices, ledger } from '../supervision/index.ts'
import type { Overseeing } from './cases.ts'
import { coveringWith } from './covering.ts'

/** What a supervising authority may demand, read and copy: 行政执法监督条例 art. 22; and what it looks at: art. 12. */
const BY = ['national/supervision-regulation/22', 'national/supervision-regulation/12'] as const

/** The ledger of checks of these days, the newest first: of complaints and recordings only how much was looked at. */
export async function overseenChecks(
  { db, book, viewer, now }: Overseeing,
  days: { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined },
): Promise<OverseenCheck[]> {
  const { words } = coveringWith(book, NOBODY, now)
  const rows = await ledger(db, book, viewer, days)
  return rows.map(({ disproves: _complaint, recordings, cases, devices, result, ...row }) => ({
    ...row,
    result: words(result),
    looked: recordings.length + cases.length + devices.length,
  }))
}

/** Decisions of a year and the figures of its units; each leads to the cases behind it. */
export async function overseenFigures({ db, book, viewer, now }: Overseeing, year: number): Promise<OverseenFigures> {
  const [decisions, { rows }] = await Promise.all([
    figuresOf(db, year),
    indices(db, book, viewer, { period: String(year), level: 'unit' }, now),
  ])
  return {
    year,
    decisions: decisions.map(({ rows: behind, ...one }) => ({ ...one, cases: behind.map((each) => each.case) })),
    units: rows.map((one) => ({
      name: one.name,
      recordings: one.recordings,
      minutes: one.minutes,
      late: one.late,
      openGaps: one.openGaps,
      findings: one.findings,
      open: one.open,
      points: one.points,
      score: one.score,
    })),
    by: BY.map((article) => book.shelf.citationView({ article })),
  }
}
