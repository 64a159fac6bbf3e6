import type { CalendarDate } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** One act of a case that counts, with what a figure of it is made from. */
export interface DecidedRow {
  readonly case: string
  readonly title: string
  readonly act: Act
  readonly on: CalendarDate
  /** In yuan, where it says one. */
  readonly amount: number | null
}

/** These acts of all cases between two days, both included; what was struck is left out. */
export async function decidedIn(
  db: Db,
  acts: readonly Act[],
  from: CalendarDate,
  until: CalendarDate,
): Promise<readonly DecidedRow[]> {
  const found = await sql<DecidedRow>`
    select cases.id as "case", cases.title, kept -> 'act' ->> 'act' as act, kept -> 'act' ->> 'on' as "on",
      (kept -> 'act' -> 'says' ->> 'fine-amount')::float8 as amount
    from cases, jsonb_array_elements(cases.state -> 'acts') as kept
    where cases.last_on >= ${from}
      and kept -> 'act' ->> 'act' = any(${[...acts]}::text[])
      and kept -> 'act' ->> 'on' between ${from} and ${until}
      and kept -> 'struck' is null
    order by 4, 1`.execute(db)
  return found.rows
}

/** An inspection that came before a case was filed, and what became of it. */
export interface InspectedRow {
  readonly case: string
  readonly title: string
  readonly on: CalendarDate
  readonly result: 'filed' | 'not-filed' | 'open'
}

/** Inspections between two days, both included, with what has come of each by now; those within a filed case are its investigation. */
export async function inspectedIn(db: Db, from: CalendarDate, until: CalendarDate): Promise<readonly InspectedRow[]> {
  const found = await sql<InspectedRow>`
    with counting as (
      select cases.id as "case", cases.title, place, kept -> 'act' ->> 'act' as act, kept -> 'act' ->> 'on' as "on"
      from cases, jsonb_array_elements(cases.state -> 'acts') with ordinality as kept (kept, place)
      where cases.last_on >= ${from} and kept -> 'struck' is null
    )
    select "case", title, "on", coalesce(
      (select case act when 'case-filed' then 'filed' else 'not-filed' end from counting as later
        where later."case" = one."case" and later.act in ('case-filed', 'not-filed') order by place limit 1),
      'open') as result
    from counting as one
    where act = 'site-inspected' and "on" between ${from} and ${until}
      and not exists (select from counting as before
        where before."case" = one."case" and before.act = 'case-filed' and before.place < one.place)
    order by "on", "case"`.execute(db)
  return found.rows
}
