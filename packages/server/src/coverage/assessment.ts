import type { Assessment, Share, UnitAssessment } from '@liuhen/contract/activities'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { quarterOf } from '@liuhen/core/calendar'
import { type ActivityCoverage, isRecorded, isWhole } from '@liuhen/core/coverage'
import { CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { activitiesBetween } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import { unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { latenessOf, visible } from '../recordings/index.ts'
import { judged, recordingsBeside } from './judging.ts'

const DAY = 86_400_000

interface Tally {
  activities: number
  required: number
  recorded: number
  unbroken: number
  due: number
  inTime: number
}
const none = (): Tally => ({ activities: 0, required: 0, recorded: 0, unbroken: 0, due: 0, inTime: 0 })

/** The days of a quarter up to today, in order. */
function daysOf(quarter: string, today: CalendarDate): CalendarDate[] {
  const [year, n] = [quarter.slice(0, 4), Number(quarter.slice(5))]
  const first = CalendarDate.parse(`${year}-${String(n * 3 - 2).padStart(2, '0')}-01`)
  const days: CalendarDate[] = []
  for (let day = first; quarterOf(day) === quarter && day <= today;) {
    days.push(day)
    day = dayOf(instantOf(millisecondsOf(startOf(day)) + DAY))
  }
  return days
}

/**
 * The shares of a quarter by unit, of what the viewer sees, worked out day by day: a quarter of a bureau is more than is
 * held at once.
 */
export async function assessment(
  db: Db,
  book: Book,
  viewer: Viewer,
  quarter: string,
  now: Instant,
): Promise<Assessment> {
  const days = daysOf(quarter, dayOf(now))
  const units = new Map<string, Tally>()
  const of = (unit: string): Tally => {
    const tally = units.get(unit) ?? none()
    units.set(unit, tally)
    return tally
  }
  let unjudged = 0
  for (const day of days) {
    if (book.on(day)) await countDay(db, book, viewer, day, now, of)
    else unjudged++
  }
  const names = await unitNamesOf(db)
  const rows = [...units]
    .map(([id, tally]) => ({ unit: { id, name: names.get(id) ?? '' }, ...sharesOf(tally) }))
    .toSorted((a, b) => a.unit.name.localeCompare(b.unit.name, 'zh'))
  const whole = none()
  for (const tally of units.values()) for (const key of Object.keys(whole) as (keyof Tally)[]) whole[key] += tally[key]
  const last = days.at(-1) ?? dayOf(now)
  return {
    quarter,
    from: days[0] ?? last,
    to: last,
    units: rows,
    whole: sharesOf(whole),
    asked: askedQuarterly(book, last),
    unjudged,
  }
}

async function countDay(
  db: Db,
  book: Book,
  viewer: Viewer,
  day: CalendarDate,
  now: Instant,
  of: (unit: string) => Tally,
): Promise<void> {
  const [from, to] = [startOf(day), instantOf(millisecondsOf(startOf(day)) + DAY)]
  const scope = scopeOf(viewer)
  const all = await activitiesBetween(db, from, to, { seenBy: scope })
  const activities = all.filter((one) => dayOf(one.start_at) === day)
  const recordings = await recordingsBeside(db, activities, day, now)
  const chosen = recordings.filter((one) => book.on(dayOf(one.start_at)) !== undefined)
  const judgement = activities.length > 0 ? await judged(db, book, activities, chosen, now) : undefined
  for (const { id, unit } of activities) count(of(unit), judgement?.of.get(id))
  const made = await db
    .selectFrom('recordings')
    .selectAll()
    .where('start_at', '>=', from)
    .where('start_at', '<', to)
    .where((where) => visible(where, scope))
    .execute()
  for (const row of made) {
    const late = row.unit === null ? undefined : latenessOf(book, row)
    if (late === undefined || row.unit === null) continue
    const tally = of(row.unit)
    tally.due++
    if (late === 0) tally.inTime++
  }
}

function count(tally: Tally, found: ActivityCoverage | undefined): void {
  tally.activities++
  if (!found?.requirement.isRequired || found.waiting !== undefined) return
  tally.required++
  if (!isRecorded(found)) return
  tally.recorded++
  if (isWhole(found)) tally.unbroken++
}

const share = (value: number, of: number): Share => ({
  value,
  of,
  ...(of > 0 && { percent: Math.round((value / of) * 1000) / 10 }),
})

const sharesOf = ({ activities, required, recorded, unbroken, due, inTime }: Tally): Omit<UnitAssessment, 'unit'> => ({
  activities,
  recorded: share(recorded, required),
  unbroken: share(unbroken, recorded),
  handedOver: share(inTime, due),
})

const askedQuarterly = (book: Book, day: CalendarDate): Assessment['asked'] => {
  const rules = book.on(day)
  if (!rules) return []
  return rulesOf(rules, 'cadence')
    .filter(({ rule }) => rule.every === 'quarter')
    .map(({ rule, used }) => ({
      what: rule.what,
      by: [...rule.by],
      citations: used.citations.map((one) => book.shelf.citationView(one)),
    }))
}
