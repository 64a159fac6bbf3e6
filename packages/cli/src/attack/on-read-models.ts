import type { Client } from 'pg'
import { streamTypes } from '@liuhen/core/journal'
import { type Text, text } from '@liuhen/core/kernel'
import { rowOf, type StreamType } from '@liuhen/core/stream'
import type { Attack } from './attack.ts'

/** What was done to one row, as the audit must say it; without a column, to all of it. */
interface Tampered {
  readonly place: string
  readonly column?: string
}
interface Kept {
  readonly type: StreamType
  readonly name: string
}
type Tamper = (database: Client, table: Kept, id: string) => Promise<readonly Tampered[]>

/** Another value than the one that is there, by the type of its column. */
const others: Readonly<Record<string, (column: string) => string>> = {
  bool: (column) => `not ${column}`,
  int4: (column) => `${column} + 1`,
  int8: (column) => `${column} + 1`,
  jsonb: (column) => `${column} || '{"forged": true}'`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  timestamptz: (column) => `coalesce(${column}, '2026-01-01T00:00:00Z') + interval '2 days'`,
  uuid: () => `'00000000-0000-4000-8000-000000000001'`,
  _text: (column) => `${column} || 'x'::text`,
  _uuid: (column) => `${column} || '00000000-0000-4000-8000-000000000001'::uuid`,
}

/** Whether the statement did something: what the database itself does not let be is no tampering. */
async function tried(database: Client, statement: string, values: readonly unknown[]): Promise<boolean> {
  try {
    return ((await database.query(statement, [...values])).rowCount ?? 0) > 0
  } catch {
    return false
  }
}

const edit: Tamper = async (database, { type, name }, id) => {
  const { rows } = await database.query<{ column: string; type: string }>(
    `select column_name as column, udt_name as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and column_name <> 'id'`,
    [name],
  )
  const row = await database.query<{ state?: object }>(`select * from ${name} where id = $1`, [id])
  const { state } = row.rows[0] ?? {}
  // What is beside them follows from several rows, as the takes of a day do, and is no column of this one.
  const declared = state && rowOf(type, id, 0, state)
  const done: Tampered[] = []
  for (const { column, type: sort } of rows) {
    if (declared && !(column in declared)) continue
    const value = others[sort]?.(column)
    if (value !== undefined && (await tried(database, `update ${name} set ${column} = ${value} where id = $1`, [id])))
      done.push({ place: `${name} ${id}`, column })
  }
  return done
}

const hide: Tamper = async (database, { name }, id) =>
  (await tried(database, `delete from ${name} where id = $1`, [id])) ? [{ place: `${name} ${id}` }] : []

const STRANGER = '01930f2a-6c00-4000-8000-00000000f0f2'

const plant: Tamper = async (database, { name }, id) => {
  const { rows } = await database.query<{ unique: string }>(
    `select conname as unique from pg_constraint where conrelid = $1::regclass and contype = 'u'`,
    [name],
  )
  for (const { unique } of rows) await database.query(`alter table ${name} drop constraint ${unique}`)
  const copy = `insert into ${name} select (jsonb_populate_record(one, $1)).* from ${name} as one where id = $2`
  return (await tried(database, copy, [{ id: STRANGER }, id])) ? [{ place: `${name} ${STRANGER}` }] : []
}

/** The same done to the newest row of every table the types declare; noticed when the audit tells of each by its place. */
const everywhere = (name: string, title: Text, code: string, types: readonly StreamType[], tamper: Tamper): Attack => ({
  name,
  title,
  codes: [code],
  async run(target) {
    const { database } = target
    const done: Tampered[] = []
    // A foreign key is a trigger, and an administrator has none against them.
    await database.query('set session_replication_role = replica')
    for (const type of types) {
      if (!type.table) continue
      const { name } = type.table
      const newest = await database.query<{ id: string }>(`select id from ${name} order by id desc limit 1`)
      const id = newest.rows[0]?.id
      if (id !== undefined) done.push(...(await tamper(database, { type, name }, id)))
    }
    if (done.length === 0) return undefined
    const { differences } = await target.audit()
    const missed = done.find(
      ({ place, column }) =>
        !differences.some((one) => one.place === place && (column === undefined || names(one.message, column))),
    )
    if (missed) return { by: [], said: unnoticed(missed) }
    const codes = [...new Set(differences.map((one) => one.code))]
    return { by: codes, said: differences.find((one) => one.code === code)?.message }
  },
})

const names = ({ en }: Text, column: string): boolean => new RegExp(`\\b${column}\\b`).test(en)

const unnoticed = ({ place, column = '' }: Tampered): Text =>
  text(`没有发现 ${place} ${column} 被改动`, `Nothing noticed ${place} ${column}`)

/** Attacks on what pages and rules read, of every declared type of stream. */
export const onRowsOf = (types: readonly StreamType[]): readonly Attack[] => [
  everywhere(
    'edit-rows-of-desk',
    text('改动各查询表的每一列', 'Change every column of the tables pages read'),
    'model-differs',
    types,
    edit,
  ),
  everywhere(
    'hide-rows-of-desk',
    text('从各查询表里抹去一行', 'Take a row out of every table pages read'),
    'model-missing',
    types,
    hide,
  ),
  everywhere(
    'plant-rows-on-desk',
    text('在各查询表里添一行伪造的', 'Slip a forged row into every table pages read'),
    'model-unaccounted',
    types,
    plant,
  ),
]

export const onReadModels = onRowsOf(streamTypes)
