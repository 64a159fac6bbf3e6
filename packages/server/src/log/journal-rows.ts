import type { JournalRow, ledgerEndpoints } from '@liuhen/contract/ledger'
import type { ActivityState } from '@liuhen/core/activities'
import { eventTold } from '@liuhen/core/journal'
import {
  beijing,
  CalendarDate,
  instantOf,
  millisecondsOf,
  startOf,
  storable,
  type Text,
  text,
} from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { sql } from 'kysely'
import type { z } from 'zod'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'

type Filter = z.output<(typeof ledgerEndpoints)['journal']['query']>

const PAGE = 100
const DAY = 86_400_000
/** Things whose name holds the words looked for; more are not asked after. */
const NAMED = 500

/** Of recordings whose names the reader may not know, by id, what stands in their place. */
export type Unread = ReadonlyMap<string, string>

/** The journal, newest first, as sentences: who did what to which thing, by their names and without what was said. */
export async function journalRows(db: Db, filter: Filter, unread: Unread = new Map()): Promise<JournalRow[]> {
  const { before, kind, by, from, to, search } = filter
  let query = db
    .selectFrom('journal')
    .leftJoin('log_entry', 'log_entry.event_id', 'journal.id')
    .select(['journal.position', 'journal.stream', 'journal.kind', 'journal.at', 'journal.actor', 'journal.body'])
    .select('log_entry.index')
    .orderBy('journal.position', 'desc')
    .limit(PAGE)
  if (before !== undefined) query = query.where('journal.position', '<', before)
  if (kind !== undefined) query = query.where('journal.kind', 'like', `${kind}/%`)
  if (by !== undefined)
    query = query.where((where) =>
      where.or([where('journal.actor', '=', `person:${by}`), sql<boolean>`journal.body ->> 'person' = ${by}`]),
    )
  if (from !== undefined) query = query.where('journal.at', '>=', startOf(CalendarDate.parse(from)))
  if (to !== undefined)
    query = query.where('journal.at', '<', instantOf(millisecondsOf(startOf(CalendarDate.parse(to))) + DAY))
  if (search !== undefined && search.trim() !== '') {
    const { streams, ids } = await thingsNamed(db, search.trim(), [...unread.keys()])
    query = query.where(
      sql<boolean>`(journal.stream = any(${streams}::text[])
        or (journal.body ? 'recording' and journal.body ->> 'recording' = any(${ids}::text[]))
        or journal.body ->> 'person' = any(${ids}::text[]))`,
    )
  }
  const rows = await query.execute()
  const [actors, names] = await Promise.all([namesOfActors(db), namesOf(db, rows, unread)])
  return rows.map(({ position, kind, at, actor, index, stream, body }) => {
    const what = names.what(stream, body as Body)
    const other = names.other(kind, body as Body)
    return {
      position,
      kind,
      at,
      by: actors(actor),
      ...(what && { what }),
      ...(other !== undefined && { other }),
      ...(index !== null && { index }),
    }
  })
}

async function thingsNamed(
  db: Db,
  words: string,
  unread: readonly string[],
): Promise<{ streams: string[]; ids: string[] }> {
  const like = `%${storable(words).replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
  const [people, units, devices, recordings, cases] = await Promise.all([
    db.selectFrom('people').select('id').where('name', 'ilike', like).limit(NAMED).execute(),
    db.selectFrom('units').select('id').where('name', 'ilike', like).limit(NAMED).execute(),
    sql<{ id: string }>`select id from devices where number ilike ${like} limit ${NAMED}`.execute(db),
    sql<{
      id: string
    }>`select id from recordings where file_name ilike ${like} and not (id = any(${[...unread]}::uuid[])) order by start_at desc limit ${NAMED}`.execute(
      db,
    ),
    sql<{ id: string }>`select id from cases where title ilike ${like} order by opened_at desc limit ${NAMED}`.execute(
      db,
    ),
  ])
  const named = { person: people, unit: units, device: devices.rows, recording: recordings.rows, case: cases.rows }
  return {
    streams: Object.entries(named).flatMap(([type, rows]) => rows.map(({ id }) => `${type}:${id}`)),
    ids: Object.values(named).flatMap((rows) => rows.map(({ id }) => id)),
  }
}

type Body = Readonly<Record<string, unknown>>
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
const plain = (name: string | undefined): Text | undefined => (name === undefined ? undefined : text(name, name))
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The names of everything these events are about. */
async function namesOf(db: Db, rows: readonly { readonly stream: string; readonly body: unknown }[], unread: Unread) {
  const ids = new Set<string>()
  for (const { stream, body } of rows) {
    ids.add(stream.slice(stream.indexOf(':') + 1))
    for (const value of Object.values((body ?? {}) as Body))
      if (typeof value === 'string' && UUID.test(value)) ids.add(value)
  }
  const all = [...ids].filter((one) => UUID.test(one))
  // Not through the doors of those capabilities: the log stands below them.
  const [people, units, devices, recordings, quarantines, cases, activities] = await Promise.all([
    namesOfPeople(db),
    unitNamesOf(db),
    sql<Named>`select id, number as name from devices where id = any(${all}::uuid[])`.execute(db),
    sql<Named>`select id, file_name as name from recordings where id = any(${all}::uuid[])`.execute(db),
    sql<Named>`select id, state ->> 'fileName' as name from quarantines where id = any(${all}::uuid[])`.execute(db),
    sql<Named>`
      select id, title as name from cases where id = any(${all}::uuid[])
      union all select id, state -> 'about' ->> 'title' from approvals where id = any(${all}::uuid[])
      union all select id, state ->> 'title' from papers where id = any(${all}::uuid[])`.execute(db),
    sql<{ id: string; state: ActivityState }>`select id, state from activities where id = any(${all}::uuid[])`.execute(
      db,
    ),
  ])
  const names = new Map<string, Text>()
  for (const [id, name] of [...people, ...units]) names.set(id, text(name, name))
  const named = [devices, recordings, quarantines, cases].flatMap(({ rows: found }) => found)
  for (const { id, name } of named) {
    const told = unread.get(id) ?? name
    names.set(id, text(told, told))
  }
  for (const { id, state } of activities.rows) {
    const { zh, en } = activityNames[state.facts.activity]
    const at = beijing(state.facts.start).slice(0, 16)
    names.set(id, text(`${at} 的${zh}`, `${en} of ${at}`))
  }
  const known = (id: unknown): Text | undefined => (typeof id === 'string' ? names.get(id) : undefined)
  return {
    what: (stream: string, body: Body): Text | undefined =>
      known(stream.slice(stream.indexOf(':') + 1)) ??
      known(body['recording']) ??
      known(body['person']) ??
      known(body['device']) ??
      plain(
        textOf(body['userName']) ?? textOf(body['deviceNumber']) ?? textOf(body['fileName']) ?? textOf(body['name']),
      ),
    other: (kind: string, body: Body): Text | undefined => {
      const { other } = eventTold(kind) ?? {}
      return other === undefined ? undefined : (known(body[other]) ?? plain(textOf(body[other])))
    },
  }
}

interface Named {
  readonly id: string
  readonly name: string
}
