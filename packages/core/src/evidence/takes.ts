import { z } from 'zod'
import { Instant, instantOf, millisecondsOf, greatest } from '../kernel/index.ts'
import { TimeError } from './clock.ts'

/**
 * One file as far as time is concerned. `start` and `end` are by one clock for all segments of a device (corrected, or
 * all of them not). `codec` is anything that must be equal for two files to be one recording, such as the stream
 * parameters; photographs carry their own. `holes` are stretches the container itself says are missing.
 */
export const Segment = z
  .object({
    recording: z.string().min(1),
    device: z.string().min(1),
    start: Instant,
    end: Instant,
    error: TimeError,
    sequence: z.number().int().nonnegative().optional(),
    codec: z.string().optional(),
    holes: z.array(z.object({ from: Instant, to: Instant })).optional(),
  })
  .refine((one) => one.start <= one.end, { path: ['end'], message: 'ends before it begins' })
export type Segment = z.infer<typeof Segment>

/** One press of the record button: the segments a device cut it into, in order. */
export interface Take {
  readonly device: string
  readonly start: Instant
  readonly end: Instant
  /** The worst error among its segments. */
  readonly error: TimeError
  readonly segments: readonly [Segment, ...Segment[]]
}

/**
 * How far the end of one segment and the start of the next may lie apart in one take: 2 s. Stamps are cut to whole
 * seconds at both ends (up to 1 s each way), and cameras close one file before they open the next.
 */
export const TOLERANCE = 2000

/** The order of a device's segments; total, so that the order of input never matters. */
export function bySegmentTime(a: Segment, b: Segment): number {
  return (
    compare(a.start, b.start) ||
    (a.sequence ?? Infinity) - (b.sequence ?? Infinity) ||
    compare(a.end, b.end) ||
    compare(a.recording, b.recording)
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whether b is the file number after a; counters run over from 999, 9999, … to 0 or 1. */
export const followsOn = (a: number, b: number): boolean => b === a + 1 || (/^9{3,}$/.test(String(a)) && b <= 1)

/** Milliseconds from the end of one to the start of the other; negative when they overlap. */
export const distance = (a: Segment, b: Segment): number => millisecondsOf(b.start) - millisecondsOf(a.end)

/** Whether b, which does not start before a, is the same take continued. */
export function continues(a: Segment, b: Segment, tolerance: number): boolean {
  if (a.device !== b.device || Math.abs(distance(a, b)) > tolerance) return false
  if (a.codec !== undefined && b.codec !== undefined && a.codec !== b.codec) return false
  return a.sequence === undefined || b.sequence === undefined || followsOn(a.sequence, b.sequence)
}

/** The segments of each device, in order; devices in order of their names. */
export function byDevice(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const devices = new Map<string, Segment[]>()
  for (const segment of segments) {
    const those = devices.get(segment.device)
    if (those) those.push(segment)
    else devices.set(segment.device, [segment])
  }
  return [...devices].sort(([a], [b]) => compare(a, b)).map(([, those]) => those.sort(bySegmentTime))
}

/**
 * The takes of these segments, each segment in exactly one, in order of device and start. A segment continues the take
 * whose last segment ends nearest to its start; a device that writes two streams at once gives two takes side by side.
 */
export function takesOf(segments: readonly Segment[], tolerance: number = TOLERANCE): readonly Take[] {
  return byDevice(segments).flatMap((those) => takesOfDevice(those, tolerance))
}

function takesOfDevice(ordered: readonly Segment[], tolerance: number): readonly Take[] {
  const takes: [Segment, ...Segment[]][] = []
  let open: [Segment, ...Segment[]][] = []
  for (const segment of ordered) {
    // Segments come in order of their start: a take that ended longer ago than the tolerance can never go on.
    open = open.filter((take) => distance(lastOf(take), segment) <= tolerance)
    let nearest: [Segment, ...Segment[]] | undefined
    for (const take of open) {
      if (!continues(lastOf(take), segment, tolerance)) continue
      if (nearest && Math.abs(distance(lastOf(nearest), segment)) <= Math.abs(distance(lastOf(take), segment))) continue
      nearest = take
    }
    if (nearest) nearest.push(segment)
    else {
      const take: [Segment, ...Segment[]] = [segment]
      takes.push(take)
      open.push(take)
    }
  }
  return takes.map(takeOf)
}

const lastOf = (take: readonly [Segment, ...Segment[]]): Segment => take.at(-1) as Segment

function takeOf(segments: readonly [Segment, ...Segment[]]): Take {
  const errors = segments.map((one) => one.error)
  return {
    device: segments[0].device,
    start: segments[0].start,
    end: instantOf(greatest(segments.map((one) => millisecondsOf(one.end)))),
    error: errors.includes('unknown') ? 'unknown' : greatest(errors as number[]),
    segments,
  }
}
