import { type ActivityCoverage, type CoverageReport, judge } from '@liuhen/core/coverage'
import { dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
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
      .where('officer', 'in', people)
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
  const facts = await coverageFacts(db, activities, recordings)
  const report = judge(facts, (day) => book.askerOn(day) ?? unchosen(day), { now })
  return { of: new Map(report.activities.map((one) => [one.activity, one])), findings: report.findings }
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
