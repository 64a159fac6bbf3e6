import { sql } from 'kysely'
import type { Db } from './open.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly filled: boolean
}

/** What values of a type arrive as (open.ts). */
const ARRIVES: Readonly<Record<string, string>> = {
  bigint: 'number',
  integer: 'number',
  smallint: 'number',
  'double precision': 'number',
  real: 'number',
  text: 'string',
  uuid: 'string',
  date: 'string',
  numeric: 'string',
  boolean: 'boolean',
  bytea: 'Buffer',
  jsonb: 'unknown',
  json: 'unknown',
}

function arrivesAs(type: string): string {
  if (type.endsWith('[]')) return `readonly ${arrivesAs(type.slice(0, -2))}[]`
  if (type.startsWith('timestamp')) return 'string'
  return ARRIVES[type.replace(/\(.*\)/, '')] ?? 'unknown'
}

const rows = async <T>(asked: ReturnType<typeof sql<T>>, db: Db): Promise<readonly T[]> =>
  (await asked.execute(db)).rows

/**
 * The schema as it is after all migrations: `text`, for people and reviews, has every column, constraint, index, trigger and grant
 * of the application's role; `types` is a source of TypeScript with the columns as they arrive.
 */
export async function schemaSnapshot(db: Db): Promise<{ readonly text: string; readonly types: string }> {
  const columns = await rows(
    sql<Column>`select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
        not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '') as filled
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      order by c.relname collate "C", a.attname collate "C"`,
    db,
  )
  const others = await rows(
    sql<{ table: string; line: string }>`select * from (
      select c.relname::text as table, 'constraint ' || pg_get_constraintdef(k.oid) as line
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relnamespace = 'public'::regnamespace and k.contype <> 'n'
      union all
      select c.relname::text, 'index ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX \\S+ ON public\\.\\S+ ', '\\1')
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace
          and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      union all
      select c.relname::text, 'trigger ' || t.tgname || case t.tgenabled when 'A' then ' always' else '' end
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
      union all
      select g.table_name::text, 'liuhen_app may ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type::text collate "C")
        from information_schema.role_table_grants g
        where g.table_schema = 'public' and g.grantee = 'liuhen_app' group by g.table_name
      ) as told order by told.table collate "C", told.line collate "C"`,
    db,
  )
  const tables = [...new Set(columns.map((one) => one.table))]
  const text = tables.map((table) => {
    const own = columns.filter((one) => one.table === table)
    const lines = own.map(
      ({ column, type, nullable, filled }) =>
        `  ${column} ${type}${nullable ? '' : ' not null'}${filled ? ', filled by itself' : ''}`,
    )
    const more = others.filter((one) => one.table === table).map(({ line }) => `  ${line}`)
    return [table, ...lines, ...more].join('\n')
  })
  const types = tables.map((table) => {
    const own = columns.filter((one) => one.table === table)
    const lines = own.map(
      ({ column, type, nullable }) =>
        `    ${column}: ${arrivesAs(type)}${nullable && arrivesAs(type) !== 'unknown' ? ' | null' : ''}`,
    )
    return `  ${table}: {\n${lines.join('\n')}\n  }`
  })
  return {
    text: `${text.join('\n\n')}\n`,
    types: `/** Made of the database after all migrations by snapshot.db.test.ts; not written by hand. */\nexport interface Columns {\n${types.join('\n')}\n}\n`,
  }
}
