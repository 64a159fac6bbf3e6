import { type Instant, instantOf, millisecondsOf } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { requestEvents } from './events.ts'
import type { RequestAsked } from './events.ts'
import { isOutside } from './purposes.ts'

type Body<K extends keyof typeof requestEvents> = Extract<EventOf<typeof requestEvents>, { kind: K }>['body']

export interface GrantUse extends Signed {
  readonly recording: string
  readonly what: Body<'GrantUsed/1'>['what']
  readonly looker?: string
}

/** A request and what has become of it. */
export interface RequestState extends RequestAsked {
  readonly asked: Signed
  readonly emergency: boolean
  readonly putUp?: Body<'RequestPutUp/1'>
  readonly granted?: Signed & Body<'RequestGranted/1'>
  readonly refused?: Signed & { readonly reason: string }
  readonly withdrawn?: Signed & { readonly reason: string }
  readonly ended?: Signed & Body<'GrantEnded/1'>
  readonly reviewed?: Signed & Body<'EmergencyReviewed/1'>
  readonly uses: readonly GrantUse[]
  /** Copies that were made under it, by their marks. */
  readonly marks?: readonly (Signed & Body<'CopiesMarked/1'>)[]
}

/** `entered`: nobody is asked yet, since the bureau has not named who approves. */
export type RequestStands = 'entered' | 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended'

export function evolveRequest(
  state: RequestState | undefined,
  event: EventOf<typeof requestEvents>,
): RequestState | undefined {
  const by = signed(event)
  if (event.kind === 'RequestAsked/1') return { ...event.body, asked: by, emergency: false, uses: [] }
  if (event.kind === 'LookedInEmergency/1') {
    const { until, times, ...told } = event.body
    const granted = { ...by, until, citations: [] }
    return { ...told, use: 'look', whom: 'work', days: 1, times, asked: by, emergency: true, granted, uses: [] }
  }
  if (!state) return undefined
  switch (event.kind) {
    case 'RequestPutUp/1':
      return { ...state, putUp: event.body }
    case 'RequestGranted/1':
      return { ...state, granted: { ...by, ...event.body } }
    case 'RequestRefused/1':
      return { ...state, refused: { ...by, ...event.body } }
    case 'RequestWithdrawn/1':
      return { ...state, withdrawn: { ...by, ...event.body } }
    case 'GrantEnded/1':
      return { ...state, ended: { ...by, ...event.body } }
    case 'EmergencyReviewed/1':
      return { ...state, reviewed: { ...by, ...event.body } }
    case 'CopiesMarked/1':
      return { ...state, marks: [...(state.marks ?? []), { ...by, ...event.body }] }
    case 'GrantUsed/1': {
      const { recording, what, looker } = event.body
      return { ...state, uses: [...state.uses, { ...by, recording, what, ...(looker !== undefined && { looker }) }] }
    }
    default:
      return state
  }
}

export function requestStands(state: RequestState): RequestStands {
  if (state.withdrawn) return 'withdrawn'
  if (state.refused) return 'refused'
  if (state.ended) return 'ended'
  if (state.granted) return 'granted'
  return state.putUp ? 'asked' : 'entered'
}

/**
 * It was granted with nobody having agreed, for somebody of outside: that they ask at all, and by what letter, is so far what
 * whoever entered it says.
 */
export const isByClaim = ({ whom, granted, putUp }: RequestState): boolean =>
  isOutside(whom) && granted !== undefined && putUp === undefined

/** How long one use lasts: what is opened again within it, or goes on playing, is the same use. */
export const USE_LASTS = 2 * 3_600_000

/** Whether a use of this recording by this person goes on, so that no further one is counted. */
export const isRunning = (state: RequestState, actor: string, recording: string, at: Instant): boolean =>
  state.uses.some(
    (one) => one.recording === recording && one.by === actor && at < instantOf(millisecondsOf(one.at) + USE_LASTS),
  )

/** How often it may still be used for this recording. */
export const usesLeft = ({ times, uses, each }: RequestState, recording: string): number =>
  Math.max(0, times - uses.filter((one) => !each || one.recording === recording).length)

/** The same of whichever of its recordings was used most. */
export const leastUsesLeft = (state: RequestState): number =>
  Math.min(...state.recordings.map((one) => usesLeft(state, one)))
