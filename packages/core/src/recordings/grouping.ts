import { type Gap, gapsOf, type Overlap, overlapsOf, type Segment, type Take, takesOf } from '../evidence/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { InterruptionStatement } from './events.ts'
import { isAsked, isUnconfirmed, originOf } from './doubts.ts'
import { deviceOf, lengthOf, type RecordingState } from './state.ts'

/** A recording among those of its device and day. */
export interface Grouped {
  readonly id: string
  readonly state: RecordingState
}

/**
 * Two recordings of one device further apart than ten minutes are taken for two acts, not for one act interrupted. What
 * a regulation asks of an act is judged where the act is known; this only decides whom to ask.
 */
export const SAME_ACT = 10 * 60_000

/**
 * The device a recording is grouped by: the registered one, else the number a station stated, else itself alone. One whose
 * origin is in doubt stands alone: it closes no gap and goes on no take.
 */
export function deviceKey({ id, state }: Grouped): string {
  if (isUnconfirmed(state)) return `alone ${id}`
  const origin = originOf(state)
  const deviceNumber = isAsked(origin) ? origin.deviceNumber : undefined
  return deviceOf(state) ?? (deviceNumber === undefined ? `alone ${id}` : `number ${deviceNumber}`)
}

function segmentOf(recording: Grouped): Segment | undefined {
  const { times } = recording.state
  const { sequence, chapter = 1 } = originOf(recording.state)
  // A time that cannot be says nothing about what was recorded before and after it.
  if (!times || times.impossible || lengthOf(recording.state) === undefined) return undefined
  return {
    recording: recording.id,
    device: deviceKey(recording),
    start: times.start,
    end: times.end,
    error: times.error ?? 'unknown',
    // All chapters of a recording have its number: only the first of them stands in the row of numbers.
    ...(sequence !== undefined && chapter <= 1 && { sequence }),
  }
}

export interface Grouping {
  readonly takes: readonly Take[]
  readonly gaps: readonly (Gap & {
    readonly explained?: InterruptionStatement & { readonly at: Instant; readonly by: string }
  })[]
  /** Two files that claim the same time and are not one take. */
  readonly overlaps: readonly Overlap[]
}

/** Moving pictures interrupt moving pictures and sound interrupts sound; a photograph is a moment. */
const mediumOf = (state: RecordingState): 'picture' | 'sound' | 'moment' =>
  lengthOf(state) ? (state.container?.video ? 'picture' : 'sound') : 'moment'

/** The takes of these recordings and the interruptions between their segments, each with its explanation if it has one. */
export function groupingOf(recordings: readonly Grouped[]): Grouping {
  const segments = recordings.map((one) => ({ medium: mediumOf(one.state), segment: segmentOf(one) }))
  const all = segments.map((one) => one.segment).filter((one) => one !== undefined)
  // Without their numbers: between two films a photograph may have the number that seems to be missing.
  const unnumbered = (which: 'picture' | 'sound'): Segment[] =>
    segments.flatMap(({ medium, segment }) => {
      if (medium !== which || !segment) return []
      const { sequence: _number, ...rest } = segment
      return [rest]
    })
  const interruptions = [...gapsWithin(unnumbered('picture')), ...gapsWithin(unnumbered('sound'))]
  // Cameras number photographs and films in one row: only all of them together show a number that is missing.
  const missing = gapsWithin(all).filter((gap) => gap.kind === 'number')
  const statements = recordings.flatMap(({ state }) => state.statements)
  const gaps = [...interruptions, ...missing]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((gap) => {
      const explained = statements.findLast((one) => one.gap.after === gap.after && one.gap.before === gap.before)
      return explained ? { ...gap, explained } : gap
    })
  const takes = takesOf(all)
  const takeOf = new Map(takes.flatMap((take) => take.segments.map((one) => [one.recording, take] as const)))
  const overlaps = overlapsOf(all).filter((one) => takeOf.get(one.first) !== takeOf.get(one.second))
  return { takes, gaps, overlaps }
}

const gapsWithin = (segments: readonly Segment[]): Gap[] =>
  gapsOf(segments, { maxGap: SAME_ACT }).filter((gap) => gap.kind !== 'time' || gap.milliseconds <= SAME_ACT)
