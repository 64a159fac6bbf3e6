import { type Gap, gapsOf, type Segment, type Take, takesOf } from '../evidence/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { InterruptionStatement } from './events.ts'
import type { RecordingState } from './state.ts'

/** A recording among those of its device and day. */
export interface Grouped {
  readonly id: string
  readonly state: RecordingState
}

/**
 * Two recordings of one device further apart than half an hour are two acts, not one act interrupted. What a
 * regulation asks of an act is judged where the act is known; this only decides whom to ask.
 */
const SAME_ACT = 30 * 60_000

/** The device a recording is grouped by: the registered one, else what its name claims, else itself alone. */
export const deviceKey = ({ id, state: { arrival } }: Grouped): string =>
  arrival.device ?? (arrival.deviceNumber !== undefined ? `number ${arrival.deviceNumber}` : `alone ${id}`)

function segmentOf(recording: Grouped): Segment | undefined {
  const { times, arrival, container } = recording.state
  if (!times || container?.duration === undefined) return undefined
  return {
    recording: recording.id,
    device: deviceKey(recording),
    start: times.start,
    end: times.end,
    error: times.error ?? 'unknown',
    ...(arrival.sequence !== undefined && { sequence: arrival.sequence }),
  }
}

export interface Grouping {
  readonly takes: readonly Take[]
  readonly gaps: readonly (Gap & {
    readonly explained?: InterruptionStatement & { readonly at: Instant; readonly by: string }
  })[]
}

/** The takes of these recordings and the interruptions between their segments, each with its explanation if it has one. */
export function groupingOf(recordings: readonly Grouped[]): Grouping {
  const segments = recordings.map(segmentOf).filter((one) => one !== undefined)
  const statements = recordings.flatMap(({ state }) => state.statements)
  const gaps = gapsOf(segments, { maxGap: SAME_ACT })
    .filter((gap) => gap.kind !== 'time' || gap.milliseconds <= SAME_ACT)
    .map((gap) => {
      const explained = statements.findLast((one) => one.gap.after === gap.after && one.gap.before === gap.before)
      return explained ? { ...gap, explained } : gap
    })
  return { takes: takesOf(segments), gaps }
}
