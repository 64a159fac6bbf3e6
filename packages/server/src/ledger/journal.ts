import { randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { DatabaseError } from 'pg'
import { because, canonical, Malformed, Missing, Refused } from '@liuhen/core/kernel'
import type { Instant, Json } from '@liuhen/core/kernel'
import { Envelope, SALT_BYTES } from '@liuhen/core/ledger'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'

/** What a capability says of what happened; the journal adds the id and the salt. */
export interface Appended {
  /** `recording:<uuid>` */
  readonly stream: string
  /** One more than the last of this stream that the decision was made upon. */
  readonly version: number
  /** `RecordingPreserved/1` */
  readonly kind: string
  readonly at: Instant
  /** `person:<uuid>`, `station:<uuid>` or `system` */
  readonly actor: string
  readonly body: Json
}

/** A row of the journal. */
export interface JournalEntry {
  /** Order of writing, from 1, with holes. */
  readonly position: number
  readonly event: Envelope
  readonly salt: Uint8Array
}

/**
 * Writes events down, in the order given, in the caller's transaction: they are there if and only if its other effects
 * are. Throws Refused `changed-meanwhile` when a stream has that version already (the transaction can then only be
 * rolled back), Malformed when an event is not of its shape or its body would not come back from PostgreSQL as it was.
 */
export async function append(trx: Db, events: readonly Appended[]): Promise<readonly JournalEntry[]> {
  if (events.length === 0) return []
  const entries = events.map((event) => ({ event: envelopeOf(event), salt: randomBytes(SALT_BYTES) }))
  const column = <T>(of: (one: Envelope) => T): T[] => entries.map(({ event }) => of(event))
  // The canonical text is what is committed to, so it is also what is stored.
  const values = [
    column((one) => one.id),
    column((one) => one.stream),
    column((one) => one.version),
    column((one) => one.kind),
    column((one) => one.at),
    column((one) => one.actor),
    column((one) => canonical(one.body)),
    entries.map(({ salt }) => salt.toString('hex')),
  ]
  const { rows } = await trx.executeQuery<{ position: number }>(CompiledQuery.raw(APPEND, values)).catch(explained)
  return entries.map((entry, i) => ({ position: (rows[i] as { position: number }).position, ...entry }))
}

const APPEND = 'select position from append_to_journal($1, $2, $3, $4, $5, $6, $7, $8) as position'

/** The events of a stream, oldest first; none when there is no such stream. */
export async function readStream(db: Db, stream: string): Promise<readonly JournalEntry[]> {
  const rows = await db.selectFrom('journal').selectAll().where('stream', '=', stream).orderBy('version').execute()
  return rows.map(entryOf)
}

/**
 * Up to `limit` events after that position, in the order they were written. For going over the whole journal: not for
 * following it, since a transaction that began earlier may commit later and appear behind the reader.
 */
export async function readAfter(db: Db, position: number, limit: number): Promise<readonly JournalEntry[]> {
  const after = db.selectFrom('journal').selectAll().where('position', '>', position)
  return (await after.orderBy('position').limit(limit).execute()).map(entryOf)
}

/** One event by its id. Throws Missing. */
export async function readEvent(db: Db, id: string): Promise<JournalEntry> {
  const row = await db.selectFrom('journal').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return entryOf(row)
  throw because(Missing, 'event-unknown', '没有这个事件', 'There is no such event')
}

type Row = Envelope & { readonly position: number; readonly salt: Buffer }

/** As it is stored, unchecked: whether it still is what was sealed is for the audit to say. */
export function entryOf({ position, salt, id, stream, version, kind, at, actor, body }: Row): JournalEntry {
  return { position, event: { id, stream, version, kind, at, actor, body }, salt }
}

function envelopeOf(event: Appended): Envelope {
  const read = Envelope.safeParse({ id: uuidv7(event.at), ...event })
  if (!read.success) {
    const field = read.error.issues.map((one) => one.path.join('.'))[0] ?? ''
    throw because(
      Malformed,
      'event-malformed',
      `事件的 ${field} 不符合格式`,
      `The event's ${field} is not of its format`,
      { field },
    )
  }
  const path = unstorable(event.body, 'body')
  if (path === undefined) return read.data
  throw because(
    Malformed,
    'event-body-unstorable',
    `事件的 ${path} 含有数据库不能原样保存的内容(空字符或负零)`,
    `The event's ${path} holds what the database cannot keep as it is: a null character or a negative zero`,
    { field: path },
  )
}

/**
 * Where jsonb would not give back what it was given: it refuses U+0000, and negative zero becomes zero. Every other
 * number comes back the same, for jsonb keeps decimal digits and ECMAScript prints enough of them.
 */
function unstorable(value: Json | undefined, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined
  if (typeof value === 'number') return Object.is(value, -0) ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, one] of Object.entries(value)) {
    const found = key.includes('\0') ? path : unstorable(one as Json | undefined, `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

const UNIQUE_VIOLATION = '23505'

function explained(error: unknown): never {
  if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error
  throw error.constraint === 'journal_stream_version' ? changedMeanwhile() : error
}

const changedMeanwhile = (): Error =>
  because(
    Refused,
    'changed-meanwhile',
    '这里的内容刚刚被其他人改动过，请重新查看后再操作',
    'Someone else changed this in the meantime: look again, then decide',
  )

/** When the event that was written last says it was; undefined before there is any. */
export async function lastWritten(db: Db): Promise<Instant | undefined> {
  return (await db.selectFrom('journal').select('at').orderBy('position', 'desc').limit(1).executeTakeFirst())?.at
}
