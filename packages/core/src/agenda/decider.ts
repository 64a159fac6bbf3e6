import { type CalendarDate, dayOf, type Obstacle, type Sha256, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed } from '../stream/index.ts'
import type { feedKeyEvents } from './events.ts'

/** A key, and what has become of it. */
export interface FeedKey {
  readonly person: string
  readonly digest: Sha256
  readonly made: Signed
  readonly revoked?: Signed
  /** The last day on which a program asked with it. */
  readonly pulledOn?: CalendarDate
}

export type FeedKeyCommand =
  | { readonly do: 'make'; readonly person: string; readonly digest: Sha256 }
  | { readonly do: 'revoke' }
  | { readonly do: 'pull' }

export const feedKeyDecider: Decider<FeedKey, FeedKeyCommand, typeof feedKeyEvents, Moment> = {
  evolve(state, event) {
    if (event.kind === 'FeedKeyMade/1') return { ...event.body, made: signed(event) }
    if (state === undefined) return undefined
    if (event.kind === 'FeedKeyRevoked/1') return { ...state, revoked: signed(event) }
    return { ...state, pulledOn: event.body.on }
  },
  obstacles: (state, command) => (command.do === 'pull' && begun(state).revoked !== undefined ? [revoked] : []),
  decide(state, command, { at }) {
    switch (command.do) {
      case 'make':
        return [{ kind: 'FeedKeyMade/1', body: { person: command.person, digest: command.digest } }]
      case 'revoke':
        return begun(state).revoked === undefined ? [{ kind: 'FeedKeyRevoked/1', body: {} }] : []
      case 'pull':
        return begun(state).pulledOn === dayOf(at) ? [] : [{ kind: 'FeedPulled/1', body: { on: dayOf(at) } }]
    }
  },
}

const revoked: Obstacle = {
  code: 'feed-key-revoked',
  message: text('这个日历订阅地址已经作废', 'This calendar address was revoked'),
}
