import type { IndexRow, Indices } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { dateOf, numberOf, quarterOf } from '@liuhen/core/calendar'
import { because, type CalendarDate, dayOf, type Instant, Malformed, millisecondsOf } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { type Days, daysOfPeriod, type Finding, periodBefore } from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'
import { csvOf, holdersOf, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { countBegun, latenessOf, recordingRowsBegun, recordingsNamed } from '../recordings/index.ts'
import { numbersOfDevices } from '../devices/index.ts'
import { citationsOf, NOWHERE, seesAll, span } from './here.ts'

export type Level = Indices['level']

/** So many late hand-overs are listed one by one; all are counted. */
const LISTED = 200

interface Tally {
  recordings: number
  minutes: number
  late: number
  readonly lates: { recording: string; fileName: string; device: string | null; milliseconds: number }[]
  due: number
  openGaps: number
  unreadable: number
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
 * The figures of a period by unit, leader, officer or device, worked out day by day: a year of a bureau is more than is held
 * at once. Of a leader they are those of the unit. What was withdrawn on appeal counts for nothing.
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
  const keyOf = (one: {
    readonly unit: string | null
    readonly officer: string | null
    readonly device: string | null
  }) => (level === 'device' ? one.device : level === 'officer' ? one.officer : one.unit)
  for (let day = numberOf(firstDay); day <= Math.min(numberOf(lastDay), numberOf(today)); day++)
    await countDay(db, book, dateOf(day), (row) => at(keyOf(row), row.unit))
  const [from, before] = span(firstDay, lastDay)
  const found = await db
    .selectFrom('findings')
    .select(['id', 'unit', 'officer', 'device', 'stands', 'points', 'check_id'])
    .where('raised_at', '>=', from)
    .where('raised_at', '<', before)
    .orderBy('raised_at')
    .execute()
  for (const { id, stands, points, check_id: check, ...row } of found)
    at(keyOf(row), row.unit)?.findings.push({ id, stands, points, check })
  const checks = await db
    .selectFrom('checks')
    .select(['id', 'unit', 'state'])
    .where('last_day', '>=', firstDay)
    .where('first_day', '<=', lastDay)
    .execute()
  // A sample of the whole bureau is an entry for every unit that something of it was drawn from.
  const drawnFrom = new Map(
    (
      await recordingsNamed(
        db,
        checks.flatMap((one) => (one.unit === null ? one.state.recordings : [])),
      )
    ).map((one) => [one.id, one.unit]),
  )
  const isOf = (unit: string, one: (typeof checks)[number]): boolean =>
    one.unit === unit || (one.unit === null && one.state.recordings.some((each) => drawnFrom.get(each) === unit))
  const names = await namesFor(db, level, [...tallies.keys()])
  const [units, numbers] = await Promise.all([unitNamesOf(db), numbersOfDevices(db)])
  const rows = [...tallies].map(([id, tally]): IndexRow => {
    const { findings, ...figures } = tally
    const counted = findings.filter((one) => one.stands !== 'withdrawn')
    const points = counted.reduce((sum, one) => sum + one.points, 0)
    const unit = unitOf.get(id)
    return {
      id,
      name: names.get(id) ?? '',
      ...(level !== 'unit' && unit !== undefined && { unit: { id: unit, name: units.get(unit) ?? '' } }),
      ...figures,
      lates: figures.lates.map(({ device, ...one }) => {
        const number = device === null ? undefined : numbers.get(device)
        return { ...one, ...(number !== undefined && { device: number }) }
      }),
      minutes: Math.round(figures.minutes),
      findings: counted.length,
      open: counted.filter((one) => one.stands !== 'verified').length,
      points,
      score: Math.max(0, 100 - points),
      rows: findings.map((one) => one.id),
      checks: checks
        .filter((one) =>
          level === 'unit' || level === 'leader' ? isOf(id, one) : findings.some(({ check }) => check === one.id),
        )
        .map((one) => one.id),
    }
  })
  return {
    period,
    firstDay,
    lastDay,
    level,
    rows: rows.toSorted((a, b) => a.score - b.score || a.name.localeCompare(b.name, 'zh')),
    asked: askedBy(book, lastDay < today ? lastDay : today),
    trend: await trend(db, viewer, period, firstDay),
  }
}

async function countDay(
  db: Db,
  book: Book,
  day: CalendarDate,
  of: (row: { unit: string | null; officer: string | null; device: string | null }) => Tally | undefined,
): Promise<void> {
  const [from, before] = span(day, day)
  for (const row of await recordingRowsBegun(db, from, before)) {
    const tally = of(row)
    if (!tally) continue
    tally.recordings++
    tally.minutes += (millisecondsOf(row.end_at) - millisecondsOf(row.start_at)) / 60_000
    tally.openGaps += row.open_gaps
    if (row.derived === 'failed') tally.unreadable++
    const late = book.on(day) && latenessOf(book, row)
    if (late === undefined) continue
    tally.due++
    if (late === 0) continue
    tally.late++
    const { id: recording, file_name: fileName, device } = row
    if (tally.lates.length < LISTED) tally.lates.push({ recording, fileName, device, milliseconds: late })
  }
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

async function trend(db: Db, viewer: Viewer, period: string, firstDay: CalendarDate): Promise<Indices['trend']> {
  const every = period.includes('Q') ? 'quarter' : period.includes('-') ? 'month' : 'year'
  const named = (first: CalendarDate): string =>
    every === 'quarter' ? quarterNamed(first) : first.slice(0, every === 'year' ? 4 : 7)
  const periods: { period: string; firstDay: CalendarDate }[] = [{ period, firstDay }]
  for (let day = firstDay; periods.length < TREND;) {
    day = periodBefore(every, day).firstDay
    periods.unshift({ period: named(day), firstDay: day })
  }
  const units = seesAll(viewer) ? undefined : viewer.units
  return Promise.all(
    periods.map(async (one) => {
      const days = daysNamed(one.period)
      const [from, before] = span(days.firstDay, days.lastDay)
      let found = db
        .selectFrom('findings')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('raised_at', '>=', from)
        .where('raised_at', '<', before)
        .where('stands', '<>', 'withdrawn')
      if (units) found = found.where('unit', 'in', [NOWHERE, ...units])
      const [findings, recordings] = await Promise.all([
        found.executeTakeFirstOrThrow(),
        countBegun(db, from, before, units),
      ])
      return { period: one.period, findings: findings.n, recordings }
    }),
  )
}

const LEVELS: Readonly<Record<Level, string>> = {
  unit: '执法队',
  leader: '执法队负责人',
  officer: '办案人员',
  device: '设备',
}

/** The figures for 绩效, as a spreadsheet has them. */
export const indicesCsv = ({ period, level, rows }: Indices): string =>
  csvOf(
    [
      '期间',
      '考评对象',
      '名称',
      '单位',
      '音像数',
      '分钟',
      '应移交',
      '逾期移交',
      '未说明中断',
      '不可读',
      '问题数',
      '未销号',
      '扣分',
      '得分',
      '问题编号',
      '逾期音像',
    ],
    rows.map((one) => [
      period,
      LEVELS[level],
      one.name,
      one.unit?.name ?? '',
      ...[
        one.recordings,
        one.minutes,
        one.due,
        one.late,
        one.openGaps,
        one.unreadable,
        one.findings,
        one.open,
        one.points,
        one.score,
      ].map(String),
      one.rows.join(' '),
      one.lates.map(({ recording }) => recording).join(' '),
    ]),
  )
