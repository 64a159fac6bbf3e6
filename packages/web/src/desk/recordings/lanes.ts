import { type Instant, millisecondsOf } from '@liuhen/core/kernel'
import type { GapView, RecordingView } from '@liuhen/contract/recordings'

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

/** What happened without a longer pause around one recording: its take, and the takes that gaps tie to it. */
export interface Scene {
  readonly from: number
  readonly to: number
  readonly segments: readonly LaneSegment[]
  readonly gaps: readonly LaneGap[]
  readonly ticks: readonly { readonly x: number; readonly at: number }[]
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

/** Steps an axis may have, in milliseconds: what people read off a clock. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600].map((seconds) => seconds * 1000)

/** Round moments of the clock of Beijing, at most `most` of them. A whole number of hours ahead, UTC's are the same. */
export function ticksOf(from: number, to: number, most = 8): readonly number[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? (STEPS.at(-1) as number)
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
  return ticks
}

export function sceneOf(view: Shown): Scene {
  const takes = tiedTakes(view)
  const ids = new Set(takes.flatMap((take) => take.segments.map((one) => one.recording)))
  const gaps = view.gaps.filter((gap) => ids.has(gap.after) || ids.has(gap.before))
  const bounds = [view.row, ...takes].flatMap((one) => [millisecondsOf(one.start), millisecondsOf(one.end)])
  const from = Math.min(...bounds)
  // A photograph has no length; one second keeps the picture from being infinitely narrow.
  const to = Math.max(...bounds, from + 1000)
  const place = (start: Instant, end: Instant): Span => spanOf({ from, to }, millisecondsOf(start), millisecondsOf(end))
  const whole: Take['segments'][number] = {
    recording: view.id,
    start: view.row.start,
    end: view.row.end,
    fileName: view.row.fileName,
  }
  const segments = takes.length > 0 ? takes.flatMap((take) => take.segments) : [whole]
  return {
    from,
    to,
    segments: segments.map((one) => ({
      ...place(one.start, one.end),
      recording: one.recording,
      label: one.sequence === undefined ? '' : String(one.sequence).padStart(4, '0'),
      start: one.start,
      end: one.end,
      own: one.recording === view.id,
    })),
    gaps: gaps.map((gap) => ({ ...place(gap.from, gap.to), gap })),
    ticks: ticksOf(from, to).map((at) => ({ x: (at - from) / (to - from), at })),
  }
}

/** A stretch of time as a stretch of the picture, cut to it. */
export function spanOf(scene: { readonly from: number; readonly to: number }, start: number, end: number): Span {
  const fraction = (at: number) => Math.min(1, Math.max(0, (at - scene.from) / (scene.to - scene.from)))
  return { x: fraction(start), width: fraction(end) - fraction(start) }
}

/** What lies under a place of the picture. */
export type Under =
  | { readonly kind: 'here'; readonly position: number }
  | { readonly kind: 'other'; readonly recording: string; readonly position: number }
  | { readonly kind: 'gap'; readonly gap: GapView }
  | { readonly kind: 'nothing' }

/** What a person means who points at `x`: a moment of this recording, of another, or a gap. Positions in milliseconds. */
export function underOf(scene: Scene, x: number): Under {
  const at = scene.from + x * (scene.to - scene.from)
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
