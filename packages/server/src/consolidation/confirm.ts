import type { Viewer } from '@liuhen/core/access'
import { consolidationStream } from '@liuhen/core/consolidation'
import {
  because,
  type CalendarDate,
  Denied,
  type Instant,
  instantOf,
  millisecondsOf,
  Missing,
  type Obstacle,
  Sha256,
  startOf,
} from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { hold, type Journal } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import { unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { type Period, periodOf } from './due.ts'
import { gathers } from './views.ts'

export interface Consolidation {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  /** What of these recordings is not labelled as their instrument has it: for those to say who know cases. */
  readonly unlabelled: (db: Db, book: Book, recordings: readonly string[], now: Instant) => Promise<readonly Obstacle[]>
}

const DAY = 86_400_000

/**
 * Confirms that what a unit recorded in the period that ends on that day, and is in no batch yet, is gathered. Throws
 * Missing for an unknown unit, Refused where nothing is to be gathered or a recording is not labelled, Denied to whom the
 * rules do not name.
 */
export async function confirmBatch(
  { db, clock, journal, law, unlabelled }: Consolidation,
  viewer: Viewer,
  { unit, lastDay }: { readonly unit: string; readonly lastDay: CalendarDate },
): Promise<{ id: string; count: number }> {
  if (!(await unitNamesOf(db)).has(unit))
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
  const book = await law.book(db)
  // A month and the last day of the one before it.
  const [from, to] = [
    instantOf(millisecondsOf(startOf(lastDay)) - 32 * DAY),
    instantOf(millisecondsOf(startOf(lastDay)) + DAY),
  ]
  return db.transaction().execute(async (trx) => {
    // Two who confirm the same at once: the second finds nothing left.
    await hold(trx, `consolidation ${unit}`)
    const rows = await trx
      .selectFrom('recordings')
      .select(['id', 'start_at', 'end_at', 'sha256'])
      .where('unit', '=', unit)
      .where('start_at', '>=', from)
      .where('start_at', '<', to)
      .where(sql<boolean>`not exists (select from consolidations batch where batch.recordings @> array[recordings.id])`)
      .orderBy('start_at')
      .orderBy('id')
      .execute()
    let period: Period | undefined
    const recordings = rows.flatMap(({ id, start_at, end_at, sha256 }) => {
      const one = periodOf(book, start_at, end_at)
      if (one?.lastDay !== lastDay) return []
      period = one
      return [{ recording: id, sha256: Sha256.parse(sha256) }]
    })
    if (period && !gathers(book, viewer, period, unit))
      throw because(
        Denied,
        'gathered-by-others',
        `按本局现行制度，由${period.by}归集并确认`,
        `By the rules of this bureau others gather and confirm (${period.by})`,
      )
    const at = clock.now()
    const id = uuidv7(at)
    const batch = { unit, firstDay: period?.firstDay ?? lastDay, lastDay, recordings }
    const lacks = await unlabelled(
      trx,
      book,
      recordings.map((one) => one.recording),
      at,
    )
    const context = { at, actor: `person:${viewer.person}`, unlabelled: lacks }
    await journal.act(trx, consolidationStream, id, { do: 'confirm', batch }, context)
    return { id, count: recordings.length }
  })
}
