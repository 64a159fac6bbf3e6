import { greatest } from '../kernel/index.ts'
import { TOLERANCE } from '../evidence/index.ts'
import type { RecordingFacts } from './facts.ts'
import type { Span } from './intervals.ts'
import { momentOf } from './moment.ts'

/**
 * A recording as far as time is concerned, in milliseconds. With a clock known to within `error` it was certainly
 * running from start + error to end − error, and possibly from start − error to end + error. Files of one take have
 * one clock between them: only the ends of the take are uncertain, not the seams.
 */
export interface Track {
  readonly facts: RecordingFacts
  readonly from: number
  readonly to: number
  /** When its take begins: however the camera cut it into files, it was taken in use once. */
  readonly takeFrom: number
  /** That of its take; 0 when the clock was never measured. */
  readonly error: number
  /** Empty when the clock was never measured: nothing is then certain. */
  readonly certain: Span
  readonly possible: Span
}

/** The tracks of these recordings, in no particular order. */
export function tracksOf(recordings: readonly RecordingFacts[]): readonly Track[] {
  const devices = new Map<string, Timed[]>()
  for (const facts of recordings) {
    const timed = { facts, from: momentOf(facts.start), to: momentOf(facts.end) }
    const those = devices.get(facts.device)
    if (those === undefined) devices.set(facts.device, [timed])
    else those.push(timed)
  }
  return [...devices.values()].flatMap((those) => takesAmong(those).flatMap(tracksOfTake))
}

interface Timed {
  readonly facts: RecordingFacts
  readonly from: number
  readonly to: number
}

/** Files of one device and recorder that follow on within the tolerance, or overlap, are one take. */
function takesAmong(timed: Timed[]): readonly (readonly Timed[])[] {
  const takes: Timed[][] = []
  let end = -Infinity
  for (const one of timed.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const take = takes.at(-1)
    const isSame = take?.[0]?.facts.recorder === one.facts.recorder && one.from - end <= TOLERANCE
    if (take !== undefined && isSame) take.push(one)
    else takes.push([one])
    end = isSame ? Math.max(end, one.to) : one.to
  }
  return takes
}

function tracksOfTake(take: readonly Timed[]): readonly Track[] {
  const errors = take.map((one) => one.facts.error)
  const isKnown = errors.every((one) => one !== 'unknown')
  const error = isKnown ? greatest(errors as number[]) : 0
  const ends = endsWithSeams(take)
  const whole = { from: (take[0] as Timed).from + error, to: greatest(ends) - error }
  return take.map(({ facts, from, to }, i) => {
    const until = ends[i] ?? to
    const certain = isKnown ? { from: Math.max(from, whole.from), to: Math.min(until, whole.to) } : { from, to: from }
    return {
      facts,
      from,
      to,
      takeFrom: (take[0] as Timed).from,
      error,
      certain,
      possible: { from: from - error, to: until + error },
    }
  })
}

/** The end of each file; the seam before the next belongs to the file that ended last. */
function endsWithSeams(take: readonly Timed[]): readonly number[] {
  const ends = take.map((one) => one.to)
  let last = 0
  take.forEach((next, i) => {
    if (i > 0 && next.from > (ends[last] ?? 0)) ends[last] = next.from
    if ((ends[i] ?? 0) > (ends[last] ?? 0)) last = i
  })
  return ends
}

/** The tracks of one recorder, to be asked which of them may have run in a stretch of time. */
export class Timeline {
  readonly #tracks: readonly Track[]
  /** The latest possible end among the tracks of the subtree whose middle this place is. */
  readonly #latest: Float64Array

  constructor(tracks: readonly Track[]) {
    this.#tracks = [...tracks].sort((a, b) => a.possible.from - b.possible.from)
    this.#latest = new Float64Array(tracks.length)
    this.#fill(0, tracks.length)
  }

  /** Adds every track that possibly ran in that span. Takes as many steps as it finds tracks, times a logarithm. */
  collect(span: Span, into: Set<Track>): void {
    this.#collect(0, this.#tracks.length, span, into)
  }

  #fill(low: number, high: number): number {
    if (low >= high) return -Infinity
    const middle = (low + high) >> 1
    const own = (this.#tracks[middle] as Track).possible.to
    const latest = Math.max(own, this.#fill(low, middle), this.#fill(middle + 1, high))
    this.#latest[middle] = latest
    return latest
  }

  #collect(low: number, high: number, span: Span, into: Set<Track>): void {
    if (low >= high) return
    const middle = (low + high) >> 1
    if ((this.#latest[middle] as number) <= span.from) return
    const { possible } = this.#tracks[middle] as Track
    this.#collect(low, middle, span, into)
    if (possible.from >= span.to) return
    if (possible.to > span.from) into.add(this.#tracks[middle] as Track)
    this.#collect(middle + 1, high, span, into)
  }
}

/** Which recordings count for an activity: those of its officers at that time, and those a person tied to it. */
export class TrackIndex {
  readonly #timelines = new Map<string, Timeline>()
  readonly #byRecorder = new Map<string, Track[]>()
  readonly #tied = new Map<string, Track[]>()
  readonly #byRecording = new Map<string, Track>()
  readonly tracks: readonly Track[]

  constructor(recordings: readonly RecordingFacts[]) {
    this.tracks = tracksOf(recordings)
    for (const track of this.tracks) {
      this.#byRecording.set(track.facts.id, track)
      if (track.facts.recorder !== undefined) append(this.#byRecorder, track.facts.recorder, track)
      for (const activity of track.facts.activities) append(this.#tied, activity, track)
    }
    for (const [recorder, those] of this.#byRecorder) this.#timelines.set(recorder, new Timeline(those))
  }

  of(recording: string): Track | undefined {
    return this.#byRecording.get(recording)
  }

  /** Whether anything of that recorder's was handed over from that moment on: what was recorded before it is then in. */
  isHandedOverSince(recorder: string, moment: number): boolean {
    const tracks = this.#byRecorder.get(recorder) ?? []
    return tracks.some(({ facts: { handedOver } }) => handedOver !== undefined && momentOf(handedOver) >= moment)
  }

  /** In order of time. Those that were tied to it count wherever they lie. */
  countedFor(activity: { readonly id: string; readonly officers: readonly string[] }, span: Span): readonly Track[] {
    const found = new Set<Track>(this.#tied.get(activity.id))
    for (const officer of activity.officers) this.#timelines.get(officer)?.collect(span, found)
    return [...found].sort((a, b) => a.from - b.from || (a.facts.id < b.facts.id ? -1 : 1))
  }
}

/** Adds to the list under a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const those = map.get(key)
  if (those === undefined) map.set(key, [value])
  else those.push(value)
}
