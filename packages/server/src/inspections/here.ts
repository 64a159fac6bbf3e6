import type { InspectionDraw } from '@liuhen/core/inspections'
import { because, type CalendarDate, type Citation, Missing } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import type { Journal } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { sql } from 'kysely'

/** What draws for inspections work with. */
export interface Inspections {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  /** The log's verifier key; undefined until the bureau is founded. */
  readonly verifierKey: () => string | undefined
}

/** The draw of that id. Throws Missing. */
export async function drawOf(db: Db, id: string): Promise<InspectionDraw> {
  const row = await db.selectFrom('inspection_draws').select('state').where('id', '=', id).executeTakeFirst()
  if (row) return row.state
  throw because(Missing, 'draw-unknown', '没有这次抽取', 'There is no such draw')
}

/** Which draw stands in the place of this one; undefined where none does. */
export const supersededBy = (
  db: Db,
  id: string,
): Promise<{ readonly id: string; readonly title: string } | undefined> =>
  db
    .selectFrom('inspection_draws')
    .select(['id', 'title'])
    .where(sql<boolean>`again @> array[${id}]::uuid[]`)
    .orderBy('frozen_at')
    .executeTakeFirst()

/** The article by which a draw is recorded, of the rules of that day; undefined where none says so. */
export function drawArticle(book: Book, day: CalendarDate): Citation | undefined {
  const rules = book.on(day)
  if (rules === undefined) return undefined
  return rulesOf(rules, 'step').find(({ rule }) => rule.at.includes('inspection-drawn'))?.used.citations[0]
}
