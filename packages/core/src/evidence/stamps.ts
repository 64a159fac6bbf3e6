import { instantOf, millisecondsOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import { claimedInstant } from './device-time.ts'
import type { DeviceTime } from './device-time.ts'

/**
 * What a maker may mean by a container's `creation_time`: the start of the recording or its end, in UTC as the format
 * asks or in local digits written as though they were UTC.
 */
export type StampHypothesis = 'start-utc' | 'end-utc' | 'start-local' | 'end-local'

export interface StampedSegment {
  /** What the file's name says; taken to be the start of the recording. */
  readonly nameTime?: DeviceTime
  /** The container's creation time read as UTC, as it stands. */
  readonly created?: Instant
  /** Milliseconds. */
  readonly duration: number
  readonly sequence?: number
  /** The file's last change, which a recorder leaves when it closes the file and copying may lose. */
  readonly modified?: Instant
  /** By the device's clock, when it had been recorded at the latest. */
  readonly before?: Instant
}

export interface StampDecision {
  readonly hypothesis: StampHypothesis
  /** Pieces of evidence that fit the hypothesis, of all that could tell anything. */
  readonly votes: number
  readonly of: number
  /** `agreed`: all evidence fits it and it alone; `majority`: it fits best; `assumed`: nothing tells, the format's own rule stands. */
  readonly confidence: 'agreed' | 'majority' | 'assumed'
}

/** The order is the order of preference when nothing tells them apart: ISO/IEC 14496-12 asks for UTC. */
const HYPOTHESES: readonly StampHypothesis[] = ['start-utc', 'end-utc', 'start-local', 'end-local']

/** Beijing's eight hours, which a local time mislabelled as UTC is ahead by. */
const EAST = 8 * 3_600_000

/** Names and containers are stamped to the second by different parts of the firmware: 3 s apart still says the same. */
const AGREE = 3000

const startUnder = (hypothesis: StampHypothesis, created: number, duration: number): number =>
  created - (hypothesis.endsWith('-local') ? EAST : 0) - (hypothesis.startsWith('end-') ? duration : 0)

type Evidence = ReadonlySet<StampHypothesis>

function evidenceOfName(segment: StampedSegment): Evidence | undefined {
  const { nameTime, created, duration } = segment
  if (!nameTime || !created) return undefined
  const named = millisecondsOf(claimedInstant(nameTime))
  const fits = HYPOTHESES.filter((one) => Math.abs(startUnder(one, millisecondsOf(created), duration) - named) <= AGREE)
  return fits.length === 0 ? undefined : new Set(fits)
}

/** How long after the last picture a recorder closes its file, at most; card file systems count in steps of 2 s. */
const CLOSING = 5000

/** The file was closed when the recording ended. A date that copying made says nothing: it fits none. */
function evidenceOfChange({ modified, created, duration }: StampedSegment): Evidence | undefined {
  if (!modified || !created) return undefined
  const closed = millisecondsOf(modified)
  const fits = HYPOTHESES.filter(
    (one) => Math.abs(startUnder(one, millisecondsOf(created), duration) + duration - closed) <= CLOSING,
  )
  return fits.length === 0 ? undefined : new Set(fits)
}

/** Nothing is recorded after it came in: a stamp that would be read so is not meant so. */
function evidenceOfArrival({ before, created, duration }: StampedSegment): Evidence | undefined {
  if (!before || !created) return undefined
  const latest = millisecondsOf(before) + AGREE
  const fits = HYPOTHESES.filter((one) => startUnder(one, millisecondsOf(created), duration) <= latest)
  return fits.length === 0 ? undefined : new Set(fits)
}

/** Two segments whose numbers follow on and which, under some hypothesis, touch. Says start or end, never the zone. */
function evidenceOfNeighbours(a: StampedSegment, b: StampedSegment): Evidence | undefined {
  if (!a.created || !b.created || a.sequence === undefined || b.sequence !== a.sequence + 1) return undefined
  const [from, to] = [millisecondsOf(a.created), millisecondsOf(b.created)]
  const fits = HYPOTHESES.filter((one) => {
    const end = startUnder(one, from, a.duration) + a.duration
    return Math.abs(startUnder(one, to, b.duration) - end) <= AGREE
  })
  return fits.length === 0 ? undefined : new Set(fits)
}

/**
 * What one device meant by its stamps, judged over a batch docked together: each file name that agrees with a stamp
 * under some hypotheses votes for those, and so does each date of closing, each arrival and each pair of neighbours that
 * would touch. Evidence that fits all
 * four says nothing and is not counted. The order of the batch does not matter.
 */
export function decideStamp(batch: readonly StampedSegment[]): StampDecision {
  const bySequence = batch
    .filter((one) => one.sequence !== undefined)
    .sort(
      (a, b) =>
        (a.sequence as number) - (b.sequence as number) || (a.created ?? '').localeCompare(b.created ?? '', 'en'),
    )
  const evidence = [
    ...batch.flatMap((one) => [evidenceOfName(one), evidenceOfChange(one), evidenceOfArrival(one)]),
    ...bySequence.slice(1).map((b, i) => evidenceOfNeighbours(bySequence[i] as StampedSegment, b)),
  ].filter((one): one is Evidence => one !== undefined && one.size < HYPOTHESES.length)

  const votesFor = (hypothesis: StampHypothesis): number => evidence.filter((one) => one.has(hypothesis)).length
  const ranked = HYPOTHESES.map((hypothesis) => ({ hypothesis, votes: votesFor(hypothesis) })).sort(
    (a, b) => b.votes - a.votes || HYPOTHESES.indexOf(a.hypothesis) - HYPOTHESES.indexOf(b.hypothesis),
  )
  const [best, second] = ranked as [(typeof ranked)[number], (typeof ranked)[number]]
  const confidence = best.votes === second.votes ? 'assumed' : best.votes === evidence.length ? 'agreed' : 'majority'
  return { ...best, of: evidence.length, confidence }
}

/**
 * When the recording began by the device's own clock: the container's stamp under the decision; without a stamp, the
 * name's time; without either, undefined.
 */
export function startOf(segment: StampedSegment, decision: Pick<StampDecision, 'hypothesis'>): Instant | undefined {
  if (segment.created)
    return instantOf(startUnder(decision.hypothesis, millisecondsOf(segment.created), segment.duration))
  return segment.nameTime && claimedInstant(segment.nameTime)
}
