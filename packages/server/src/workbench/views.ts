import { permits } from '@liuhen/contract'
import { taskActs, type TaskKind, type Workbench } from '@liuhen/contract/workbench'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { beijing, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { groupingOf, isRejected } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { liabilityTasks } from '../accountability/index.ts'
import { activityRows, runningFor } from '../activities/index.ts'
import { approvalViews, waitingFor } from '../approvals/index.ts'
import { dueClocks, excusesFor, returnedForCorrection, tookPartIn, untoldClocks } from '../cases/index.ts'
import { batchTasks } from '../consolidation/index.ts'
import { overdueDockings, type Unrecorded } from '../coverage/index.ts'
import { disclosureTasks } from '../disclosures/index.ts'
import { faultTasks } from '../devices/index.ts'
import { discsDue, loansDue } from '../discs/index.ts'
import { drawnFor } from '../inspections/index.ts'
import { quarantineView } from '../intake/index.ts'
import { asked, type Book, type Law } from '../packs/index.ts'
import { namesOfActors, toConfirm, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import {
  againstConfirming,
  blinded,
  gapView,
  proposals,
  rowViews,
  sameDay,
  visible,
  withClosed,
} from '../recordings/index.ts'
import { emergenciesFor, type Permissions, requestViews } from '../requests/index.ts'
import { supervisionTasks, verdictsOwed } from '../supervision/index.ts'
import { setUpSteps } from './set-up.ts'

const DAY = 86_400_000
const FIRST = 6
/** More than anybody can look at in a day. */
const MOST = 200
/** A camera in somebody's hands that has not been docked for longer than a day is asked about. */
const UNDOCKED = DAY

interface Asked {
  readonly db: Db
  readonly clock: Clock
  readonly book: Book
  readonly unrecorded: Unrecorded
  readonly law: Law
  readonly permissions: Permissions
}

/** Whether one of a task's acts is open to this viewer. */
const does = (viewer: Viewer, task: TaskKind): boolean => taskActs[task].some((act) => permits(viewer.roles, act))

/** What a person should do next, cut to what that person may see and may do. */
export async function workbench(
  { db, clock, book, unrecorded, law, permissions }: Asked,
  viewer: Viewer,
): Promise<Workbench> {
  const now = clock.now()
  const [
    seen,
    missing,
    gaps,
    origins,
    undocked,
    quarantine,
    running,
    setUp,
    ownership,
    faults,
    overdue,
    batches,
    discs,
    loans,
    confirming,
    waiting,
    corrections,
    clocks,
    untold,
    excuses,
    drawn,
    disclosures,
    supervised,
    answering,
    emergencies,
  ] = await Promise.all([
    recordingsSeen({ db, law, clock, permissions }, viewer, now),
    unrecorded.of(db, book, viewer, now),
    does(viewer, 'unexplained') ? unexplained(db, book, viewer) : { count: 0, first: [] },
    does(viewer, 'unconfirmed') ? unconfirmed(db, viewer) : { count: 0, first: [] },
    does(viewer, 'undocked') ? notDocked(db, viewer, now) : [],
    does(viewer, 'quarantine') ? inQuarantine(db, viewer) : { count: 0, first: [] },
    permits(viewer.roles, 'endActivity') ? runningFor(db, viewer) : [],
    setUpSteps(db, book, viewer, now),
    does(viewer, 'ownership') ? proposals(db, viewer) : [],
    does(viewer, 'faults') ? faultTasks(db, book, viewer, dayOf(now)) : [],
    overdueDockings(db, book, viewer, now, { only: does(viewer, 'overdue') ? undefined : 'supervised' }),
    does(viewer, 'batches') ? batchTasks(db, book, viewer, now) : [],
    does(viewer, 'discs') ? discsDue(db, book, now) : [],
    loansDue(db, book, viewer, now),
    does(viewer, 'proposals') ? toConfirm(db, viewer) : 0,
    does(viewer, 'signatures') ? waitingFor(db, book, viewer, now) : [],
    does(viewer, 'corrections') ? returnedForCorrection(db, viewer) : [],
    does(viewer, 'clocks') ? dueClocks(db, book.calendar, viewer, now) : [],
    does(viewer, 'clocks')
      ? untoldClocks(db, book, viewer, { whose: viewer.roles.includes('team-leader') ? 'unit' : 'mine', limit: MOST })
      : [],
    does(viewer, 'excuses') ? excusesFor(db, book, viewer, now, MOST) : [],
    does(viewer, 'drawn') ? drawnFor(db, book, viewer) : [],
    does(viewer, 'disclosures') ? disclosureTasks(db, book, viewer, now) : [],
    does(viewer, 'supervision') ? supervisionTasks(db, book, viewer, now) : [],
    permits(viewer.roles, 'listLiabilities') ? liabilityTasks(db, book, viewer, now) : [],
    does(viewer, 'emergencies') ? emergenciesFor(db, viewer) : [],
  ])
  const overseen = [...supervised, ...answering]
  // What is proposed to the viewer is somebody else's to decide.
  const theirs = ownership.filter((one) => !one.mine)
  const late = new Set(overdue.map((one) => one.device))
  const besides = undocked.filter((one) => !late.has(one.device))
  return {
    ...seen,
    signaturesCount: waiting.length,
    signatures: await approvalViews(db, book, viewer, now, waiting.slice(0, FIRST), tookPartIn),
    correctionsCount: corrections.length,
    corrections: corrections.slice(0, FIRST),
    emergenciesCount: emergencies.length,
    emergencies: await requestViews({ db, clock, law }, viewer, emergencies.slice(0, FIRST)),
    clocksCount: clocks.length,
    disclosuresCount: disclosures.filter((one) => one.mine).length,
    disclosures: disclosures.filter((one) => one.mine).slice(0, FIRST),
    clocks: clocks.slice(0, FIRST),
    untoldCount: untold.length,
    untold: untold.slice(0, FIRST),
    excusesCount: excuses.length,
    excuses: excuses.slice(0, FIRST),
    drawnCount: drawn.length,
    drawn: drawn.slice(0, FIRST),
    unrecordedSince: missing.from,
    unrecordedCount: missing.rows.length,
    unrecorded: missing.rows.slice(0, FIRST),
    runningCount: running.length,
    running: await activityRows(db, running.slice(0, FIRST)),
    quarantineCount: quarantine.count,
    quarantine: quarantine.first,
    unexplainedCount: gaps.count,
    unexplained: gaps.first,
    unconfirmedCount: origins.count,
    unconfirmed: origins.first,
    overdueCount: overdue.length,
    overdue: overdue.slice(0, FIRST),
    undockedCount: besides.length,
    undocked: besides.slice(0, FIRST),
    batchesCount: batches.length,
    batches: batches.slice(0, FIRST),
    discsCount: discs.length,
    discs: discs.slice(0, FIRST),
    loansCount: loans.length,
    loans: loans.slice(0, FIRST),
    faultsCount: faults.length,
    faults: faults.slice(0, FIRST),
    ownershipCount: theirs.length,
    ownership: theirs.slice(0, FIRST).map((one) => ({ ...one, recordings: one.recordings.length })),
    proposalsCount: confirming,
    supervisionCount: overseen.length,
    supervisionAt: [...Map.groupBy(overseen, ({ to }) => `/${to.split('/')[1] ?? ''}`)].map(([page, { length }]) => ({
      page,
      count: length,
    })),
    supervision: overseen.slice(0, FIRST),
    handover: citationsOf(book, now, { ask: 'handover', what: 'all', recordingEnd: now }),
    ...(setUp && { setUp }),
  }
}

const citationsOf = (book: Book, at: Instant, question: Parameters<typeof asked>[2]) =>
  asked(book, dayOf(at), question).rules.flatMap((one) => one.citations)

/** What came in, in figures, and how much of it is to be looked into. */
async function recordingsSeen(
  { db, law, clock, permissions }: Pick<Asked, 'db' | 'law' | 'clock' | 'permissions'>,
  viewer: Viewer,
  now: Instant,
): Promise<Pick<Workbench, 'today' | 'arrivals' | 'week' | 'flaggedCount' | 'deriving'>> {
  const scope = scopeOf(viewer)
  const today = startOf(dayOf(now))
  const mine = db.selectFrom('recordings').where((where) => visible(where, scope))
  const count = (query: typeof mine) =>
    query.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const [sums, arrivals, week, flagged, deriving] = await Promise.all([
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
    does(viewer, 'flagged') ? count(mine.where('flagged', '=', true).where('unconfirmed', '=', false)) : { n: 0 },
    count(mine.where('derived', '=', 'waiting')),
  ])
  const byDay = new Map(week.map((one) => [one.day, one]))
  return {
    today: {
      recordings: sums.recordings,
      bytes: sums.bytes,
      minutes: Math.round(sums.seconds / 60),
      officers: sums.officers,
    },
    arrivals: blinded(
      withClosed(await rowViews(db, arrivals), await permissions.closed(viewer, arrivals)),
      await verdictsOwed({ db, law, clock }, viewer),
    ),
    week: Array.from({ length: 7 }, (_, i) => {
      const day = beijing(instantOf(millisecondsOf(today) - (6 - i) * DAY)).slice(0, 10)
      const found = byDay.get(day)
      return { day, recordings: found?.recordings ?? 0, bytes: found?.bytes ?? 0 }
    }),
    flaggedCount: flagged.n,
    deriving: deriving.n,
  }
}

/** Recordings whose origin this viewer can confirm: not what they sent or are said to have recorded themselves. */
async function unconfirmed(db: Db, viewer: Viewer): Promise<{ count: number; first: Workbench['unconfirmed'] }> {
  const open = await db
    .selectFrom('recordings')
    .selectAll()
    .where('unconfirmed', '=', true)
    .where((where) => visible(where, scopeOf(viewer)))
    .orderBy('start_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  // What was rejected waits for nobody.
  const theirs = open.filter((row) => !isRejected(row.state) && againstConfirming(viewer, row.state).length === 0)
  return { count: theirs.length, first: await rowViews(db, theirs.slice(0, FIRST)) }
}

/** Interruptions nobody has explained, the latest first, with what the rules of their day say of them. */
async function unexplained(
  db: Db,
  book: Book,
  viewer: Viewer,
): Promise<{ count: number; first: Workbench['unexplained'] }> {
  const open = db
    .selectFrom('recordings')
    .where((where) => visible(where, scopeOf(viewer)))
    .where('open_gaps', '>', 0)
  const [rows, { n }] = await Promise.all([
    open.selectAll().orderBy('start_at', 'desc').orderBy('id', 'desc').limit(FIRST).execute(),
    open.select(({ fn }) => fn.coalesce(fn.sum<number>('open_gaps'), sql<number>`0`).as('n')).executeTakeFirstOrThrow(),
  ])
  const first = (await openGaps(db, rows)).slice(0, FIRST)
  return {
    count: n,
    first: first.map((one) => ({ ...one, citations: citationsOf(book, one.gap.from, { ask: 'interruption' }) })),
  }
}

/** The gaps beside these recordings that nobody has explained, newest first, each once. */
async function openGaps(
  db: Db,
  rows: Parameters<typeof rowViews>[1],
): Promise<Omit<Workbench['unexplained'][number], 'citations'>[]> {
  const [names, views] = await Promise.all([namesOfActors(db), rowViews(db, rows)])
  const found = new Map<string, Omit<Workbench['unexplained'][number], 'citations'>>()
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
      // Asked itself, or brought in on a card and then confirmed to be of it.
      db
        .selectFrom((from) =>
          from
            .selectFrom('docking')
            .select(['device', 'at'])
            .unionAll(
              from.selectFrom('recordings').select(['device', 'arrived_at as at']).where('device', 'is not', null),
            )
            .as('came'),
        )
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
