import type { Instant } from '@liuhen/core/kernel'
import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { between } from './times.ts'

type Segment = RecordingView['takes'][number]['segments'][number]
type Shown = Pick<RecordingView, 'id' | 'takes' | 'gaps'> & {
  readonly row: { readonly start: Instant; readonly end: Instant }
}

/** The files of this device and day in the order in which they began. */
export const inOrder = (view: Pick<RecordingView, 'takes'>): readonly Segment[] =>
  view.takes
    .flatMap((take) => take.segments)
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? -1 : 1))

/** The recordings before and after this one, of the same device on the same day; photographs and sound among them. */
export function neighbours(view: Shown): { readonly previous?: Segment; readonly next?: Segment } {
  const all = inOrder(view)
  const at = all.findIndex((one) => one.recording === view.id)
  if (at < 0) return {}
  const [previous, next] = [all[at - 1], all[at + 1]]
  return { ...(previous && { previous }), ...(next && { next }) }
}

/** What lies between the end of one recording and the one that plays after it. */
export interface Passage {
  readonly to: Segment
  /** Everything missing in between; empty where the segments meet, or where the pause is no gap. */
  readonly gaps: readonly GapView[]
  /** How long nothing was filmed, in milliseconds. */
  readonly pause: number
}

/**
 * What plays when this recording has come to its end: the first later one that runs on beyond it. Photographs have no
 * length and are passed over. Nothing at the end of the day.
 */
export function passageAfter(view: Shown): Passage | undefined {
  const after = inOrder(view).filter((one) => one.recording !== view.id && one.start >= view.row.start)
  const to = after.find((one) => one.end > view.row.end && one.end > one.start)
  if (!to) return undefined
  const gaps = view.gaps.filter(
    (gap) =>
      gap.before === to.recording || (gap.from >= view.row.end && gap.to <= to.start && gap.after !== gap.before),
  )
  return { to, gaps, pause: Math.max(0, between(view.row.end, to.start)) }
}

/** A pause no longer than this is one camera closing a file and opening the next; nobody needs to be told. */
export const SEAMLESS = 2000

/** Whether a person is told before it goes on. */
export const isNoted = (passage: Passage): boolean => passage.gaps.length > 0 || passage.pause > SEAMLESS
