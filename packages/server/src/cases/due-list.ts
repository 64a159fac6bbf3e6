import type { AgendaClock, Whose } from '@liuhen/contract/agenda'
import { type Scope, scopeOf, type Viewer } from '@liuhen/core/access'
import type { HolidayCalendar } from '@liuhen/core/calendar'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { dayOfEnd, timeLeft } from './left.ts'
import { visibleCases } from './store.ts'

/** Which clocks are asked for, by the first instant that is too late for each. */
export interface DueAsked {
  readonly whose: Whose
  readonly after?: Instant
  readonly until: Instant
  readonly limit: number
}

/** How far a viewer's role reaches among clocks, narrowest first; none sees nobody's. */
export function reachOf(scope: Scope): readonly Whose[] {
  if (scope === undefined) return []
  if ('all' in scope) return ['mine', 'unit', 'all']
  return 'units' in scope && scope.units.length > 0 ? ['mine', 'unit'] : ['mine']
}

/** Clocks of the cases this viewer may see, those first that end first; and whether there are more than the limit. */
export async function dueList(
  db: Db,
  calendar: HolidayCalendar,
  viewer: Viewer,
  now: Instant,
  { whose, after, until, limit }: DueAsked,
): Promise<{ clocks: AgendaClock[]; more: boolean }> {
  let asked = db
    .selectFrom('cases')
    .innerJoin('due', 'due.case_id', 'cases.id')
    .select(['cases.id', 'cases.title as name', 'cases.unit', 'cases.officers'])
    .select(['due.period', 'due.started_by', 'due.title', 'due.last_at', 'due.counted', 'due.provisional'])
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .where('due.last_at', '<=', until)
    .orderBy('due.last_at')
    .orderBy('due.case_id')
    .limit(limit + 1)
  if (after !== undefined) asked = asked.where('due.last_at', '>', after)
  if (whose === 'mine') asked = asked.where(sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`)
  if (whose === 'unit') asked = asked.where(sql<boolean>`cases.unit = any(${[...viewer.units]}::uuid[])`)
  const [rows, people, units] = await Promise.all([asked.execute(), namesOfPeople(db), unitNamesOf(db)])
  const today = dayOf(now)
  const clocks = rows.slice(0, limit).flatMap((row): AgendaClock[] => {
    const { id, name, title, last_at: last, counted, provisional } = row
    if (last === null) return []
    const day = dayOfEnd(last)
    return [
      {
        key: `${row.started_by}.${row.period.replace('/', '.')}.${id}`,
        case: { id, title: name },
        title,
        last,
        day,
        overdue: last <= now,
        left: timeLeft(day, counted, today, calendar),
        unit: units.get(row.unit) ?? '',
        officers: row.officers.map((one) => people.get(one) ?? ''),
        provisional,
      },
    ]
  })
  return { clocks, more: rows.length > limit }
}

/** Cases of which one of these periods, by the ids of their rules, is over and nothing has ended it; the first instant after it. */
export async function windowsClosed(
  db: Db,
  periods: readonly string[],
  now: Instant,
): Promise<
  readonly {
    readonly caseId: string
    readonly unit: string
    readonly officers: readonly string[]
    readonly last: Instant
    /** The act it ran from. */
    readonly startedBy: string
  }[]
> {
  const rows = await db
    .selectFrom('cases')
    .innerJoin('due', 'due.case_id', 'cases.id')
    .select(['cases.id', 'cases.unit', 'cases.officers', 'due.last_at', 'due.started_by'])
    .where(sql<boolean>`split_part(due.period, '/', 2) = any(${[...periods]}::text[])`)
    .where('due.last_at', '<=', now)
    .where('due.provisional', '=', false)
    .orderBy('due.last_at')
    .orderBy('cases.id')
    .execute()
  return rows.flatMap(({ id, unit, officers, last_at: last, started_by: startedBy }) =>
    last === null ? [] : [{ caseId: id, unit, officers, last, startedBy }],
  )
}
