import type { FigureView } from '@liuhen/contract/disclosures'
import { type CalendarDate, text, type Text } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import { type DecidedRow, decidedIn } from '../cases/index.ts'
import type { Db } from '../platform/database/index.ts'

const KINDS: readonly (readonly [FigureView['figure'], Text, readonly Act[]])[] = [
  ['decisions', text('行政处罚决定（件）', 'Penalty decisions'), ['penalty-decided', 'penalty-on-the-spot']],
  ['ordinary', text('其中普通程序（件）', 'of them in ordinary procedure'), ['penalty-decided']],
  ['on-the-spot', text('其中当场处罚（件）', 'of them on the spot'), ['penalty-on-the-spot']],
  ['no-penalty', text('不予处罚决定（件）', 'Decisions of no penalty'), ['no-penalty-decided']],
  [
    'annulled',
    text('决定被撤销、变更或者确认违法（件）', 'Decisions annulled, changed or found unlawful'),
    ['decision-annulled', 'decision-revoked'],
  ],
]

/** Figures of a year: each is a count of rows that can be looked at, and the fines are their sum. */
export async function figuresOf(db: Db, year: number): Promise<FigureView[]> {
  const [from, until] = [`${year}-01-01`, `${year}-12-31`] as [CalendarDate, CalendarDate]
  const all = await decidedIn(db, [...new Set(KINDS.flatMap(([, , acts]) => acts))], from, until)
  const rowOf = ({ case: id, title, on, amount }: DecidedRow) => ({
    case: id,
    title,
    on,
    ...(amount !== null && { amount }),
  })
  const counted = KINDS.map(([figure, name, acts]): FigureView => {
    const rows = all.filter((one) => acts.includes(one.act))
    return { figure, name, value: rows.length, rows: rows.map(rowOf) }
  })
  const fined = all.filter((one) => one.amount !== null && ['penalty-decided', 'penalty-on-the-spot'].includes(one.act))
  return [
    ...counted,
    {
      figure: 'fines',
      name: text('罚款总额（元）', 'Fines, in yuan'),
      value: fined.reduce((sum, one) => sum + (one.amount ?? 0), 0),
      rows: fined.map(rowOf),
    },
  ]
}
