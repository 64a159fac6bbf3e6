import { claimedInstant, correct, decideStamp, deviceTimeOf, startOf, type StampedSegment } from '../evidence/index.ts'
import type { Arrival } from '../intake/index.ts'
import { Instant, instantOf, millisecondsOf } from '../kernel/index.ts'
import type { ContainerFacts, StampReading, Times } from './events.ts'

/** A recording as far as its times can be read off it. */
export interface Timed {
  readonly arrival: Pick<Arrival, 'deviceTime' | 'modified' | 'arrivedAt' | 'clock' | 'sequence'>
  readonly container?: Pick<ContainerFacts, 'duration' | 'creation'> | undefined
}

function stamped({ arrival, container }: Timed): StampedSegment {
  const created = Instant.safeParse(container?.creation && toInstant(container.creation)).data
  return {
    duration: container?.duration ?? 0,
    ...(arrival.deviceTime !== undefined && { nameTime: deviceTimeOf(arrival.deviceTime) }),
    ...(created && { created }),
    ...(arrival.sequence !== undefined && { sequence: arrival.sequence }),
  }
}

const toInstant = (raw: string): string | undefined => {
  const at = Date.parse(raw)
  return Number.isNaN(at) ? undefined : instantOf(at)
}

/**
 * When a recording began and ended by its device's clock, and corrected. The name's time stands first, since a camera
 * writes it when it opens the file; then the container's stamp, read as the batch of the same device says it is meant;
 * then the file's last change, which is its end; then its arrival. Nothing is guessed about a clock that was not
 * measured: `offset` and `error` are absent and the corrected time is the device's.
 */
export function timesOf(recording: Timed, batch: readonly Timed[]): Times {
  const { start, reading } = deviceStart(recording, batch)
  const duration = recording.container?.duration ?? 0
  const { clock } = recording.arrival
  const at = (milliseconds: number): Instant => instantOf(millisecondsOf(start) + milliseconds)
  const deviceEnd = at(duration)
  const [corrected, end] = [correct(start, clock), correct(deviceEnd, clock)]
  return {
    deviceStart: start,
    deviceEnd,
    start: corrected.instant,
    end: end.instant,
    reading,
    // The clock was measured at docking and has drifted since the recording: the error is that of the start.
    ...(clock && { offset: clock.offset }),
    ...(corrected.error !== 'unknown' && { error: corrected.error }),
  }
}

function deviceStart(recording: Timed, batch: readonly Timed[]): { start: Instant; reading: StampReading } {
  const segment = stamped(recording)
  const decision = decideStamp(batch.map(stamped))
  const { hypothesis, votes, of } = decision
  const judged = segment.created ? { hypothesis, votes, of } : {}
  if (segment.nameTime) return { start: claimedInstant(segment.nameTime), reading: { source: 'name', ...judged } }
  const fromStamp = segment.created && startOf(segment, decision)
  if (fromStamp) return { start: fromStamp, reading: { source: 'container', ...judged } }
  const { modified, arrivedAt, clock } = recording.arrival
  if (modified)
    return { start: instantOf(millisecondsOf(modified) - segment.duration), reading: { source: 'modified' } }
  // The station's clock, moved into the device's, so that correcting it gives the arrival back.
  return { start: instantOf(millisecondsOf(arrivedAt) + (clock?.offset ?? 0)), reading: { source: 'arrival' } }
}
