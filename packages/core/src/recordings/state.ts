import type { z } from 'zod'
import type { Arrival, Flag } from '../intake/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import { isAsked, originOf } from './doubts.ts'
import type {
  ContainerFacts,
  Decoded,
  Derivative,
  DutyExplanation,
  HandoverExplanation,
  InterruptionStatement,
  RecordingStub,
  Stretch,
  Times,
  recordingEvents,
} from './events.ts'

type Body<K extends keyof typeof recordingEvents> = z.infer<(typeof recordingEvents)[K]>

/** One original and everything that was added beside it. Nothing here replaces what the device wrote. */
export interface RecordingState {
  readonly arrival: Arrival
  readonly repeats: readonly Arrival[]
  readonly container?: ContainerFacts
  readonly decoded?: Decoded
  readonly times?: Times
  readonly derivatives: readonly Derivative[]
  readonly stretches?: readonly Stretch[]
  /** Steps given up for good, until somebody has them tried again. */
  readonly failed: readonly Body<'DerivationFailed/1'>[]
  readonly markers: readonly (Body<'MarkerAdded/1'> & Signed)[]
  readonly annotations: readonly (Body<'AnnotationAdded/1'> & Signed)[]
  /** Said by people, each with its reason; the last one counts, the earlier ones stay. */
  readonly officerNotes: readonly (Body<'OfficerAnnotated/1'> & Signed)[]
  /** Explanations of the interruption that follows this recording or precedes it, filed with the later one. */
  readonly statements: readonly (InterruptionStatement & Signed)[]
  /** Who said where it is from, where there was doubt; the last one counts. */
  readonly confirmation?: Body<'ProvenanceConfirmed/1'> & Signed
  /** Who said that it is not what is claimed; gone once somebody has confirmed it after all. */
  readonly rejection?: Body<'ProvenanceRejected/1'> & Signed
  /** Why it came late, as said last. */
  readonly away?: HandoverExplanation & Signed
  /** What it was recorded for outside duty, as said last. */
  readonly duty?: DutyExplanation & Signed
  /** By which list it was disposed of and when; nothing else is known of it than what stands in its stub. */
  readonly disposed?: Signed & Pick<RecordingStub, 'disposal' | 'device' | 'officer' | 'unit'>
  /** The same of bytes that came in again afterwards. */
  readonly before?: NonNullable<RecordingState['disposed']>
}

/** Every kind on the stream of a recording as it is read today. */
export type RecordingHistory = Omit<typeof recordingEvents, 'RecordingPreserved/1' | 'ArrivalRepeated/1'>

/** What the events of one `recording:` stream leave behind. */
export function evolveRecording(
  state: RecordingState | undefined,
  event: EventOf<RecordingHistory>,
): RecordingState | undefined {
  if (event.kind === 'RecordingPreserved/2') return begunWith(event.body)
  const by = signed(event)
  // Of itself alone: what was before it has no bodies any more.
  if (event.kind === 'RecordingDisposed/1') {
    const { arrival, times, container, ...disposed } = event.body
    return { ...begunWith(arrival), times, ...(container && { container }), disposed: { ...disposed, ...by } }
  }
  if (!state) return undefined
  if (state.disposed)
    return event.kind === 'ArrivalRepeated/2' ? { ...begunWith(event.body), before: state.disposed } : state
  switch (event.kind) {
    case 'ArrivalRepeated/2':
      return { ...state, repeats: [...state.repeats, event.body] }
    case 'ContainerRead/1':
      return { ...state, container: event.body }
    case 'RecordingDecoded/1':
      return { ...state, decoded: event.body }
    case 'TimesFound/1':
      return { ...state, times: event.body }
    case 'DerivativeMade/1': {
      const made = event.body
      // What was made for somebody is theirs: nobody is shown it here.
      if (made.mark !== undefined) return state
      const others = state.derivatives.filter(
        (one) => one.kind !== made.kind || one.position !== made.position || one.track !== made.track,
      )
      return { ...state, derivatives: [...others, made] }
    }
    case 'StretchesFound/1':
      return { ...state, stretches: event.body.stretches }
    case 'DerivationFailed/1':
      return { ...state, failed: [...state.failed, event.body] }
    case 'DerivationRetried/1': {
      const { steps } = event.body
      return { ...state, failed: state.failed.filter(({ step }) => !steps.includes(step)) }
    }
    case 'MarkerAdded/1':
      return { ...state, markers: [...state.markers, { ...event.body, ...by }] }
    case 'MarkerWithdrawn/1': {
      const { marker } = event.body
      return { ...state, markers: state.markers.filter((one) => one.marker !== marker) }
    }
    case 'AnnotationAdded/1':
      return {
        ...state,
        annotations: [...state.annotations, { ...event.body, ...by }],
      }
    case 'OfficerAnnotated/1':
      return {
        ...state,
        officerNotes: [...state.officerNotes, { ...event.body, ...by }],
      }
    case 'ProvenanceConfirmed/1': {
      const { rejection: _overruled, ...rest } = state
      return { ...rest, confirmation: { ...event.body, ...by } }
    }
    case 'ProvenanceRejected/1':
      return { ...state, rejection: { ...event.body, ...by } }
    case 'InterruptionExplained/1':
      return { ...state, statements: [...state.statements, { ...event.body, ...by }] }
    case 'HandoverExplained/1':
      return { ...state, away: { ...event.body, ...by } }
    case 'DutyExplained/1':
      return { ...state, duty: { ...event.body, ...by } }
    default:
      return state
  }
}

const begunWith = (arrival: Arrival): RecordingState => ({
  arrival,
  repeats: [],
  derivatives: [],
  failed: [],
  markers: [],
  annotations: [],
  officerNotes: [],
  statements: [],
})

/** What its arrival states as a fact: nothing, where no station had asked the device. */
const stated = (state: RecordingState): Pick<Arrival, 'officer' | 'device' | 'unit'> => {
  const origin = originOf(state)
  return isAsked(origin) ? origin : {}
}

/** Who recorded it: the last reasoned annotation, else who was confirmed, else the device's holder at that time. */
export const officerOf = (state: RecordingState): string | undefined =>
  state.officerNotes.at(-1)?.officer ?? state.confirmation?.officer ?? stated(state).officer

/** Which device it is from, and whose: as confirmed, else as the device itself said when it was docked. */
export const deviceOf = (state: RecordingState): string | undefined =>
  state.confirmation?.device ?? stated(state).device
export const unitOf = (state: RecordingState): string | undefined => state.confirmation?.unit ?? stated(state).unit

/** A view copy is cut to whole frames, and sound padded to whole blocks: as little as this says nothing about the header. */
const SAME_LENGTH = 500

/**
 * How long it is in milliseconds: what its header declares, unless what was decoded of it is longer or shorter; undefined
 * before it was read.
 */
export function lengthOf({
  decoded,
  container,
}: {
  readonly decoded?: Pick<Decoded, 'duration'> | undefined
  readonly container?: Pick<ContainerFacts, 'duration'> | undefined
}): number | undefined {
  const declared = container?.duration
  if (!decoded || (declared !== undefined && Math.abs(decoded.duration - declared) <= SAME_LENGTH)) return declared
  return decoded.duration
}

/** What is to be noticed about it: what was found on arrival, and what its times turned out to be. */
export const flagsOf = (state: Pick<RecordingState, 'arrival' | 'repeats' | 'times'>): Flag[] => [
  ...originOf(state).flags,
  ...(state.times?.uncorrected === 'clock-fell-back' ? ['clock-fell-back' as const] : []),
  ...(state.times?.impossible ? ['time-impossible' as const] : []),
]
