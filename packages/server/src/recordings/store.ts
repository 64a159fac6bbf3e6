import { foldStream } from '@liuhen/core/journal'
import { because, dayOf, type Instant, instantOf, millisecondsOf, Missing, startOf } from '@liuhen/core/kernel'
import { columnsOf, type Grouped, type RecordingState, takeColumnsOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { type Reaction, readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingTable } from './tables.ts'

const DAY = 86_400_000

/** Keeps the read model of recordings and, around each that changed, the takes of its device and day. */
export const recordingsReaction: Reaction = async (trx, entries) => {
  const streams = new Set(entries.map(({ event }) => event.stream).filter((stream) => stream.startsWith('recording:')))
  for (const stream of streams) {
    const id = stream.slice('recording:'.length)
    const history = await readStream(trx, stream)
    const state = foldStream(
      stream,
      history.map(({ event }) => event),
    ) as RecordingState | undefined
    if (!state) continue
    const row = columnsOf(id, state)
    const kinds = entries.filter(({ event }) => event.stream === stream).map(({ event }) => event.kind)
    const regroups = kinds.some((kind) => kind === 'TimesFound/1' || kind === 'InterruptionExplained/1')
    // Before a row is touched: who waits here must hold nothing that the one inside may need.
    if (regroups) await aloneWith(trx, row.device_key)
    const kept = { ...row, version: history.length, state: JSON.stringify(state) as never }
    const before = regroups ? await startOfRow(trx, id) : undefined
    await trx
      .insertInto('recordings')
      .values({ id, ...kept })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
      .execute()
    if (kinds.includes('RecordingPreserved/1'))
      await trx
        .insertInto('derivation')
        .values([{ recording: id, step: 'examine', state: 'waiting' }])
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    if (!regroups) continue
    await regroup(trx, row)
    // Its time was found anew and lies on another day: it is missing now where it was.
    if (before && dayOf(before) !== dayOf(row.start_at)) await regroup(trx, { ...row, start_at: before })
  }
}

/** The recordings of the same device on the same day in Beijing, in order. */
export async function sameDay(db: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<Grouped[]> {
  const from = startOf(dayOf(row.start_at))
  return between(db, row.device_key, from, instantOf(millisecondsOf(from) + DAY))
}

/**
 * The recordings of the same device up to a day before and after, which tell what it means by its stamps: a stamp that
 * was misread lies up to eight hours off, on another day perhaps.
 */
export async function dockedAround(db: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<Grouped[]> {
  const at = millisecondsOf(row.start_at)
  return between(db, row.device_key, instantOf(at - DAY), instantOf(at + DAY))
}

async function between(db: Db, deviceKey: string, from: Instant, to: Instant): Promise<Grouped[]> {
  return db
    .selectFrom('recordings')
    .select(['id', 'state'])
    .where('device_key', '=', deviceKey)
    .where('start_at', '>=', from)
    .where('start_at', '<', to)
    .orderBy('start_at')
    .orderBy('id')
    .execute()
}

const startOfRow = async (trx: Db, id: string): Promise<Instant | undefined> =>
  (await trx.selectFrom('recordings').select('start_at').where('id', '=', id).executeTakeFirst())?.start_at

/** Two of one day may change at once: the second waits until the first's transaction ends, and sees what it did. */
async function aloneWith(trx: Db, deviceKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`takes ${deviceKey}`}))`.execute(trx)
}

async function regroup(trx: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<void> {
  const day = await sameDay(trx, row)
  for (const [id, columns] of takeColumnsOf(day))
    await trx.updateTable('recordings').set(columns).where('id', '=', id).execute()
}

/** Throws Missing. */
export async function recordingOf(db: Db, id: string) {
  const row = await db.selectFrom('recordings').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row)
    throw because(
      Missing,
      'recording-unknown',
      '没有这份音像，或者您无权查看',
      'There is no such recording, or you may not see it',
    )
  return row
}
