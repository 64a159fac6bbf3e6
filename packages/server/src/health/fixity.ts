import type { Fixity } from '@liuhen/contract/health'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { ScrubProgress } from './scrub.ts'

/** So many days are shown. */
const SHOWN = 30
const DAY = 86_400_000

/** What discs say of it: they are another capability's. */
export type DiscsReread = (since: CalendarDate) => Promise<{
  readonly days: ReadonlyMap<string, number>
  readonly kept: number
  readonly read: number
}>

/** The last days one by one, those on which nothing was read among them. */
export async function fixityOf(progress: ScrubProgress, reread: DiscsReread, now: Instant): Promise<Fixity> {
  const days = Array.from({ length: SHOWN }, (_, i) => dayOf(instantOf(millisecondsOf(now) - (SHOWN - 1 - i) * DAY)))
  const discs = await reread(days[0] ?? dayOf(now))
  const blobs = new Map(progress.days.map((one) => [one.day, one]))
  return {
    days: days.map((day) => {
      const read = blobs.get(day)
      return { day, blobs: read?.blobs ?? 0, bytes: read?.bytes ?? 0, discs: discs.days.get(day) ?? 0 }
    }),
    ...(progress.whole && { whole: progress.whole }),
    checked: progress.checked,
    discs: { kept: discs.kept, read: discs.read },
  }
}
