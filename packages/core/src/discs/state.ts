import type { CalendarDate } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { z } from 'zod'
import type { discEvents, DiscImage, DiscOrder } from './events.ts'

type Body<K extends keyof typeof discEvents> = z.infer<(typeof discEvents)[K]>
export type Burnt = Body<'DiscBurnt/1'>['burnt']
export type Checked = Body<'DiscChecked/1'>['checked']

/**
 * `ordered`: the image is not made yet. `failed`: it never will be. `image`: to be burnt. `kept`: burnt. `lost`, `broken`:
 * it no longer counts.
 */
export type DiscStands = 'ordered' | 'failed' | 'image' | 'kept' | 'lost' | 'broken'

/** A disc that was lent, until it is back. */
export interface DiscLoan extends Body<'DiscLent/1'> {
  readonly lent: Signed
  readonly back?: Signed & { readonly condition: string }
}

/** The loan that it is out on. */
export const loanOut = ({ loans = [] }: Pick<DiscState, 'loans'>): DiscLoan | undefined =>
  loans.find((one) => !one.back)

/** One disc, from its number to its end. */
export interface DiscState extends DiscOrder {
  readonly ordered: Signed
  readonly image?: DiscImage & Signed
  readonly failed?: Signed & { readonly said: string }
  readonly burnt?: Signed & { readonly burnt: Burnt }
  /** Tries that came to nothing. */
  readonly burnFailures: readonly (Signed & { readonly said: string })[]
  readonly checks: readonly (Signed & { readonly checked: Checked })[]
  readonly place?: string
  readonly loans?: readonly DiscLoan[]
  readonly nextCheck?: CalendarDate
  readonly gone?: Signed & { readonly how: 'lost' | 'broken'; readonly reason: string }
}

export const isWhole = (checked: Checked): boolean => (checked.how === 'said' ? checked.whole : checked.read.same)

export function standsAs({ image, failed, burnt, gone }: DiscState): DiscStands {
  if (gone) return gone.how
  if (failed) return 'failed'
  if (burnt) return 'kept'
  return image ? 'image' : 'ordered'
}

/** Whether the last look at it found it otherwise than it was burnt. */
export const isDamaged = ({ checks }: DiscState): boolean => {
  const last = checks.at(-1)
  return last !== undefined && !isWhole(last.checked)
}

export function evolve(state: DiscState | undefined, event: EventOf<typeof discEvents>): DiscState | undefined {
  if (event.kind === 'DiscOrdered/1') return { ...event.body, ordered: signed(event), burnFailures: [], checks: [] }
  if (!state) return undefined
  const by = signed(event)
  switch (event.kind) {
    case 'DiscImageMade/1':
      return { ...state, image: { ...event.body, ...by } }
    case 'DiscImageFailed/1':
      return { ...state, failed: { ...event.body, ...by } }
    case 'DiscBurnt/1': {
      const { burnt, place, nextCheck } = event.body
      return { ...state, burnt: { burnt, ...by }, place, nextCheck }
    }
    case 'DiscBurnFailed/1':
      return { ...state, burnFailures: [...state.burnFailures, { ...event.body, ...by }] }
    case 'DiscChecked/1': {
      const { checked, nextCheck } = event.body
      return { ...state, checks: [...state.checks, { checked, ...by }], ...(nextCheck && { nextCheck }) }
    }
    case 'DiscMoved/1':
      return { ...state, place: event.body.place }
    case 'DiscLent/1':
      return { ...state, loans: [...(state.loans ?? []), { ...event.body, lent: by }] }
    case 'DiscGivenBack/1': {
      const { loan, condition } = event.body
      const back = { ...by, condition }
      return { ...state, loans: (state.loans ?? []).map((one) => (one.loan === loan ? { ...one, back } : one)) }
    }
    case 'DiscGone/1':
      return { ...state, gone: { ...event.body, ...by } }
  }
}
