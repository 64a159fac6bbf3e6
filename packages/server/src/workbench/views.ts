import type { Workbench } from '@liuhen/contract/workbench'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { beijing, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { groupingOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { quarantineView } from '../intake/index.ts'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { gapView, rowViews, sameDay, visible } from '../recordings/index.ts'

const DAY = 86_400_000
const FIRST = 6
/** A camera in somebody's hands that has not been docked for longer than a day is asked about. */
const UNDOCKED = DAY

/** What a person should do next, cut to what that person may see. */
export async function workbench(db: Db, clock: Clock, viewer: Viewer): Promise<Workbench> {
  const scope = scopeOf(viewer)
  const now = clock.now()
  const today = startOf(dayOf(now))
  const mine = db.selectFrom('recordings').where((where) => visible(where, scope))
  const count = (query: typeof mine) =>
    query.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const [sums, arrivals, week, flagged, deriving, open, gaps, undocked, quarantine] = await Promise.all([
    mine
      .where('arrived_at', '>=', today)
      .select([
        sql<number>`count(*)`.as('recordings'),
        sql<number>`coalesce(sum(bytes), 0)::bigint`.as('bytes'),
        sql<number>`coalesce(sum(extract(epoch from end_at - start_at)), 0)::bigint`.as('seconds'),
        sql<number>`count(distinct officer)`.as('officers'),
      ])
      .executeTakeFirstOrThrow(),
    mine.selectAll().where('arrived_at', '>=', today).orderBy('arrived_at', 'desc').limit(FIRST).execute(),
    mine
      .where('arrived_at', '>=', instantOf(millisecondsOf(today) - 6 * DAY))
      .select([
        sql<string>`to_char(arrived_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day'),
        sql<number>`count(*)`.as('recordings'),
        sql<number>`sum(bytes)::bigint`.as('bytes'),
      ])
      .groupBy('day')
      .execute(),
    count(mine.where('flagged', '=', true)),
    count(mine.where('derived', '=', 'waiting')),
    mine
      .selectAll()
      .where('open_gaps', '>', 0)
      .orderBy('start_at', 'desc')
      .orderBy('id', 'desc')
      .limit(FIRST)
      .execute(),
    mine
      .where('open_gaps', '>', 0)
      .select(({ fn }) => fn.coalesce(fn.sum<number>('open_gaps'), sql<number>`0`).as('n'))
      .executeTakeFirstOrThrow(),
    notDocked(db, viewer, now),
    inQuarantine(db, viewer),
  ])
  const byDay = new Map(week.map((one) => [one.day, one]))
  return {
    today: {
      recordings: sums.recordings,
      bytes: sums.bytes,
      minutes: Math.round(sums.seconds / 60),
      officers: sums.officers,
    },
    arrivals: await rowViews(db, arrivals),
    week: Array.from({ length: 7 }, (_, i) => {
      const day = beijing(instantOf(millisecondsOf(today) - (6 - i) * DAY)).slice(0, 10)
      const found = byDay.get(day)
      return { day, recordings: found?.recordings ?? 0, bytes: found?.bytes ?? 0 }
    }),
    quarantineCount: quarantine.count,
    quarantine: quarantine.first,
    unexplainedCount: gaps.n,
    unexplained: (await openGaps(db, open)).slice(0, FIRST),
    undockedCount: undocked.length,
    undocked: undocked.slice(0, FIRST),
    flaggedCount: flagged.n,
    deriving: deriving.n,
  }
}

/** The gaps beside these recordings that nobody has explained, newest first, each once. */
async function openGaps(db: Db, rows: Parameters<typeof rowViews>[1]): Promise<Workbench['unexplained']> {
  const [names, views] = await Promise.all([namesOfActors(db), rowViews(db, rows)])
  const found = new Map<string, Workbench['unexplained'][number]>()
  const days = new Set<string>()
  for (const row of rows) {
    const key = `${row.device_key} ${dayOf(row.start_at)}`
    if (days.has(key)) continue
    days.add(key)
    for (const gap of groupingOf(await sameDay(db, row)).gaps) {
      const view = views.find((one) => one.id === gap.before)
      if (gap.explained || !view) continue
      found.set(`${gap.after} ${gap.before}`, {
        gap: gapView(gap, names),
        device: view.device?.number ?? view.fileName,
        ...(view.officer && { officer: view.officer.name }),
        ...(view.unit && { unit: view.unit.name }),
      })
    }
  }
  return [...found.values()].toSorted((a, b) => (a.gap.from < b.gap.from ? 1 : -1))
}

async function notDocked(db: Db, viewer: Viewer, now: Instant): Promise<Workbench['undocked']> {
  const scope = scopeOf(viewer)
  if (!scope) return []
  let query = db
    .selectFrom('devices')
    .innerJoin('people', 'people.id', 'devices.holder')
    .leftJoin(
      db
        .selectFrom('docking')
        .select(['device', ({ fn }) => fn.max('at').as('at')])
        .groupBy('device')
        .as('last'),
      'last.device',
      'devices.id',
    )
    .select([
      'devices.id as device',
      'devices.number',
      'people.name as holder',
      'devices.unit',
      'last.at as lastDocked',
    ])
    .where('devices.condition', 'in', ['in-use', 'on-loan'])
    .where('devices.kind', '!=', 'docking-station')
    .where((where) =>
      where.or([where('last.at', 'is', null), where('last.at', '<', instantOf(millisecondsOf(now) - UNDOCKED))]),
    )
    .orderBy('last.at', (by) => by.asc().nullsFirst())
  if (!('all' in scope))
    query = query.where((where) =>
      where.or([
        where('devices.holder', '=', scope.person),
        ...('units' in scope && scope.units.length ? [where('devices.unit', 'in', scope.units)] : []),
      ]),
    )
  const [rows, units] = await Promise.all([query.execute(), unitNamesOf(db)])
  return rows.map(({ lastDocked, unit, ...row }) => ({
    ...row,
    unit: units.get(unit) ?? '',
    ...(lastDocked && { lastDocked }),
  }))
}

async function inQuarantine(db: Db, viewer: Viewer): Promise<{ count: number; first: Workbench['quarantine'] }> {
  const scope = scopeOf(viewer)
  // A file nobody can name is everybody's who answers for the whole bureau, and its unit's where one is known.
  if (!scope || !('units' in scope || 'all' in scope)) return { count: 0, first: [] }
  let open = db.selectFrom('quarantines').where('settled', '=', false)
  if ('units' in scope)
    open = open.where('unit', 'in', scope.units.length ? scope.units : ['00000000-0000-0000-0000-000000000000'])
  const [rows, { count }] = await Promise.all([
    open.select(['id', 'state']).orderBy('arrived_at', 'desc').limit(FIRST).execute(),
    open.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { count, first: rows.map(quarantineView) }
}
