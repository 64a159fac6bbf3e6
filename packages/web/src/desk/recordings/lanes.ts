import { type Instant, millisecondsOf } from '@liuhen/core/kernel'
import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { type Period, type Scale, scaleOf, type Sight } from './scale.ts'

/** Places on the picture are fractions of its width, 0 at its first moment and 1 at its last. */
export interface Span {
  readonly x: number
  readonly width: number
}

export interface LaneSegment extends Span {
  readonly recording: string
  readonly label: string
  readonly start: Instant
  readonly end: Instant
  /** The recording the page shows. */
  readonly own: boolean
}

export interface LaneGap extends Span {
  readonly gap: GapView
}

/**
 * What happened around one recording: its take and the takes that gaps tie to it, or all of the device's day. `from` and
 * `to` in milliseconds.
 */
export interface Scene {
  readonly from: number
  readonly to: number
  readonly scale: Scale
  readonly segments: readonly LaneSegment[]
  readonly gaps: readonly LaneGap[]
  /** Empty stretches that are drawn shorter than they were. */
  readonly broken: readonly Span[]
}

type Shown = Pick<RecordingView, 'id' | 'takes' | 'gaps'> & {
  readonly row: Pick<RecordingView['row'], 'start' | 'end' | 'fileName'>
}
type Take = RecordingView['takes'][number]

/** The takes one gap or more ties to the recording's own, itself among them. Without takes, none. */
export function tiedTakes(view: Pick<RecordingView, 'id' | 'takes' | 'gaps'>): readonly Take[] {
  const takeOf = new Map(view.takes.flatMap((take) => take.segments.map((one) => [one.recording, take] as const)))
  const own = takeOf.get(view.id)
  if (!own) return []
  const tied = new Set([own])
  for (let grown = true; grown;) {
    grown = false
    for (const gap of view.gaps) {
      const [a, b] = [takeOf.get(gap.after), takeOf.get(gap.before)]
      if (!a || !b || tied.has(a) === tied.has(b)) continue
      tied.add(a).add(b)
      grown = true
    }
  }
  return [...tied].sort((a, b) => (a.start < b.start ? -1 : 1))
}

/** Steps an axis may have, in milliseconds: what people read off a clock; a whole number of hours ahead, Beijing's are UTC's. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600].map((seconds) => seconds * 1000)

/** The step of an axis on which so much time is seen, in milliseconds. */
export const stepOf = (length: number, most = 8): number =>
  STEPS.find((one) => length / one <= most) ?? (STEPS.at(-1) as number)

/** Round moments in what is seen of a scene; within a broken stretch there are none, since time runs otherwise there. */
export function marksOf(scale: Scale, sight: Sight): readonly { readonly x: number; readonly at: number }[] {
  const step = stepOf(scale.drawn * (sight.right - sight.left))
  const [from, to] = [scale.toTime(sight.left), scale.toTime(sight.right)]
  const pieces: Period[] = []
  let begun = from
  for (const one of scale.broken.filter(({ to: end, from: start }) => end > from && start < to)) {
    if (one.from > begun) pieces.push({ from: begun, to: one.from })
    begun = one.to
  }
  if (to >= begun) pieces.push({ from: begun, to })
  return pieces.flatMap((piece) => {
    const marks: { x: number; at: number }[] = []
    for (let at = Math.ceil(piece.from / step) * step; at <= piece.to; at += step) marks.push({ x: scale.toX(at), at })
    return marks
  })
}

/** Whether the picture shows what belongs together, or all that the device filmed that day. */
export type Scope = 'together' | 'day'

export function sceneOf(view: Shown, scope: Scope = 'together'): Scene {
  const takes = scope === 'day' ? view.takes : tiedTakes(view)
  const ids = new Set(takes.flatMap((take) => take.segments.map((one) => one.recording)))
  const gaps = view.gaps.filter((gap) => ids.has(gap.after) || ids.has(gap.before))
  const bounds = [view.row, ...takes].flatMap((one) => [millisecondsOf(one.start), millisecondsOf(one.end)])
  const from = Math.min(...bounds)
  // A photograph has no length; one second keeps the picture from being infinitely narrow.
  const to = Math.max(...bounds, from + 1000)
  const whole: Take['segments'][number] = {
    recording: view.id,
    start: view.row.start,
    end: view.row.end,
    fileName: view.row.fileName,
  }
  const segments = takes.length > 0 ? takes.flatMap((take) => take.segments) : [whole]
  const periods = segments.map((one) => ({ from: millisecondsOf(one.start), to: millisecondsOf(one.end) }))
  const scale = scaleOf(periods, from, to)
  const place = (start: Instant, end: Instant): Span => spanOf(scale, millisecondsOf(start), millisecondsOf(end))
  return {
    from,
    to,
    scale,
    broken: scale.broken.map((one) => spanOf(scale, one.from, one.to)),
    segments: segments.map((one) => ({
      ...place(one.start, one.end),
      recording: one.recording,
      label: one.sequence === undefined ? '' : String(one.sequence).padStart(4, '0'),
      start: one.start,
      end: one.end,
      own: one.recording === view.id,
    })),
    gaps: gaps.map((gap) => ({ ...place(gap.from, gap.to), gap })),
  }
}

/** A stretch of time as a stretch of the picture, cut to it. */
export function spanOf(scale: Pick<Scale, 'toX'>, start: number, end: number): Span {
  const x = scale.toX(start)
  return { x, width: Math.max(0, scale.toX(end) - x) }
}

/** What lies under a place of the picture. */
export type Under =
  | { readonly kind: 'here'; readonly position: number }
  | { readonly kind: 'other'; readonly recording: string; readonly position: number }
  | { readonly kind: 'gap'; readonly gap: GapView }
  | { readonly kind: 'nothing' }

/** What a person means who points at `x`: a moment of this recording, of another, or a gap. Positions in milliseconds. */
export function underOf(scene: Scene, x: number): Under {
  const at = scene.scale.toTime(x)
  const covers = (one: Span) => x >= one.x && x <= one.x + one.width
  const segments = scene.segments.filter(covers)
  const segment = segments.find((one) => one.own) ?? segments[0]
  if (segment) {
    const position = Math.max(0, Math.round(at - millisecondsOf(segment.start)))
    return segment.own ? { kind: 'here', position } : { kind: 'other', recording: segment.recording, position }
  }
  const gap = scene.gaps.find(covers)
  return gap ? { kind: 'gap', gap: gap.gap } : { kind: 'nothing' }
}

/**
 * Labels set one after another on rows so that none covers another: the row of each, in the order given, which must be
 * the order of their places. `widths` are fractions too. What fits on no row is put on the last one.
 */
export function rowsOf(places: readonly number[], widths: readonly number[], rows: number): readonly number[] {
  const free = Array.from({ length: rows }, () => -Infinity)
  return places.map((x, i) => {
    const found = free.findIndex((end) => end <= x)
    const row = found < 0 ? rows - 1 : found
    free[row] = x + (widths[i] ?? 0)
    return row
  })
}
