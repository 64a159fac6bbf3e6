import { z } from 'zod'
import { dayOf, Instant, instantOf, millisecondsOf } from '../kernel/index.ts'
import type { CalendarDate } from '../kernel/index.ts'
import { byDevice, distance, followsOn, TOLERANCE } from './takes.ts'
import type { Segment } from './takes.ts'

/**
 * Time that was not recorded, between two recordings of one device or inside one of them.
 * `time`: the clock ran on between two files. `number`: file numbers are missing between them, whatever the clock says.
 * `container`: the file itself says a stretch is missing; `after` and `before` are then the same recording.
 */
export interface Gap {
  /** The same for the same gap in whatever order segments were given; an explanation names it. */
  readonly id: string
  readonly kind: 'time' | 'number' | 'container'
  readonly device: string
  readonly after: string
  readonly before: string
  readonly from: Instant
  readonly to: Instant
  /** `to` − `from`; never negative. */
  readonly milliseconds: number
  /** File numbers that are nowhere among the device's segments. */
  readonly missing?: readonly number[]
}

export interface Overlap {
  readonly device: string
  readonly first: string
  readonly second: string
  readonly from: Instant
  readonly to: Instant
  readonly milliseconds: number
}

export interface GapLimits {
  /** What lies apart less than this is not a gap: see {@link TOLERANCE}. Milliseconds. */
  readonly tolerance?: number
  /** Two files whose numbers do not follow on, or are unknown, are only compared when no further apart. Milliseconds. */
  readonly maxGap: number
}

/** A jump in file numbers larger than this is a counter that was reset, not a thousand lost files. */
const RENUMBERED = 1000

/**
 * Every gap within a day in Beijing, in order of device and time. Two neighbouring recordings of a device have a gap
 * between them when they lie further apart than the tolerance and either their numbers follow on or the distance is no
 * more than `maxGap`; and when file numbers between theirs are missing altogether. Time another recording of the same
 * device covers is not a gap.
 */
export function gapsOf(segments: readonly Segment[], limits: GapLimits): readonly Gap[] {
  const { tolerance = TOLERANCE, maxGap } = limits
  return byDevice(segments).flatMap((ordered) => {
    const numbers = new Set(ordered.map((one) => one.sequence).filter((one) => one !== undefined))
    const found: Gap[] = []
    let cover: Segment | undefined
    ordered.forEach((segment, i) => {
      const previous = ordered[i - 1]
      if (previous && cover && dayEnded(cover) === dayOf(segment.start)) {
        const missing = missingBetween(previous, segment, numbers)
        const apart = distance(cover, segment)
        if (missing.length > 0) found.push(between('number', previous, cover, segment, missing))
        else if (apart > tolerance && (apart <= maxGap || numbersFollow(cover, segment)))
          found.push(between('time', cover, cover, segment))
      }
      found.push(...(segment.holes ?? []).map((hole) => inside(segment, hole.from, hole.to)))
      if (!cover || segment.end > cover.end) cover = segment
    })
    return found
  })
}

const dayEnded = (segment: Segment): CalendarDate => dayOf(segment.end)

const numbersFollow = (a: Segment, b: Segment): boolean =>
  a.sequence !== undefined && b.sequence !== undefined && followsOn(a.sequence, b.sequence)

function missingBetween(a: Segment, b: Segment, known: ReadonlySet<number>): readonly number[] {
  if (a.sequence === undefined || b.sequence === undefined) return []
  const between = b.sequence - a.sequence - 1
  if (between < 1 || between >= RENUMBERED) return []
  return Array.from({ length: between }, (_, i) => (a.sequence as number) + 1 + i).filter((one) => !known.has(one))
}

function between(
  kind: 'time' | 'number',
  after: Segment,
  cover: Segment,
  before: Segment,
  missing?: readonly number[],
): Gap {
  const milliseconds = Math.max(0, distance(cover, before))
  return {
    id: `${kind}:${after.recording}:${before.recording}`,
    kind,
    device: before.device,
    after: after.recording,
    before: before.recording,
    from: instantOf(millisecondsOf(before.start) - milliseconds),
    to: before.start,
    milliseconds,
    ...(missing && { missing }),
  }
}

const inside = (segment: Segment, from: Instant, to: Instant): Gap => ({
  id: `container:${segment.recording}:${from}`,
  kind: 'container',
  device: segment.device,
  after: segment.recording,
  before: segment.recording,
  from,
  to,
  milliseconds: Math.max(0, millisecondsOf(to) - millisecondsOf(from)),
})

/**
 * Recordings of one device that claim the same time for longer than the tolerance: a clock that was set, a second
 * stream, or a copy. Said, never repaired.
 */
export function overlapsOf(segments: readonly Segment[], tolerance: number = TOLERANCE): readonly Overlap[] {
  return byDevice(segments).flatMap((ordered) => {
    const found: Overlap[] = []
    let cover: Segment | undefined
    for (const segment of ordered) {
      if (cover) {
        const end = segment.end < cover.end ? segment.end : cover.end
        const milliseconds = millisecondsOf(end) - millisecondsOf(segment.start)
        if (milliseconds > tolerance)
          found.push({
            device: segment.device,
            first: cover.recording,
            second: segment.recording,
            from: segment.start,
            to: end,
            milliseconds,
          })
      }
      if (!cover || segment.end > cover.end) cover = segment
    }
    return found
  })
}

const explained = { gap: z.string().min(1), by: z.string().min(1), at: Instant }

/**
 * Why recording stopped: said aloud on a recording (a marked stretch of it, in milliseconds from its start) or in a
 * written statement. Who gave it and when are part of it.
 */
export const Explanation = z.discriminatedUnion('form', [
  z
    .object({
      ...explained,
      form: z.literal('spoken'),
      recording: z.string().min(1),
      from: z.number().int().nonnegative(),
      to: z.number().int().positive(),
      text: z.string().optional(),
    })
    .refine((one) => one.from < one.to, { path: ['to'], message: 'ends before it begins' }),
  z.object({ ...explained, form: z.literal('written'), text: z.string().trim().min(1) }),
])
export type Explanation = z.infer<typeof Explanation>

/** The gaps nobody has explained yet, in the order given. */
export function openGaps(gaps: readonly Gap[], explanations: readonly Pick<Explanation, 'gap'>[]): readonly Gap[] {
  const explainedIds = new Set(explanations.map((one) => one.gap))
  return gaps.filter((gap) => !explainedIds.has(gap.id))
}
