import type { CaseRow } from '@liuhen/contract/cases'
import type { QueryOf, Table } from '@liuhen/contract'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import type { DayCount, HolidayCalendar } from '@liuhen/core/calendar'
import { CAUSES, pairsFor } from '@liuhen/core/case'
import { dayOf, type Instant, instantOf, millisecondsOf, startOf, storable, type Text } from '@liuhen/core/kernel'
import { type ExpressionBuilder, sql } from 'kysely'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db, Schema } from '../platform/database/index.ts'
import { dayOfEnd, timeLeft } from './left.ts'
import { type CaseRowOf, visibleCases } from './store.ts'

type Filter = QueryOf<Table['listCases']>
const DAY = 86_400_000
const PAGE = 60
/** Nobody reads further than this, and counting a million rows takes longer than showing sixty. */
const COUNTED = 10_000

/** Cases, latest first, and how many there are in all: counted up to ten thousand. */
export async function listCases(
  db: Db,
  viewer: Viewer,
  filter: Filter,
  now: Instant,
  calendar: HolidayCalendar,
): Promise<{ rows: CaseRow[]; total: number }> {
  const chosen = db
    .selectFrom('cases')
    .where((where) => where.and([visibleCases(where, scopeOf(viewer)), narrowed(where, filter, now)]))
  const [rows, { total }] = await Promise.all([
    chosen
      .selectAll()
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(filter.limit ?? PAGE)
      .execute(),
    db
      .selectFrom(chosen.select('cases.id').limit(COUNTED).as('some'))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: await rowViews(db, calendar, rows, now), total }
}

function narrowed(where: ExpressionBuilder<Schema, 'cases'>, filter: Filter, now: Instant) {
  return where.and([
    ...(filter.stage ? [sql<boolean>`stage = ${filter.stage}`] : []),
    ...(filter.unit ? [where('unit', '=', filter.unit)] : []),
    ...(filter.officer ? [sql<boolean>`officers @> array[${filter.officer}]::uuid[]`] : []),
    ...(filter.open ? [where('open', '=', filter.open === 'true')] : []),
    ...(filter.procedure ? [where('procedure', '=', filter.procedure)] : []),
    ...(filter.within === undefined ? [] : [endsWithin(where, filter.within, now)]),
    ...(filter.text ? [mentions(where, filter.text)] : []),
    ...(filter.overdue
      ? [
          where.exists(
            where
              .selectFrom('due')
              .select('due.period')
              .whereRef('due.case_id', '=', 'cases.id')
              .where('last_at', '<=', now),
          ),
        ]
      : []),
  ])
}

/** One of its clocks ends today or in the days after it, so many. */
function endsWithin(where: ExpressionBuilder<Schema, 'cases'>, days: number, now: Instant) {
  const until = instantOf(millisecondsOf(startOf(dayOf(now))) + (days + 1) * DAY)
  return where.exists(
    where
      .selectFrom('due')
      .select('due.period')
      .whereRef('due.case_id', '=', 'cases.id')
      .where('last_at', '>', now)
      .where('last_at', '<=', until),
  )
}

/** The words stand in the title, in the name of the party, or in a provision that is said to be violated. */
function mentions(where: ExpressionBuilder<Schema, 'cases'>, words: string) {
  const like = `%${storable(words).replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
  const pairs = sql<boolean>`cases.words @> ${sql.val([...pairsFor(storable(words))])}::text[]`
  const named = CAUSES.map((fact) => sql`act #>> ${sql.lit(`{act,says,${fact}}`)} ilike ${like}`)
  const cause = sql<boolean>`exists (select from jsonb_array_elements(cases.state -> 'acts') act
    where not act ? 'struck' and (${sql.join(named, sql` or `)}))`
  return where.and([pairs, where.or([where('title', 'ilike', like), where('party', 'ilike', like), cause])])
}

/** Rows as the desk shows them, with names in place of ids and the clock that ends first. */
export async function rowViews(
  db: Db,
  calendar: HolidayCalendar,
  rows: readonly CaseRowOf[],
  now: Instant,
): Promise<CaseRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map((one) => one.id)
  const [people, units, clocks] = await Promise.all([namesOfPeople(db), unitNamesOf(db), firstClocks(db, ids)])
  const today = dayOf(now)
  const told = ({ title, last_at: last, counted }: FirstClock) => ({
    title,
    left: timeLeft(dayOfEnd(last), counted, today, calendar),
  })
  return rows.map((row) => {
    const [next, ...ties] = clocks.first.get(row.id) ?? []
    return {
      id: row.id,
      title: row.title,
      procedure: row.procedure,
      ...(row.party !== null && { party: row.party }),
      unit: { id: row.unit, name: units.get(row.unit) ?? '' },
      officers: row.officers.map((id) => ({ id, name: people.get(id) ?? '' })),
      stage: row.stage,
      ...(row.last_act !== null && row.last_on !== null && { lastAct: { act: row.last_act, on: row.last_on } }),
      open: row.open,
      ...(next && {
        due: { ...told(next), last: next.last_at, overdue: next.last_at <= now, ties: ties.map(told) },
      }),
      untold: [...(clocks.untold.get(row.id) ?? [])],
    }
  })
}

interface FirstClock {
  readonly title: Text
  readonly last_at: Instant
  readonly counted: readonly DayCount[]
}

interface FirstClocks {
  readonly first: ReadonlyMap<string, readonly FirstClock[]>
  /** Those of which nobody can say when they end. */
  readonly untold: ReadonlyMap<string, readonly Text[]>
}

/** Of each case the clock that ends first, and those that end at the same instant; and what cannot be told. */
async function firstClocks(db: Db, ids: readonly string[]): Promise<FirstClocks> {
  const rows = await db
    .selectFrom('due')
    .select(['case_id', 'title', 'last_at', 'counted', 'untold'])
    .where('case_id', 'in', [...ids])
    .orderBy('last_at')
    .orderBy('period')
    .execute()
  const first = new Map<string, FirstClock[]>()
  const untold = new Map<string, Text[]>()
  for (const { case_id: id, last_at: last, untold: why, ...clock } of rows) {
    if (why !== null) untold.set(id, [...(untold.get(id) ?? []), clock.title])
    if (last === null) continue
    const before = first.get(id)
    if (before === undefined) first.set(id, [{ ...clock, last_at: last }])
    else if (before[0]?.last_at === last) before.push({ ...clock, last_at: last })
  }
  return { first, untold }
}
