import type { z } from 'zod'
import type { Arrival } from '../intake/index.ts'
import type { Instant } from '../kernel/index.ts'
import type {
  ContainerFacts,
  Derivative,
  HandoverExplanation,
  InterruptionStatement,
  Stretch,
  Times,
  recordingEvents,
} from './events.ts'

type Body<K extends keyof typeof recordingEvents> = z.infer<(typeof recordingEvents)[K]>
interface Signed {
  readonly at: Instant
  readonly by: string
}

/** One original and everything that was added beside it. Nothing here replaces what the device wrote. */
export interface RecordingState {
  readonly arrival: Arrival
  readonly repeats: readonly Arrival[]
  readonly container?: ContainerFacts
  readonly times?: Times
  readonly derivatives: readonly Derivative[]
  readonly stretches?: readonly Stretch[]
  readonly failed: readonly Body<'DerivationFailed/1'>[]
  readonly markers: readonly (Body<'MarkerAdded/1'> & Signed)[]
  readonly annotations: readonly (Body<'AnnotationAdded/1'> & Signed)[]
  /** Said by people, each with its reason; the last one counts, the earlier ones stay. */
  readonly officerNotes: readonly (Body<'OfficerAnnotated/1'> & Signed)[]
  /** Explanations of the interruption that follows this recording or precedes it, filed with the later one. */
  readonly statements: readonly (InterruptionStatement & Signed)[]
  /** Why it came late, as said last. */
  readonly away?: HandoverExplanation & Signed
}

/** What the events of one `recording:` stream leave behind. */
export function foldRecording(
  state: RecordingState | undefined,
  event: { readonly kind: string; readonly at: Instant; readonly actor: string; readonly body: unknown },
): RecordingState | undefined {
  if (event.kind === 'RecordingPreserved/1')
    return {
      arrival: event.body as Arrival,
      repeats: [],
      derivatives: [],
      failed: [],
      markers: [],
      annotations: [],
      officerNotes: [],
      statements: [],
    }
  if (!state) return undefined
  const signed = { at: event.at, by: event.actor }
  switch (event.kind) {
    case 'ArrivalRepeated/1':
      return { ...state, repeats: [...state.repeats, event.body as Arrival] }
    case 'ContainerRead/1':
      return { ...state, container: event.body as ContainerFacts }
    case 'TimesFound/1':
      return { ...state, times: event.body as Times }
    case 'DerivativeMade/1': {
      const made = event.body as Derivative
      const others = state.derivatives.filter((one) => one.kind !== made.kind || one.position !== made.position)
      return { ...state, derivatives: [...others, made] }
    }
    case 'StretchesFound/1':
      return { ...state, stretches: (event.body as Body<'StretchesFound/1'>).stretches }
    case 'DerivationFailed/1':
      return { ...state, failed: [...state.failed, event.body as Body<'DerivationFailed/1'>] }
    case 'MarkerAdded/1':
      return { ...state, markers: [...state.markers, { ...(event.body as Body<'MarkerAdded/1'>), ...signed }] }
    case 'MarkerWithdrawn/1': {
      const { marker } = event.body as Body<'MarkerWithdrawn/1'>
      return { ...state, markers: state.markers.filter((one) => one.marker !== marker) }
    }
    case 'AnnotationAdded/1':
      return {
        ...state,
        annotations: [...state.annotations, { ...(event.body as Body<'AnnotationAdded/1'>), ...signed }],
      }
    case 'OfficerAnnotated/1':
      return {
        ...state,
        officerNotes: [...state.officerNotes, { ...(event.body as Body<'OfficerAnnotated/1'>), ...signed }],
      }
    case 'InterruptionExplained/1':
      return { ...state, statements: [...state.statements, { ...(event.body as InterruptionStatement), ...signed }] }
    case 'HandoverExplained/1':
      return { ...state, away: { ...(event.body as HandoverExplanation), ...signed } }
    default:
      return state
  }
}

/** Who recorded it: the last reasoned annotation, else the device's holder at that time. */
export const officerOf = (state: RecordingState): string | undefined =>
  state.officerNotes.at(-1)?.officer ?? state.arrival.officer
