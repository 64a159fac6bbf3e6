import type { IndexRow, Indices } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import {
  figureOf,
  type Finding,
  goalFor,
  goalStands,
  graceEnds,
  IndexKind,
  needsActivities,
} from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'
import { holdersOf, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type LateRecording, type RecordingTally, talliesBegun } from '../recordings/index.ts'
import { numbersOfDevices } from '../devices/index.ts'
import { emergenciesBetween } from '../requests/index.ts'
import { indexGoals } from './goals.ts'
import { checksOf } from './checked.ts'
import { daysNamed, quarterNamed, type RecordedBetween, visibleUnit } from './figuring.ts'
import { citationsOf, FOUND_ON, seesAll, span } from './here.ts'
import { lookupsOf, sumOf, trend } from './trend.ts'

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
  recorded?: RecordedBetween,
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
  const set = await indexGoals(db)
  const goals = IndexKind.options.flatMap((index) => {
    const goal = goalFor(set, index, firstDay)
    return goal ? [{ ...goal, graceEnds: graceEnds(lastDay, goal.graceDays) }] : []
  })
  const [counted, found, checks, emergencies, activities] = await Promise.all([
    firstDay > last
      ? []
      : talliesBegun(db, book, { firstDay, lastDay: last, by, units: units && [...units], listed: LISTED }),
    findingsRaised(db, firstDay, lastDay),
    checksOf(db, by, firstDay, lastDay),
    // Nobody looks in an emergency with a device.
    by === 'device' ? [] : emergenciesBetween(db, ...span(firstDay, lastDay)),
    // Every activity is held against its recordings for this: only where something is wanted of it.
    goals.some(({ index }) => needsActivities(index)) ? recorded?.(viewer, { firstDay, lastDay }) : undefined,
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
  const done = by === 'device' ? undefined : by === 'officer' ? activities?.officers : activities?.units
  // Whoever had to record and has no recording at all is not left out.
  for (const [id, { required }] of done ?? []) if (required > 0 && !tallies.has(id)) tallies.set(id, none())
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
    const counts = {
      ...figures,
      activities: done?.get(id),
      ...(by !== 'device' && { lookups: lookupsOf(looks) }),
      findings: isChecked ? counted.length : undefined,
      score,
    }
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
  const whole = {
    ...sumOf(counted),
    ...(activities && { activities: activities.whole }),
    ...(by !== 'device' && { lookups: lookupsOf(emergencies.filter((one) => visibleUnit(viewer, one.unit))) }),
  }
  return {
    period,
    firstDay,
    lastDay,
    level,
    rows: rows.toSorted(
      (a, b) => (a.score ?? UNCHECKED) - (b.score ?? UNCHECKED) || a.name.localeCompare(b.name, 'zh'),
    ),
    asked: askedBy(book, lastDay < today ? lastDay : today),
    trend: await trend({ db, book, viewer, recorded }, { period, firstDay, today, whole }, set),
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
