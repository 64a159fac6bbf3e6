import { because, dayOf, type Instant, instantOf, millisecondsOf, Missing, startOf } from '@liuhen/core/kernel'
import { columnsOf, type Grouped, type RecordingState, recordingStream, takeColumnsOf } from '@liuhen/core/recordings'
import { preserves } from '@liuhen/core/ledger'
import { type Change, hold, type Reaction } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Selectable } from 'kysely'
import type { RecordingTable } from './tables.ts'

const DAY = 86_400_000

type Place = Pick<RecordingTable, 'device_key' | 'start_at'>

/** Days of devices whose takes a change of a recording may change: where it lies now, and where it lay. */
function daysOf({ type, id, before, state, entries }: Change): Place[] {
  if (type !== recordingStream) return []
  const place = (of: object): Place => columnsOf(id, of as RecordingState)
  const [was, is] = [before && place(before), place(state)]
  const moves = was !== undefined && was.device_key !== is.device_key
  if (!moves && !entries.some(({ event }) => REGROUPING.has(event.kind))) return []
  // It lies on another day, or is of another device: it is missing now where it was.
  return was && (moves || dayOf(was.start_at) !== dayOf(is.start_at)) ? [is, was] : [is]
}
const REGROUPING: ReadonlySet<string> = new Set(['TimesFound/1', 'InterruptionExplained/1', 'RecordingDisposed/1'])

/**
 * Around each recording that changed, the takes of its device and day; and the first step of each that is new. Two of one day
 * may change at once: the second waits until the first's transaction ends, and sees what it did.
 */
export const keepTakes: Reaction = {
  async before(trx, changes) {
    const keys = new Set(changes.flatMap(daysOf).map((day) => day.device_key))
    for (const key of [...keys].toSorted()) await hold(trx, `takes ${key}`)
  },
  async after(trx, entries, changes) {
    for (const { event } of entries) {
      if (event.kind === 'RecordingDisposed/1')
        await trx.deleteFrom('derivation').where('recording', '=', event.stream.slice('recording:'.length)).execute()
      if (preserves(event.kind) || cameBack(event, changes))
        await trx
          .insertInto('derivation')
          .values([{ recording: event.stream.slice('recording:'.length), step: 'examine', state: 'waiting' }])
          .onConflict((conflict) => conflict.doNothing())
          .execute()
    }
    for (const day of changes.flatMap(daysOf)) await regroup(trx, day)
  },
}

/** Whether that is how bytes that were disposed of came in again. */
export const cameBack = (
  { kind, stream }: { readonly kind: string; readonly stream: string },
  changes: readonly Change[],
) =>
  kind === 'ArrivalRepeated/2' &&
  changes.some(
    ({ type, id, before }) =>
      type === recordingStream &&
      stream === `recording:${id}` &&
      (before as RecordingState | undefined)?.disposed !== undefined,
  )

/** The recordings of the same device on the same day in Beijing, in order. */
export async function sameDay(db: Db, row: Pick<RecordingTable, 'device_key' | 'start_at'>): Promise<Grouped[]> {
  const from = startOf(dayOf(row.start_at))
  return between(db, row.device_key, from, instantOf(millisecondsOf(from) + DAY))
}

/**
 * The recordings of the same device up to a day before and after, which tell what it means by its stamps: a stamp that
 * was misread lies up to eight hours off, on another day perhaps. And those that came in with it: a clock that fell back
 * put them years apart.
 */
export async function dockedAround(
  db: Db,
  row: Pick<RecordingTable, 'device_key' | 'start_at' | 'arrived_at'>,
): Promise<Grouped[]> {
  const day = (at: Instant): readonly [Instant, Instant] => {
    const middle = millisecondsOf(at)
    return [instantOf(middle - DAY), instantOf(middle + DAY)]
  }
  const [[from, to], [first, last]] = [day(row.start_at), day(row.arrived_at)]
  return db
    .selectFrom('recordings')
    .select(['id', 'state'])
    .where('device_key', '=', row.device_key)
    .where((where) =>
      where.or([
        where.and([where('start_at', '>=', from), where('start_at', '<', to)]),
        where.and([where('arrived_at', '>=', first), where('arrived_at', '<', last)]),
      ]),
    )
    .orderBy('start_at')
    .orderBy('id')
    .execute()
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

/** All takes anew, where recordings were folded otherwise before. */
export async function regroupAll(trx: Db, changes: readonly Change[]): Promise<void> {
  const places = changes.map(({ id, state }): Place => columnsOf(id, state as RecordingState))
  const days = new Map(places.map((one) => [`${one.device_key} ${dayOf(one.start_at)}`, one]))
  for (const day of days.values()) await regroup(trx, day)
}

async function regroup(trx: Db, row: Place): Promise<void> {
  const day = await sameDay(trx, row)
  for (const [id, columns] of takeColumnsOf(day))
    await trx.updateTable('recordings').set(columns).where('id', '=', id).execute()
}

/** Those of these that there are. */
export async function recordingRows(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('recordings')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
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

/** These recordings as they are listed, in the order of their time. */
export async function recordingsListed(db: Db, ids: readonly string[]): Promise<Selectable<RecordingTable>[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('recordings')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('start_at')
    .orderBy('id')
    .execute()
}

/** Recordings that ended before a moment and not before another, the latest first. */
export const recordingsBetween = (db: Db, from: Instant, to: Instant): Promise<Selectable<RecordingTable>[]> =>
  db
    .selectFrom('recordings')
    .selectAll()
    .where('end_at', '>=', from)
    .where('end_at', '<', to)
    .orderBy('start_at', 'desc')
    .orderBy('id')
    .limit(2000)
    .execute()
