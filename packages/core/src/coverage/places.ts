import { TOLERANCE } from '../evidence/index.ts'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { InterruptionFacts } from './facts.ts'
import type { Span } from './intervals.ts'
import type { Track, TrackIndex } from './tracks.ts'

/**
 * Where an interruption lies: between two recordings of one device that both show the act (`gap`); from where one device
 * broke off for good to the end of the act (`rest`); or nowhere, and why.
 */
export type Place =
  | { readonly kind: 'gap'; readonly after: Track; readonly before: Track; readonly span: Span }
  | { readonly kind: 'rest'; readonly after: Track; readonly span: Span }
  | { readonly kind: 'none'; readonly why: Text }

/**
 * Finds the interruption that was meant. Only recordings of the required time are its neighbours, and both are of one
 * device: what was recorded yesterday, or before it had to be, was not interrupted by a late start. That a clock might be
 * out does not make a neighbour of one that was over by then.
 */
export function placeOf(
  { after, before }: InterruptionFacts,
  required: Span,
  counted: readonly Track[],
  index: TrackIndex,
): Place {
  const ofAct = counted.filter((one) => one.from < required.to && one.to > required.from)
  const find = (id: string | undefined) => ofAct.find((one) => one.facts.id === id)
  const [left, right] = [find(after), find(before)]
  if (left === undefined) {
    if (after !== undefined) return nowhere(STRANGER, after)
    if (right === undefined) return before === undefined ? { kind: 'none', why: UNPLACED } : nowhere(STRANGER, before)
    const earlier = ofAct.filter((one) => isOfDevice(one, right) && one.from < right.from && one.to <= right.from)
    const last = earlier.reduce<Track | undefined>((a, b) => (a === undefined || b.to > a.to ? b : a), undefined)
    return last === undefined ? { kind: 'none', why: NEVER_BEGUN } : gapBetween(last, right)
  }
  const next = ofAct.find((one) => isOfDevice(one, left) && one !== left && one.from >= left.to)
  if (before === undefined) return next === undefined ? restAfter(left, required) : gapBetween(left, next)
  const given = right ?? index.of(before)
  // One whose origin nobody has confirmed is among no recordings that count.
  if (given === undefined) return nowhere(STRANGER, before)
  if (!isOfDevice(given, left)) return nowhere(OTHER_DEVICE, before)
  if (right !== undefined) return right === next ? gapBetween(left, right) : nowhere(NOT_NEXT, before)
  // Taken up again when the act was over: for this act it was not.
  if (given.from >= left.to && next === undefined) return restAfter(left, required)
  return nowhere(STRANGER, before)
}

const isOfDevice = (one: Track, other: Track): boolean => one.facts.device === other.facts.device

/** Certain and possible cover differ by what the clock leaves open: that belongs to the interruption. */
const gapBetween = (after: Track, before: Track): Place =>
  before.from - after.to <= TOLERANCE
    ? { kind: 'none', why: NO_BREAK }
    : { kind: 'gap', after, before, span: { from: after.to - after.error, to: before.from + before.error } }

function restAfter(after: Track, { to }: Span): Place {
  const from = after.to - after.error
  return { kind: 'rest', after, span: { from, to: Math.max(from, to) } }
}

const nowhere = ({ zh, en }: Text, recording: string): Place => ({
  kind: 'none',
  why: text(`“${recording}”${zh}`, `"${recording}" ${en}`),
})

const UNPLACED = text(
  '没有写明是哪一处中断（前后是哪段录制）；没有开始录制的，说明不能补正',
  'it names no interruption (no recording before or after it); a recording that never began is made up for by no explanation',
)
const NEVER_BEGUN = text(
  '录制还没有开始，不是中断：制度只接受录制中断的说明，迟开录不能以说明补正',
  'recording had not begun, so it was not interrupted: the rules accept an explanation of an interruption, not of a late start',
)
const STRANGER = text(
  '不是本次应录期间的录制，所说的不是本次的中断',
  'shows nothing of the time that had to be recorded, so it is not of this interruption',
)
const OTHER_DEVICE = text(
  '是另一台设备录的，不是同一台设备的中断',
  'is of another device: they are not the two sides of one interruption',
)
const NO_BREAK = text(
  '所说的两段录制前后相接，没有中断',
  'the two recordings follow on one another: nothing was interrupted',
)
const NOT_NEXT = text('不是中断以后接着的那段录制', 'is not the recording that followed the interruption')
