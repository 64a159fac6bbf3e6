import { type ActivityCoverage, type CoverageReport, judge } from '@liuhen/core/coverage'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import type { ActivityRowOf } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingRowOf } from '../recordings/index.ts'
import { coverageFacts, SLACK } from './facts.ts'

/** Recordings of these people that touch the time between the two instants, a clock's error to either side included. */
export async function recordingsOf(
  db: Db,
  people: readonly string[],
  from: Instant,
  to: Instant,
): Promise<RecordingRowOf[]> {
  if (people.length === 0) return []
  return (
    db
      .selectFrom('recordings')
      .selectAll()
      // What is only said to be theirs is told of and not counted.
      .where((where) => where.or([where('officer', 'in', people), where('claimed_officer', 'in', people)]))
      .where('start_at', '<', instantOf(millisecondsOf(to) + SLACK))
      .where('end_at', '>', instantOf(millisecondsOf(from) - SLACK))
      // A recording is hours long at most; without this bound every older one would be looked at.
      .where('start_at', '>', instantOf(millisecondsOf(from) - SLACK - DAY))
      .orderBy('start_at')
      .orderBy('id')
      .execute()
  )
}

const DAY = 86_400_000

/** Recordings of those who took part in these activities, which began on that day: as far as the last of them goes on. */
export function recordingsBeside(
  db: Db,
  activities: readonly ActivityRowOf[],
  day: CalendarDate,
  now: Instant,
): Promise<RecordingRowOf[]> {
  const nextDay = instantOf(millisecondsOf(startOf(day)) + DAY)
  const last = [nextDay, ...activities.map((one) => one.end_at ?? now)].toSorted().at(-1) ?? nextDay
  return recordingsOf(db, [...new Set(activities.flatMap((one) => one.people))], startOf(day), last)
}

/** The judgement of each activity by its id, and what was found about recordings and devices. */
export interface Judgement {
  readonly of: ReadonlyMap<string, ActivityCoverage>
  readonly findings: CoverageReport['findings']
}

/**
 * Holds activities against recordings by the rules of their day. Undefined when the bureau has chosen no rules for one of
 * those days: nothing is then judged. The same facts give the same result; nothing of it is kept.
 */
export async function judged(
  db: Db,
  book: Book,
  activities: readonly ActivityRowOf[],
  recordings: readonly RecordingRowOf[],
  now: Instant,
): Promise<Judgement | undefined> {
  const days = [...activities, ...recordings].map((one) => dayOf(one.start_at))
  if (days.some((day) => book.on(day) === undefined)) return undefined
  const tied = (await recordingsTo(db, activities, recordings)).filter((one) => book.on(dayOf(one.start_at)))
  const facts = await coverageFacts(db, activities, [...recordings, ...tied])
  const report = judge(facts, (day) => book.askerOn(day) ?? unchosen(day), { now })
  return { of: new Map(report.activities.map((one) => [one.activity, one])), findings: report.findings }
}

/** Recordings tied to these activities by a person that are not among those given. */
async function recordingsTo(
  db: Db,
  activities: readonly ActivityRowOf[],
  known: readonly RecordingRowOf[],
): Promise<RecordingRowOf[]> {
  const there = new Set(known.map((one) => one.id))
  const ids = activities.flatMap((one) => one.tied).filter((id) => !there.has(id))
  return ids.length === 0 ? [] : db.selectFrom('recordings').selectAll().where('id', 'in', ids).execute()
}

const unchosen = (day: string): never => {
  throw new Error(`no rules are chosen for ${day}, which was looked at before`)
}

/** One activity with the recordings of its people that day: what came in later tells that nothing is still to come. */
export async function judgeOne(
  db: Db,
  book: Book,
  row: ActivityRowOf,
  now: Instant,
): Promise<ActivityCoverage | undefined> {
  const midnight = startOf(dayOf(row.start_at))
  const nextDay = instantOf(millisecondsOf(midnight) + DAY)
  const end = row.end_at ?? now
  const recordings = await recordingsOf(db, row.people, midnight, end > nextDay ? end : nextDay)
  // Only those of the days the activity itself lies in are judged by its rules.
  const chosen = recordings.filter((one) => book.on(dayOf(one.start_at)) !== undefined)
  return (await judged(db, book, [row], chosen, now))?.of.get(row.id)
}
