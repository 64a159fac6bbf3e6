import { foldStream } from '@liuhen/core/journal'
import { because, dayOf, instantOf, millisecondsOf, Missing, startOf } from '@liuhen/core/kernel'
import { columnsOf, type Grouped, type RecordingState, takeColumnsOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { type Reaction, readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingTable } from './tables.ts'

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
    const kept = { ...row, version: history.length, state: JSON.stringify(state) as never }
    await trx
      .insertInto('recordings')
      .values({ id, ...kept })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
      .execute()
    const kinds = entries.filter(({ event }) => event.stream === stream).map(({ event }) => event.kind)
    if (kinds.includes('RecordingPreserved/1'))
      await trx
        .insertInto('derivation')
        .values([{ recording: id, step: 'examine', state: 'waiting' }])
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    if (kinds.some((kind) => kind === 'TimesFound/1' || kind === 'InterruptionExplained/1')) await regroup(trx, row)
  }
}

/** The recordings of the same device on the same day in Beijing, in order. */
export async function sameDay(db: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<Grouped[]> {
  const from = startOf(dayOf(row.start_at))
  const to = instantOf(millisecondsOf(from) + 86_400_000)
  return db
    .selectFrom('recordings')
    .select(['id', 'state'])
    .where('device_key', '=', row.device_key)
    .where('start_at', '>=', from)
    .where('start_at', '<', to)
    .orderBy('start_at')
    .orderBy('id')
    .execute()
}

async function regroup(trx: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<void> {
  // Two of one day may change at once: the second waits and sees what the first did.
  await sql`select pg_advisory_xact_lock(hashtext(${`takes ${row.device_key}`}))`.execute(trx)
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
