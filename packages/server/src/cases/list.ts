import type { CaseRow, DueClock } from '@liuhen/contract/cases'
import type { QueryOf, Table } from '@liuhen/contract'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { pairsFor } from '@liuhen/core/case'
import { type Instant, instantOf, millisecondsOf, storable } from '@liuhen/core/kernel'
import { type ExpressionBuilder, sql } from 'kysely'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db, Schema } from '../platform/database/index.ts'
import { type CaseRowOf, visibleCases } from './store.ts'

type Filter = QueryOf<Table['listCases']>
const PAGE = 60
/** Nobody reads further than this, and counting a million rows takes longer than showing sixty. */
const COUNTED = 10_000

/** Cases, latest first, and how many there are in all: counted up to ten thousand. */
export async function listCases(
  db: Db,
  viewer: Viewer,
  filter: Filter,
  now: Instant,
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
  return { rows: await rowViews(db, rows, now), total }
}

function narrowed(where: ExpressionBuilder<Schema, 'cases'>, filter: Filter, now: Instant) {
  return where.and([
    ...(filter.stage ? [sql<boolean>`stage = ${filter.stage}`] : []),
    ...(filter.unit ? [where('unit', '=', filter.unit)] : []),
    ...(filter.officer ? [sql<boolean>`officers @> array[${filter.officer}]::uuid[]`] : []),
    ...(filter.open ? [where('open', '=', filter.open === 'true')] : []),
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

/** The words stand in the title or in the name of the party. */
function mentions(where: ExpressionBuilder<Schema, 'cases'>, words: string) {
  const like = `%${storable(words).replaceAll(/[%_\\]/g, String.raw`\$&`)}%`
  const pairs = sql<boolean>`cases.words @> ${sql.val([...pairsFor(storable(words))])}::text[]`
  return where.and([pairs, where.or([where('title', 'ilike', like), where('party', 'ilike', like)])])
}

/** Within which a period that is not over yet is told of. */
const SOON = 3 * 86_400_000
/** More than anybody can look at in a day. */
const MOST = 200

/** Periods of the cases this viewer handles or leads that are over or soon will be, those longest over first. */
export async function dueClocks(db: Db, viewer: Viewer, now: Instant): Promise<DueClock[]> {
  const soon = instantOf(millisecondsOf(now) + SOON)
  const running = db
    .selectFrom('due')
    .innerJoin('cases', 'cases.id', 'due.case_id')
    .select(['cases.id', 'cases.title as name', 'due.period', 'due.title', 'due.last_at'])
    .where('due.last_at', '<=', soon)
    .orderBy('due.last_at')
    .orderBy('cases.id')
    .limit(MOST)
  const leads = viewer.roles.includes('team-leader') && viewer.units.length > 0
  const [own, led] = await Promise.all([
    running.where(sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`).execute(),
    leads ? running.where('due.unit', 'in', [...viewer.units]).execute() : [],
  ])
  const each = new Map([...own, ...led].map((one) => [`${one.id} ${one.period}`, one]))
  return [...each.values()]
    .flatMap(({ id, name, title, last_at: last }) =>
      last === null ? [] : [{ case: { id, title: name }, title, last, overdue: last <= now }],
    )
    .toSorted((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))
}

/** Rows as the desk shows them, with names in place of ids and the clock that ends first. */
export async function rowViews(db: Db, rows: readonly CaseRowOf[], now: Instant): Promise<CaseRow[]> {
  if (rows.length === 0) return []
  const [people, units, due] = await Promise.all([
    namesOfPeople(db),
    unitNamesOf(db),
    db
      .selectFrom('due')
      .select(['case_id', 'title', 'last_at'])
      .distinctOn('case_id')
      .where(
        'case_id',
        'in',
        rows.map((one) => one.id),
      )
      .where('last_at', 'is not', null)
      .orderBy('case_id')
      .orderBy('last_at')
      .execute(),
  ])
  const first = new Map(due.map((one) => [one.case_id, one]))
  return rows.map((row) => {
    const next = first.get(row.id)
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
      ...(next?.last_at && { due: { title: next.title, last: next.last_at, overdue: next.last_at <= now } }),
    }
  })
}
