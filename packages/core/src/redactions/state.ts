import type { z } from 'zod'
import type { Instant, Sha256 } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { RedactedCopy, redactionEvents } from './events.ts'
import type { RedactionPlan } from './plan.ts'

type Body<K extends keyof typeof redactionEvents> = z.infer<(typeof redactionEvents)[K]>

export interface PlainCopyAsk {
  readonly ask: string
  readonly reason: string
  readonly recipient: string
  readonly asked: Signed
  readonly decided?: Signed & {
    readonly granted: boolean
    readonly reason: string
    readonly until?: Instant | undefined
  }
  readonly taken: readonly Signed[]
}

export interface RedactionState {
  readonly recording: string
  readonly original: Sha256
  readonly plan: RedactionPlan
  /** Who drew it, the last to change it first. */
  readonly drawn: readonly Signed[]
  readonly copy?: RedactedCopy & Signed
  readonly failed?: Signed & { readonly said: string }
  readonly review?: Signed & Body<'RedactionReviewed/1'>
  readonly approved?: Signed & Body<'RedactionApproved/1'>
  readonly plain: readonly PlainCopyAsk[]
}

export type RedactionStands = 'draft' | 'rendered' | 'returned' | 'reviewed' | 'approved'

export function standsAs({ copy, review, approved }: RedactionState): RedactionStands {
  if (approved) return 'approved'
  if (review) return review.fine ? 'reviewed' : 'returned'
  return copy ? 'rendered' : 'draft'
}

export function evolve(
  state: RedactionState | undefined,
  event: EventOf<typeof redactionEvents>,
): RedactionState | undefined {
  const by = signed(event)
  if (event.kind === 'RedactionDrafted/1') return { ...event.body, drawn: [by], plain: [] }
  if (!state) return undefined
  switch (event.kind) {
    case 'RedactionChanged/1': {
      const { recording, original, plain, drawn } = state
      return { recording, original, plain, plan: event.body.plan, drawn: [by, ...drawn] }
    }
    case 'RedactionRendered/1': {
      const { failed: _failed, ...rest } = state
      return { ...rest, copy: { ...event.body, ...by } }
    }
    case 'RedactionFailed/1':
      return { ...state, failed: { ...event.body, ...by } }
    case 'RedactionReviewed/1':
      return { ...state, review: { ...event.body, ...by } }
    case 'RedactionApproved/1':
      return { ...state, approved: { ...event.body, ...by } }
    case 'PlainCopyAsked/1':
      return { ...state, plain: [...state.plain, { ...event.body, asked: by, taken: [] }] }
    case 'PlainCopyDecided/1': {
      const { ask, ...decided } = event.body
      return ofAsk(state, ask, (one) => ({ ...one, decided: { ...decided, ...by } }))
    }
    case 'PlainCopyTaken/1':
      return ofAsk(state, event.body.ask, (one) => ({ ...one, taken: [...one.taken, by] }))
  }
}

const ofAsk = (state: RedactionState, ask: string, change: (one: PlainCopyAsk) => PlainCopyAsk): RedactionState => ({
  ...state,
  plain: state.plain.map((one) => (one.ask === ask ? change(one) : one)),
})
