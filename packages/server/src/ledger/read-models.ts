import { CompiledQuery } from 'kysely'
import { folded, rowOf, type StreamType } from '@liuhen/core/stream'
import type { Db } from '../platform/database/index.ts'
import { type JournalEntry, readStream } from './journal.ts'

/** What the events of a stream have made so far: version 0 and no state before the first. */
export interface Kept<S extends object = object> {
  readonly version: number
  readonly state: S | undefined
}

/** A stream that went on, and what it has become. */
export interface Change<S extends object = object> {
  readonly type: StreamType
  readonly id: string
  readonly version: number
  /** Before these events; undefined where they are its first. */
  readonly before: S | undefined
  readonly state: S
  readonly entries: readonly JournalEntry[]
}

const none: Kept = { version: 0, state: undefined }

/** What the table holds of a stream, whose last event is of that version; else its events are read from the first on. */
async function fitting(db: Db, type: StreamType, id: string, version: number): Promise<Kept> {
  if (version === 0) return none
  const row = type.table && !type.table.once && (await rowKept(db, type.table.name, id))
  if (row && row.version === version) return row
  const events = (await readStream(db, `${type.prefix}:${id}`)).map(({ event }) => event)
  return { version, state: folded(type, events.slice(0, version)) }
}

async function rowKept(db: Db, table: string, id: string): Promise<Kept | undefined> {
  const query = CompiledQuery.raw(`select version, state from ${table} where id = $1`, [id])
  return (await db.executeQuery<Kept>(query)).rows[0]
}

/**
 * What stands of a stream: what its table holds, where that is of its last event. That what is kept is what the events make
 * is for the audit to say, which folds from the first event always.
 */
export async function keptOf(db: Db, type: StreamType, id: string): Promise<Kept> {
  const query = CompiledQuery.raw('select max(version) as last from journal where stream = $1', [
    `${type.prefix}:${id}`,
  ])
  const { rows } = await db.executeQuery<{ last: number | null }>(query)
  return fitting(db, type, id, rows[0]?.last ?? 0)
}

/**
 * How these entries change the streams they are on, each continued from what is kept of it: the three hundredth event of a
 * stream costs what the second does. `known` is what was read already, by the name of the stream.
 */
export async function changesBy(
  trx: Db,
  types: readonly StreamType[],
  entries: readonly JournalEntry[],
  known: ReadonlyMap<string, Kept>,
): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (const [stream, own] of Map.groupBy(entries, ({ event }) => event.stream)) {
    const type = types.find(({ prefix }) => stream.startsWith(`${prefix}:`))
    if (!type?.table) continue
    const id = stream.slice(type.prefix.length + 1)
    const [first, version] = [own[0]?.event.version ?? 1, own.at(-1)?.event.version ?? 1]
    const kept = known.get(stream) ?? (await fitting(trx, type, id, first - 1))
    const events = own.map(({ event }) => event)
    const state = folded(type, events, kept.state)
    if (state) changes.push({ type, id, version, before: kept.state, state, entries: own })
  }
  return changes
}

/** Writes the row of a stream: anew, or in place of the one that is there. */
export async function saveRow(
  trx: Db,
  { type, id, version, state }: Pick<Change, 'type' | 'id' | 'version' | 'state'>,
): Promise<void> {
  const row = rowOf(type, id, version, state)
  if (!type.table || !row) return
  const columns = Object.keys(row)
  // An object is written as JSON and a list as a list, which is what they are in every table here.
  const values = columns.map((column) => row[column] ?? null)
  await trx.executeQuery(CompiledQuery.raw(statementFor(type.table, columns), [id, ...values]))
}

function statementFor({ name, once }: NonNullable<StreamType['table']>, columns: readonly string[]): string {
  const places = columns.map((_, i) => `$${i + 2}`).join(', ')
  const insert = `insert into ${name} (id, ${columns.join(', ')}) values ($1, ${places})`
  if (once) return insert
  return `${insert} on conflict (id) do update set ${columns.map((one) => `${one} = excluded.${one}`).join(', ')}`
}

/**
 * Writes every read model anew, once, where a server before this one folded its events otherwise: what is shown and what an
 * audit derives from the events are then the same again. `then` is told of what was written.
 */
export async function refold(
  db: Db,
  types: readonly StreamType[],
  then: (trx: Db, type: StreamType, changes: readonly Change[]) => Promise<void>,
): Promise<void> {
  for (const type of types) {
    const { table } = type
    if (!table || (table.folding ?? 1) === 1) continue
    await foldedAnew(db, table.name, table.folding ?? 1, async (trx) => {
      const { rows } = await trx.executeQuery<{ id: string }>(
        CompiledQuery.raw(`select id from ${table.name} order by id`, []),
      )
      const changes: Change[] = []
      for (const { id } of rows) {
        const entries = await readStream(trx, `${type.prefix}:${id}`)
        const state = folded(
          type,
          entries.map(({ event }) => event),
        )
        const change = state && { type, id, version: entries.length, before: undefined, state, entries: [] }
        if (!change) continue
        await saveRow(trx, change)
        changes.push(change)
      }
      await then(trx, type, changes)
    })
  }
}

/** All or nothing; a database that is up to date is left alone. */
async function foldedAnew(db: Db, model: string, version: number, write: (trx: Db) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const last = await trx.selectFrom('folded').select('version').where('model', '=', model).executeTakeFirst()
    if ((last?.version ?? 1) >= version) return
    await write(trx)
    await trx
      .insertInto('folded')
      .values({ model, version })
      .onConflict((conflict) => conflict.column('model').doUpdateSet({ version }))
      .execute()
  })
}
