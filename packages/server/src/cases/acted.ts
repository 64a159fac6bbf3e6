import type { CalendarDate } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** A case, as far as whoever supervises needs it to be drawn and named. */
export interface ActedCase {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly officers: readonly string[]
}

/** Cases in which something that counts was done between two days, both included; of these units, or of all. */
export async function casesActedIn(
  db: Db,
  from: CalendarDate,
  until: CalendarDate,
  units?: readonly string[],
): Promise<readonly ActedCase[]> {
  const own = units === undefined ? sql`true` : sql`unit = any(${[...units]}::uuid[])`
  const { rows } = await sql<ActedCase>`
    select id, title, unit, officers from cases
    where last_on >= ${from} and ${own} and exists (
      select from jsonb_array_elements(state -> 'acts') as kept
      where kept -> 'struck' is null and kept -> 'act' ->> 'on' between ${from} and ${until})
    order by id`.execute(db)
  return rows
}

/** These cases, by their ids. */
export async function casesNamed(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ActedCase>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'title', 'unit', 'officers'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((one) => [one.id, one]))
}

/** Those of these cases that somebody has opened, since a moment where one is given. */
export async function casesReadBy(
  db: Db,
  actor: string,
  ids: readonly string[],
  since?: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select distinct body ->> 'case' as id from journal
    where kind = 'CaseLooked/1' and actor = ${actor} and body ->> 'case' = any(${[...ids]}::text[])
      and at >= ${since ?? '1970-01-01'}::timestamptz`.execute(db)
  return new Set(rows.map((one) => one.id))
}
