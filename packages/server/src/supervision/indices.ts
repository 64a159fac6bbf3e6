import type { IndexGoalRow, IndexRow, Indices } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { quarterOf } from '@liuhen/core/calendar'
import { because, type CalendarDate, dayOf, type Instant, Malformed } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import {
  type Days,
  daysOfPeriod,
  figureOf,
  type Finding,
  goalFor,
  goalStands,
  graceEnds,
  type IndexCounts,
  IndexKind,
  periodBefore,
} from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'
import { holdersOf, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import {
  countBegun,
  type LateRecording,
  type RecordingTally,
  talliesBegun,
  whoseRecordings,
} from '../recordings/index.ts'
import { numbersOfDevices } from '../devices/index.ts'
import { emergenciesBetween } from '../requests/index.ts'
import { indexGoals } from './goals.ts'
import { citationsOf, FOUND_ON, NOWHERE, seesAll, span } from './here.ts'

export type Level = Indices['level']

/** So many late hand-overs are listed one by one, of each at least and at most so many; all are counted. */
const LISTED = { all: 500, least: 2, most: 200 }

/** Where in the order of scores those stand of whom nothing was checked: last. */
const UNCHECKED = 101

interface Tally {
  recordings: number
  minutes: number
  late: number
  readonly lates: LateRecording[]
  due: number
  openGaps: number
  unreadable: number
  readonly emergencies: IndexRow['emergencies']
  readonly findings: { id: string; stands: Finding['stands']; points: number; check: string | null }[]
}
const none = (): Tally => ({
  recordings: 0,
  minutes: 0,
  late: 0,
  lates: [],
  due: 0,
  openGaps: 0,
  unreadable: 0,
  emergencies: [],
  findings: [],
})

/** The quarter of a day as a period: `2026-Q4`. */
export const quarterNamed = (day: CalendarDate): string => quarterOf(day).replace('-', '-Q')

/** The days of a period by its name. Throws Malformed. */
export function daysNamed(period: string): Days {
  const days = daysOfPeriod(period)
  if (days) return days
  throw because(
    Malformed,
    'period-unknown',
    '期间应写作 2026-05、2026-Q4 或 2026',
    'A period is written 2026-05, 2026-Q4 or 2026',
    { field: 'period' },
  )
}

/** Whose figures a viewer sees: everybody's; else those of their units. */
const visibleUnit = (viewer: Viewer, unit: string | null): boolean =>
  seesAll(viewer) || (unit !== null && viewer.units.includes(unit))

/**
 * The figures of a period by unit, leader, officer or device, counted in the database: a year of a bureau is more than is
 * held at once. Of a leader they are those of the unit. What was withdrawn on appeal counts for nothing.
 */
export async function indices(
  db: Db,
  book: Book,
  viewer: Viewer,
  asked: { readonly period?: string | undefined; readonly level?: Level | undefined },
  now: Instant,
): Promise<Indices> {
  const today = dayOf(now)
  const period = asked.period ?? quarterNamed(today)
  const { firstDay, lastDay } = daysNamed(period)
  const level = asked.level ?? 'unit'
  const tallies = new Map<string, Tally>()
  const unitOf = new Map<string, string>()
  const at = (key: string | null | undefined, unit: string | null): Tally | undefined => {
    if (!key || !visibleUnit(viewer, unit)) return undefined
    const tally = tallies.get(key) ?? none()
    tallies.set(key, tally)
    if (unit !== null) unitOf.set(key, unit)
    return tally
  }
  const by = level === 'device' || level === 'officer' ? level : 'unit'
  const units = seesAll(viewer) ? undefined : viewer.units
  const last = lastDay < today ? lastDay : today
  const [counted, found, checks, emergencies] = await Promise.all([
    firstDay > last
      ? []
      : talliesBegun(db, book, { firstDay, lastDay: last, by, units: units && [...units], listed: LISTED }),
    findingsRaised(db, firstDay, lastDay),
    checksOf(db, by, firstDay, lastDay),
    // Nobody looks in an emergency with a device.
    by === 'device' ? [] : emergenciesBetween(db, ...span(firstDay, lastDay)),
  ])
  for (const { key, unit, ...figures } of counted.toSorted((a, b) => a.latest.localeCompare(b.latest))) {
    const tally = at(key, unit)
    if (tally) addTo(tally, figures)
  }
  for (const { id, stands, points, check_id: check, ...row } of found)
    at(row[by], row.unit)?.findings.push({ id, stands, points, check })
  for (const { id: request, at: looked, justified, ...whose } of emergencies)
    at(by === 'officer' ? whose.person : whose.unit, whose.unit)?.emergencies.push({
      request,
      at: looked,
      ...(justified !== undefined && { justified }),
    })
  const set = await indexGoals(db)
  const goals = IndexKind.options.flatMap((index) => {
    const goal = goalFor(set, index, firstDay)
    return goal ? [{ ...goal, graceEnds: graceEnds(lastDay, goal.graceDays) }] : []
  })
  const names = await namesFor(db, level, [...tallies.keys()])
  const [unitNames, numbers] = await Promise.all([unitNamesOf(db), numbersOfDevices(db)])
  const rows = [...tallies].map(([id, tally]): IndexRow => {
    const { findings, emergencies: looks, ...figures } = tally
    const counted = findings.filter((one) => one.stands !== 'withdrawn')
    const points = counted.reduce((sum, one) => sum + one.points, 0)
    const unit = unitOf.get(id)
    const from = new Set(findings.map(({ check }) => check))
    const looked = checks.filter((one) => one.of.has(id) || from.has(one.id)).map((one) => one.id)
    // Nothing was found of what nobody has looked at, and that is no merit.
    const isChecked = looked.length > 0 || findings.length > 0
    const score = isChecked ? Math.max(0, 100 - points) : undefined
    const counts = { ...figures, findings: isChecked ? counted.length : undefined, score }
    return {
      id,
      name: names.get(id) ?? '',
      ...(level !== 'unit' && unit !== undefined && { unit: { id: unit, name: unitNames.get(unit) ?? '' } }),
      ...figures,
      lates: figures.lates.map(({ device, ...one }) => {
        const number = device === null ? undefined : numbers.get(device)
        return { ...one, ...(number !== undefined && { device: number }) }
      }),
      minutes: Math.round(figures.minutes),
      emergencies: looks,
      findings: counted.length,
      open: counted.filter((one) => one.stands !== 'verified').length,
      points,
      ...(score !== undefined && { score }),
      rows: counted.map((one) => one.id),
      checks: looked,
      goals: goals.flatMap((goal) => {
        const figure = figureOf(goal.index, counts)
        return figure === undefined
          ? []
          : [{ index: goal.index, figure, stands: goalStands(goal, figure, lastDay, today) }]
      }),
    }
  })
  return {
    period,
    firstDay,
    lastDay,
    level,
    rows: rows.toSorted(
      (a, b) => (a.score ?? UNCHECKED) - (b.score ?? UNCHECKED) || a.name.localeCompare(b.name, 'zh'),
    ),
    asked: askedBy(book, lastDay < today ? lastDay : today),
    trend: await trend(db, book, viewer, { period, firstDay, today }, set),
    goals,
  }
}

function addTo(tally: Tally, counted: Omit<RecordingTally, 'key' | 'unit'>): void {
  for (const figure of ['recordings', 'minutes', 'openGaps', 'unreadable', 'due', 'late'] as const)
    tally[figure] += counted[figure]
  tally.lates.push(...counted.lates)
}

async function findingsRaised(db: Db, firstDay: CalendarDate, lastDay: CalendarDate) {
  return db
    .selectFrom('findings')
    .select(['id', 'unit', 'officer', 'device', 'stands', 'points', 'check_id'])
    .where(FOUND_ON, '>=', firstDay)
    .where(FOUND_ON, '<=', lastDay)
    .orderBy('raised_at')
    .execute()
}

/**
 * The checks of days of that time, each with the units, officers or devices it is of: those whose recordings were looked at,
 * and the unit that was checked as such.
 */
async function checksOf(
  db: Db,
  by: 'unit' | 'officer' | 'device',
  firstDay: CalendarDate,
  lastDay: CalendarDate,
): Promise<{ readonly id: string; readonly of: ReadonlySet<string | null> }[]> {
  const rows = await db
    .selectFrom('checks')
    .select(['id', 'unit', 'state'])
    .where('last_day', '>=', firstDay)
    .where('first_day', '<=', lastDay)
    .execute()
  const isUnitsOwn = by === 'unit' ? (unit: string | null) => unit !== null : () => false
  const looked = rows.flatMap((one) => (isUnitsOwn(one.unit) ? [] : one.state.recordings))
  const whose = await whoseRecordings(db, looked)
  return rows.map(({ id, unit, state }) => ({
    id,
    of: new Set(isUnitsOwn(unit) ? [unit] : state.recordings.map((one) => whose.get(one)?.[by] ?? null)),
  }))
}

/** Whether anything of these units, or of the whole bureau, was checked of those days. */
async function wasChecked(db: Db, days: Days, units: readonly string[] | undefined): Promise<boolean> {
  const checks = await checksOf(db, 'unit', days.firstDay, days.lastDay)
  return checks.some(({ of }) => units === undefined || units.some((one) => of.has(one)))
}

/** What units, officers and devices are called; a leader by their unit and who leads it. */
async function namesFor(db: Db, level: Level, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (level === 'officer') return namesOfPeople(db)
  if (level === 'device') return numbersOfDevices(db)
  const units = await unitNamesOf(db)
  if (level === 'unit') return units
  const leaders = await holdersOf(db, 'team-leader', ids)
  const people = await namesOfPeople(db)
  return new Map(
    ids.map((id) => [
      id,
      (leaders.get(id) ?? []).map((one) => people.get(one) ?? '').join('、') || (units.get(id) ?? ''),
    ]),
  )
}

const askedBy = (book: Book, day: CalendarDate): Indices['asked'] => {
  const rules = book.on(day)
  return (rules ? rulesOf(rules, 'cadence') : [])
    .filter(({ rule }) => rule.assesses !== undefined)
    .map((duty) => ({
      what: duty.rule.what,
      levels: [...(duty.rule.assesses ?? [])],
      citations: citationsOf(book, duty),
    }))
}

/** Periods shown beside the one asked for. */
const TREND = 4

async function trend(
  db: Db,
  book: Book,
  viewer: Viewer,
  {
    period,
    firstDay,
    today,
  }: { readonly period: string; readonly firstDay: CalendarDate; readonly today: CalendarDate },
  set: readonly IndexGoalRow[],
): Promise<Indices['trend']> {
  const every = period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year'
  const named = (first: CalendarDate): string =>
    every === 'quarter' ? quarterNamed(first) : first.slice(0, every === 'year' ? 4 : 7)
  const periods: { period: string; firstDay: CalendarDate }[] = [{ period, firstDay }]
  for (let day = firstDay; periods.length < TREND;) {
    day = periodBefore(every, day).firstDay
    periods.unshift({ period: named(day), firstDay: day })
  }
  const units = seesAll(viewer) ? undefined : viewer.units
  const wanted = IndexKind.options.filter((index) => index !== 'score' && goalFor(set, index, firstDay))
  return Promise.all(
    periods.map(async (one) => {
      const days = daysNamed(one.period)
      const [from, before] = span(days.firstDay, days.lastDay)
      let found = db
        .selectFrom('findings')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where(FOUND_ON, '>=', days.firstDay)
        .where(FOUND_ON, '<=', days.lastDay)
        .where('stands', '<>', 'withdrawn')
      if (units) found = found.where('unit', 'in', [NOWHERE, ...units])
      const last = days.lastDay < today ? days.lastDay : today
      const [{ n: findings }, isChecked, counted] = await Promise.all([
        found.executeTakeFirstOrThrow(),
        wasChecked(db, days, units),
        // Who was late is asked of past periods only where something is wanted of it.
        wanted.includes('late') && days.firstDay <= last
          ? wholeOf(db, book, { firstDay: days.firstDay, lastDay: last, units })
          : countBegun(db, from, before, units).then((of) => ({ ...of, due: 0, late: 0 })),
      ])
      const counts: IndexCounts = { ...counted, findings: isChecked || findings > 0 ? findings : undefined }
      return {
        period: one.period,
        findings,
        recordings: counts.recordings,
        goals: wanted.map((index) => {
          const [figure, goal] = [figureOf(index, counts), goalFor(set, index, days.firstDay)?.goal]
          return { index, ...(figure !== undefined && { figure }), ...(goal !== undefined && { goal }) }
        }),
      }
    }),
  )
}

/** The counts of all that a viewer sees of a time. */
async function wholeOf(
  db: Db,
  book: Book,
  time: Days & { readonly units: readonly string[] | undefined },
): Promise<Omit<IndexCounts, 'findings'>> {
  const all = await talliesBegun(db, book, { ...time, by: 'unit', listed: { all: 0, least: 0, most: 0 } })
  const sum = (of: 'recordings' | 'due' | 'late' | 'openGaps' | 'unreadable'): number =>
    all.reduce((so, one) => so + one[of], 0)
  return {
    recordings: sum('recordings'),
    due: sum('due'),
    late: sum('late'),
    openGaps: sum('openGaps'),
    unreadable: sum('unreadable'),
  }
}
