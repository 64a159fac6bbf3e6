import type { CalendarDate } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** How many discs were read again on which day, since one; how many are kept, and how many of those ever were. */
export async function discsReread(
  db: Db,
  since: CalendarDate,
): Promise<{ readonly days: ReadonlyMap<string, number>; readonly kept: number; readonly read: number }> {
  const [{ rows }, { rows: counted }] = await Promise.all([
    sql<{ day: string; discs: number }>`
      select to_char((each ->> 'at')::timestamptz at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
        count(distinct discs.id)::int as discs
      from discs, jsonb_array_elements(state -> 'checks') as each
      where (each ->> 'at')::timestamptz at time zone 'Asia/Shanghai' >= ${since}::date
      group by 1 order by 1`.execute(db),
    sql<{ kept: number; read: number }>`
      select count(*)::int as kept, count(*) filter (where state -> 'checks' <> '[]'::jsonb)::int as read
      from discs where stands = 'kept'`.execute(db),
  ])
  return { days: new Map(rows.map((one) => [one.day, one.discs])), ...(counted[0] ?? { kept: 0, read: 0 }) }
}
