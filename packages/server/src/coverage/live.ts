import type { LiveNumber } from '@liuhen/contract/packs'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf, text } from '@liuhen/core/kernel'
import type { RuleKind } from '@liuhen/core/policy'
import { activitiesBetween } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { latenessOf, type RecordingRowOf, visible } from '../recordings/index.ts'
import { judged, recordingsOf } from './judging.ts'

const DAY = 86_400_000

/** Monday of the week in Beijing, and the moment asked: what "this week" means on every article. */
interface Week {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly start: Instant
  readonly now: Instant
}

function weekOf(now: Instant): Week {
  const to = dayOf(now)
  const sinceMonday = (new Date(to).getUTCDay() + 6) % 7
  const start = instantOf(millisecondsOf(startOf(to)) - sinceMonday * DAY)
  return { from: dayOf(start), to, start, now }
}

/** Numbers of this week that rules of these kinds are about, cut to what the viewer may see; none for who sees nothing. */
export async function liveNumbers(
  db: Db,
  book: Book,
  viewer: Viewer,
  kinds: ReadonlySet<RuleKind>,
  now: Instant,
): Promise<LiveNumber[]> {
  if (!scopeOf(viewer)) return []
  const week = weekOf(now)
  const wanted = (...of: readonly RuleKind[]): boolean => of.some((kind) => kinds.has(kind))
  const recordings = wanted('handover', 'continuity', 'interruption') ? await recordingsSince(db, viewer, week) : []
  return [
    ...(wanted('handover') ? [lateHandovers(book, recordings, week)] : []),
    ...(wanted('continuity', 'interruption') ? [openGaps(recordings, week)] : []),
    ...(wanted('recording') ? [await unrecorded(db, book, viewer, week)] : []),
  ]
}

const recordingsSince = (db: Db, viewer: Viewer, { start, now }: Week): Promise<RecordingRowOf[]> =>
  db
    .selectFrom('recordings')
    .selectAll()
    .where('start_at', '>=', start)
    .where('start_at', '<=', now)
    .where((where) => visible(where, scopeOf(viewer)))
    .execute()

function lateHandovers(book: Book, recordings: readonly RecordingRowOf[], { from, to }: Week): LiveNumber {
  const known = recordings.map((one) => latenessOf(book, one)).filter((one) => one !== undefined)
  const value = known.filter((one) => one > 0).length
  return {
    key: 'late-handovers',
    value,
    of: known.length,
    from,
    to,
    says: text(
      `本周 ${known.length} 段录制中有 ${value} 段移交晚于时限`,
      `${value} of ${known.length} recordings this week were handed over late`,
    ),
  }
}

function openGaps(recordings: readonly RecordingRowOf[], { from, to }: Week): LiveNumber {
  const value = recordings.reduce((sum, one) => sum + one.open_gaps, 0)
  return {
    key: 'unexplained-gaps',
    value,
    from,
    to,
    says: text(`本周有 ${value} 处中断没有说明`, `${value} interruptions this week have no explanation`),
  }
}

async function unrecorded(db: Db, book: Book, viewer: Viewer, { start, now, from, to }: Week): Promise<LiveNumber> {
  const activities = await activitiesBetween(db, start, now, { seenBy: scopeOf(viewer) })
  const judgeable = activities.filter((one) => book.on(dayOf(one.start_at)))
  const people = [...new Set(judgeable.flatMap((one) => one.people))]
  const recordings = await recordingsOf(db, people, start, now)
  const chosen = recordings.filter((one) => book.on(dayOf(one.start_at)))
  const found = [...((await judged(db, book, judgeable, chosen, now))?.of.values() ?? [])]
  // One whose recordings may still come is not counted either way.
  const required = found.filter((one) => one.requirement.isRequired && one.waiting === undefined)
  const value = required.filter((one) => one.recordings.length === 0).length
  return {
    key: 'activities-unrecorded',
    value,
    of: required.length,
    from,
    to,
    says: text(
      `本周 ${required.length} 次应录活动中有 ${value} 次没有录制`,
      `${value} of ${required.length} activities this week that had to be filmed have no recording`,
    ),
  }
}
