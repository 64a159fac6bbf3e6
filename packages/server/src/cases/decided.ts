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
