import { CompiledQuery } from 'kysely'
import { because, millisecondsOf, Missing, Refused } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import {
  edgeTiles,
  encodeEntries,
  HASH_BYTES,
  inclusionPathFromTiles,
  TILE_WIDTH,
  tlogProofText,
} from '@liuhen/core/ledger'
import type { ReadTile } from '@liuhen/core/ledger'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { sha256 } from './cryptography.ts'
import { loadTiles } from './stored-tiles.ts'
import type { Place, StoredTiles } from './stored-tiles.ts'
import type { TileTable } from './tables.ts'

export interface CheckpointView {
  readonly size: number
  readonly root: Uint8Array
  readonly at: Instant
  /** The signed note, as `/log/checkpoint` serves it. */
  readonly note: string
}

/** The newest checkpoint; undefined while the log is empty. */
export const latestCheckpoint = (db: Db): Promise<CheckpointView | undefined> =>
  db.selectFrom('log_checkpoint').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst()

const checkpointAt = (db: Db, size: number): Promise<CheckpointView | undefined> =>
  db.selectFrom('log_checkpoint').selectAll().where('size', '=', size).executeTakeFirst()

/** The first checkpoint that covers the event; undefined while none does. */
export async function coveringCheckpoint(db: Db, eventId: string): Promise<CheckpointView | undefined> {
  const entry = await db.selectFrom('log_entry').select('index').where('event_id', '=', eventId).executeTakeFirst()
  if (!entry) return undefined
  const after = db.selectFrom('log_checkpoint').selectAll().where('size', '>', entry.index)
  return after.orderBy('size').limit(1).executeTakeFirst()
}

/** The first `width` hashes of a tile. Throws Missing while the log has fewer. C2SP tlog-tiles. */
export async function tile(db: Db, level: number, number: number, width = TILE_WIDTH): Promise<Uint8Array> {
  const tiles = db.selectFrom('log_tile').select('hashes').where('level', '=', level).where('number', '=', number)
  const hashes = (await tiles.executeTakeFirst())?.hashes
  if (hashes === undefined || hashes.length < width * HASH_BYTES) throw notThere()
  return hashes.subarray(0, width * HASH_BYTES)
}

/** The first `width` entries beside tile `number` of level 0, as an entry bundle. Throws Missing while there are fewer. */
export async function entries(db: Db, number: number, width = TILE_WIDTH): Promise<Uint8Array> {
  const first = number * TILE_WIDTH
  const range = db
    .selectFrom('log_entry')
    .select('leaf')
    .where('index', '>=', first)
    .where('index', '<', first + width)
  const rows = await range.orderBy('index').execute()
  if (rows.length < width) throw notThere()
  return encodeEntries(rows.map((row) => row.leaf))
}

/**
 * The text of the event's `.tlog-proof` file, against the newest checkpoint or the one of that size. Throws Missing when there is no such event,
 * Refused `not-sealed-yet` when it is not in the log yet, Corrupt when tiles are missing.
 */
export async function proofOf(db: Db, eventId: string, size?: number): Promise<string> {
  const entry = await db.selectFrom('log_entry').select('index').where('event_id', '=', eventId).executeTakeFirst()
  // Read after the entry: then it covers it.
  const checkpoint = size === undefined ? await latestCheckpoint(db) : await checkpointAt(db, size)
  if (!entry || !checkpoint || entry.index >= checkpoint.size) throw await whyUnsealed(db, eventId)
  const tiles = await tilesOnTheWay(db, entry.index, checkpoint.size)
  const read: ReadTile = (level, number) => tiles.get(`${level}/${number}`)
  const path = await inclusionPathFromTiles(sha256, read, entry.index, checkpoint.size)
  return tlogProofText({ index: entry.index, path, checkpoint: checkpoint.note })
}

/** The tiles above an entry and those of the right edge, by `level/number`: a path needs no others. */
async function tilesOnTheWay(db: Db, index: number, size: number): Promise<StoredTiles> {
  const above: Place[] = []
  for (let [level, span] = [0, TILE_WIDTH]; span / TILE_WIDTH <= size; level++, span *= TILE_WIDTH)
    above.push({ level, number: Math.floor(index / span) })
  const ask = (text: string, values: unknown[]) => db.executeQuery<TileTable>(CompiledQuery.raw(text, values))
  return loadTiles(ask, [...above, ...edgeTiles(size)])
}

async function whyUnsealed(db: Db, eventId: string): Promise<Error> {
  const event = await db.selectFrom('journal').select('id').where('id', '=', eventId).executeTakeFirst()
  if (!event) return because(Missing, 'event-unknown', '没有这个事件', 'There is no such event')
  return because(
    Refused,
    'not-sealed-yet',
    '已经存好，但还没有写入存证日志，请稍后再取证明',
    'It is stored but not in the log yet: ask for the proof again in a moment',
  )
}

export interface LogStatus {
  /** Entries under the newest checkpoint. */
  readonly size: number
  readonly checkpoint: CheckpointView | undefined
  /** Events that are written down and not yet in the log, and for how many milliseconds the first of them has waited. */
  readonly pending: { readonly count: number; readonly oldestMs: number }
}

/** How the log stands; whether it is being sealed, and with which key, only the server's own `Sealing` and `LogKey` know. */
export async function status(db: Db, clock: Clock): Promise<LogStatus> {
  const checkpoint = await latestCheckpoint(db)
  const pending = db.selectFrom('journal_pending').innerJoin('journal', 'journal.position', 'journal_pending.position')
  const { count, oldest } = await pending
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('journal.at').as('oldest')])
    .executeTakeFirstOrThrow()
  const oldestMs = count === 0 ? 0 : Math.max(0, millisecondsOf(clock.now()) - millisecondsOf(oldest))
  return { size: checkpoint?.size ?? 0, checkpoint, pending: { count, oldestMs } }
}

const notThere = (): Error =>
  because(Missing, 'not-in-log', '存证日志还没有这一部分', 'The log does not have this part, or not yet')
