import {
  claimedInstant,
  correct,
  decideStamp,
  deviceTimeOf,
  fellBack,
  readWritten,
  type StampDecision,
  startOf,
  type StampedSegment,
} from '../evidence/index.ts'
import type { Arrival } from '../intake/index.ts'
import { dayOf, type Instant, instantOf, millisecondsOf } from '../kernel/index.ts'
import { lengthOf as knownLength } from './state.ts'
import type { ContainerFacts, Decoded, ImpossibleTime, StampReading, Times } from './events.ts'

/** A recording as far as its times can be read off it. */
export interface Timed {
  readonly arrival: Pick<
    Arrival,
    'deviceTime' | 'savedTime' | 'modified' | 'arrivedAt' | 'clock' | 'sequence' | 'chapter'
  >
  readonly container?: Pick<ContainerFacts, 'duration' | 'creation' | 'written'> | undefined
  readonly decoded?: Pick<Decoded, 'duration'> | undefined
}

const lengthOf = (one: Timed): number => knownLength(one) ?? 0

/** A header's stamp counts as UTC only where it says so; what has no zone is local, whatever zone this machine is in. */
function stampOf({ container }: Timed): Instant | undefined {
  const read = container?.creation === undefined ? undefined : readWritten('tag', container.creation)
  return read?.zone === 'stated' ? read.instant : undefined
}

function stamped(one: Timed): StampedSegment {
  const { deviceTime, sequence, modified, arrivedAt, clock } = one.arrival
  const created = stampOf(one)
  return {
    duration: lengthOf(one),
    before: instantOf(millisecondsOf(arrivedAt) + (clock?.offset ?? 0)),
    ...(deviceTime !== undefined && { nameTime: deviceTimeOf(deviceTime) }),
    ...(created && { created }),
    ...(sequence !== undefined && { sequence }),
    ...(modified && { modified }),
  }
}

/** The instant a container's raw stamp means: digits without a zone are Beijing's; undefined when it is none. */
export const instantIn = (raw: string): Instant | undefined => readWritten('tag', raw)?.instant

/** A start by the device's own clock, before anything is corrected, and where it was read. */
interface Claim {
  readonly start: Instant
  readonly reading: StampReading
}

/**
 * When a recording began and ended by its device's clock, and corrected. A time written in the file with its zone stands
 * first; then the name's time, since a camera writes it when it opens the file; then local digits in the file; then the
 * header's stamp, read as the batch of the same device says it is meant; then the time a file was saved under its name,
 * the file's last change, which is its end, and its arrival. Nothing is guessed about a clock that was not measured:
 * `offset` and `error` are absent and the corrected time is the device's. `since` is from when on there is such a device.
 */
export const timesOf = (recording: Timed, batch: readonly Timed[], since?: Instant): Times =>
  readBatch(batch, since)(recording)

/** Reads what the recordings of one device say together, once; then gives the times of any of them. */
export function readBatch(batch: readonly Timed[], since?: Instant): (recording: Timed) => Times {
  const decision = decideStamp(batch.map(stamped))
  const claims = new Map(batch.map((one) => [one, claimOf(one, decision)]))
  const claimed = (one: Timed): Claim => claims.get(one) ?? claimOf(one, decision)
  const fell = fallsIn(batch, claimed)
  return (recording) => {
    const claim = claimed(recording)
    const follows = chaptersBefore(recording, claim, batch, claimed)
    const start = follows.reduce((at, one) => later(at, lengthOf(one)), claim.start)
    const times = corrected(recording, { ...claim, start }, fell, since)
    return { ...times, reading: claim.reading, ...(follows.length > 0 && { follows: follows.length }) }
  }
}

const later = (at: Instant, milliseconds: number): Instant => instantOf(millisecondsOf(at) + milliseconds)

function claimOf(recording: Timed, decision: StampDecision): Claim {
  const segment = stamped(recording)
  const { written = [], creation } = recording.container ?? {}
  const { hypothesis, votes, of } = decision
  const judged = segment.created ? { hypothesis, votes, of } : {}
  const [stated] = written.filter((one) => one.zone === 'stated')
  if (stated) return { start: stated.instant, reading: { source: 'stated' } }
  if (segment.nameTime) return { start: claimedInstant(segment.nameTime), reading: { source: 'name', ...judged } }
  const plain = creation === undefined ? undefined : readWritten('tag', creation)
  const local = written[0] ?? (plain?.zone === 'local' ? plain : undefined)
  if (local) return { start: local.instant, reading: { source: 'written' } }
  const fromStamp = segment.created && startOf(segment, decision)
  if (fromStamp) return { start: fromStamp, reading: { source: 'container', ...judged } }
  const { savedTime, modified, arrivedAt, clock } = recording.arrival
  if (savedTime !== undefined) return { start: claimedInstant(deviceTimeOf(savedTime)), reading: { source: 'saved' } }
  if (modified) return { start: later(modified, -segment.duration), reading: { source: 'modified' } }
  // The station's clock, moved into the device's, so that correcting it gives the arrival back.
  return { start: later(arrivedAt, clock?.offset ?? 0), reading: { source: 'arrival' } }
}

/** Times a device's own clock gave; the others are of whoever stored or received the file. */
const OWN: ReadonlySet<string> = new Set<StampReading['source']>(['stated', 'name', 'written', 'container'])

/** Whether a time was read off something that is written when it is recorded; absent means in an older event. */
export const isOwnTime = (source: string | undefined): boolean => source === undefined || OWN.has(source)

/**
 * Files of one press of the button that all carry the stamp of its start, before this one: their chapters or numbers
 * follow on from the first without a break.
 */
function chaptersBefore(
  recording: Timed,
  claim: Claim,
  batch: readonly Timed[],
  claimed: (one: Timed) => Claim,
): readonly Timed[] {
  const numbered = recording.arrival.chapter !== undefined
  const placeOf = ({ arrival }: Timed): number | undefined => (numbered ? arrival.chapter : arrival.sequence)
  const own = placeOf(recording)
  if (own === undefined || lengthOf(recording) === 0 || !OWN.has(claim.reading.source)) return []
  const same = batch.filter((one) => {
    const { start, reading } = claimed(one)
    if (start !== claim.start || reading.source !== claim.reading.source || lengthOf(one) === 0) return false
    return !numbered || one.arrival.sequence === recording.arrival.sequence
  })
  const before: Timed[] = []
  for (let place = own - 1; ; place--) {
    const [one, another] = same.filter((other) => placeOf(other) === place)
    // Two of one number are two cameras' files or one file twice: nothing follows on from both.
    if (!one || another) return before
    before.push(one)
  }
}

/** A clock that was seen to fall back: files of an earlier day, and of that day up to a number, are from before. */
interface Fall {
  readonly day: string
  readonly last: number
}

/**
 * Where, of two files of one day whose numbers follow on, the later one bears the earlier time, the clock fell back
 * between them. Counters may begin again with each day, so files of different days say nothing.
 */
function fallsIn(batch: readonly Timed[], claimed: (one: Timed) => Claim): readonly Fall[] {
  const told = batch.flatMap((one) => {
    const { start, reading } = claimed(one)
    const { sequence, chapter } = one.arrival
    if (sequence === undefined || chapter !== undefined || !OWN.has(reading.source)) return []
    return [{ day: dayOf(start), start: millisecondsOf(start), sequence }]
  })
  const at = new Map(told.map((one) => [`${one.day} ${one.sequence}`, one]))
  return told.flatMap((one) => {
    const next = at.get(`${one.day} ${one.sequence + 1}`)
    return next && next.start < one.start - APART ? [{ day: one.day, last: one.sequence }] : []
  })
}

/** Two names of one moment may differ by whole seconds; a clock that was set differs by more. Milliseconds. */
export const APART = 5000

function corrected(
  recording: Timed,
  { start, reading }: Claim,
  falls: readonly Fall[],
  since: Instant | undefined,
): Omit<Times, 'reading' | 'follows'> {
  const { clock, sequence, arrivedAt } = recording.arrival
  const deviceEnd = later(start, lengthOf(recording))
  const day = dayOf(start)
  const isBefore = falls.some((one) => day < one.day || (day === one.day && (sequence ?? Infinity) <= one.last))
  const fell = clock !== undefined && (fellBack(start, clock) || isBefore)
  const applied = fell ? undefined : clock
  const begin = correct(start, applied)
  const docked = clock && clock.at < arrivedAt ? clock.at : arrivedAt
  const impossible =
    reading.source === 'arrival' ? [] : impossibleAt(begin.instant, lastOf(), docked, applied?.error ?? 0, since)
  return {
    deviceStart: start,
    deviceEnd,
    start: begin.instant,
    // Begin and end are moved by the same offset: one of them alone may lie on either side of a clock's fall.
    end: later(begin.instant, lengthOf(recording)),
    // The clock was measured at docking and has drifted since the recording: the error is that of the start.
    ...(applied && { offset: applied.offset }),
    ...(begin.error !== 'unknown' && { error: begin.error }),
    ...(fell && { uncorrected: 'clock-fell-back' as const }),
    ...(impossible.length > 0 && { impossible }),
  }

  function lastOf(): Instant {
    // What a header declares may be too long; what was decoded is not. Only the device's own times are of a beginning.
    return OWN.has(reading.source) ? later(begin.instant, recording.decoded?.duration ?? 0) : begin.instant
  }
}

function impossibleAt(
  first: Instant,
  last: Instant,
  docked: Instant,
  error: number,
  since: Instant = FIRST_CAMERAS,
): ImpossibleTime[] {
  const found: ImpossibleTime[] = []
  if (millisecondsOf(last) > millisecondsOf(docked) + error + APART) found.push('after-arrival')
  const earliest = since > FIRST_CAMERAS ? since : FIRST_CAMERAS
  if (millisecondsOf(first) < millisecondsOf(earliest) - error) found.push('before-device')
  return found
}

/**
 * GA/T 947 first described the cameras worn at enforcement in 2011, and telephones and recorders a bureau films with today
 * are younger. Clocks that lost their time begin again in 1970, 1980, 2000, 2004 or 2010.
 */
const FIRST_CAMERAS = '2011-01-01T00:00:00.000Z' as Instant
