import { type Obstacle, text } from '../kernel/index.ts'
import { type Decider, type EventOf, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import type { Carrier, KeepingFact, Kept } from './events.ts'
import { keepingFactEvents, retentionEvents } from './events.ts'
import { lengthens, longer } from './keeping.ts'

/** Something that keeps a recording whatever its term, until a second person lets it go. */
export interface Hold {
  readonly hold: string
  readonly reason: string
  readonly placed: Signed
  readonly released?: Signed & { readonly reason: string }
}

/** How one recording is kept. */
export interface RetentionState {
  /** The longest that was ever found. */
  readonly kept?: Kept
  /** When that was found. */
  readonly extended?: Signed
  readonly holds: readonly Hold[]
  readonly carriers: readonly (Carrier & Signed)[]
  /** By what list it was disposed of. */
  readonly disposal?: string
}

export type RetentionCommand =
  /** What the facts and rules of now lead to. */
  | { readonly do: 'extend'; readonly kept: Kept }
  | { readonly do: 'hold'; readonly hold: string; readonly reason: string }
  | { readonly do: 'release'; readonly hold: string; readonly reason: string }
  | { readonly do: 'record-carrier'; readonly carrier: Carrier }
  | { readonly do: 'end'; readonly disposal: string }
  | { readonly do: 'begin-anew'; readonly arrival: string }

const none: RetentionState = { holds: [], carriers: [] }

function evolve(before: RetentionState | undefined, event: EventOf<typeof retentionEvents>): RetentionState {
  const state = before ?? none
  const by = signed(event)
  switch (event.kind) {
    case 'KeepingExtended/1':
      return { ...state, kept: state.kept ? longer(state.kept, event.body) : event.body, extended: by }
    case 'HoldPlaced/1':
      return { ...state, holds: [...state.holds, { ...event.body, placed: by }] }
    case 'HoldReleased/1': {
      const { hold, reason } = event.body
      return {
        ...state,
        holds: state.holds.map((one) => (one.hold === hold ? { ...one, released: { ...by, reason } } : one)),
      }
    }
    case 'CarrierRecorded/1':
      return { ...state, carriers: [...state.carriers, { ...event.body, ...by }] }
    case 'KeepingEnded/1':
      return { ...state, disposal: event.body.disposal }
    case 'KeepingBegunAnew/1': {
      const { disposal: _over, ...rest } = state
      return rest
    }
    default:
      return state
  }
}

const one = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

const GONE = one('recording-disposed', '这份音像已经依法销毁', 'This recording was lawfully disposed of')

/** Holds that nobody has let go. */
export const holding = ({ holds }: RetentionState): readonly Hold[] => holds.filter((each) => !each.released)

export const retentionDecider: Decider<RetentionState, RetentionCommand, typeof retentionEvents, Moment> = {
  evolve,
  obstacles(state = none, command, { actor }) {
    if (command.do === 'begin-anew') return []
    if (state.disposal !== undefined) return command.do === 'end' || command.do === 'extend' ? [] : [GONE]
    switch (command.do) {
      case 'hold':
        return state.holds.some((each) => each.hold === command.hold)
          ? [one('key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')]
          : []
      case 'release': {
        const hold = state.holds.find((each) => each.hold === command.hold)
        if (!hold || hold.released)
          return [one('hold-over', '没有这一项暂停处置，或者已经解除', 'There is no such hold, or it was let go')]
        return hold.placed.by === actor
          ? [
              one(
                'own-hold',
                '暂停处置由设置人以外的人解除',
                'A hold is let go by somebody other than whoever placed it',
              ),
            ]
          : []
      }
      case 'end':
        return holding(state).length > 0
          ? [one('held', '有暂停处置，不能销毁', 'It is under a hold and cannot be disposed of')]
          : []
      default:
        return []
    }
  },
  decide(state, command) {
    switch (command.do) {
      case 'extend':
        if (state?.disposal !== undefined || !lengthens(state?.kept, command.kept)) return []
        return [{ kind: 'KeepingExtended/1', body: state?.kept ? longer(state.kept, command.kept) : command.kept }]
      case 'hold':
        return [{ kind: 'HoldPlaced/1', body: { hold: command.hold, reason: command.reason } }]
      case 'release':
        return [{ kind: 'HoldReleased/1', body: { hold: command.hold, reason: command.reason } }]
      case 'record-carrier':
        return [{ kind: 'CarrierRecorded/1', body: command.carrier }]
      case 'end':
        return state?.disposal === undefined ? [{ kind: 'KeepingEnded/1', body: { disposal: command.disposal } }] : []
      case 'begin-anew':
        return state?.disposal === undefined ? [] : [{ kind: 'KeepingBegunAnew/1', body: { arrival: command.arrival } }]
    }
  },
}

/** What lists of what is kept are filtered by. */
const columns = (state: RetentionState) => ({
  class: state.kept?.class ?? null,
  until: state.kept?.until ?? null,
  for_good: state.kept?.forGood === true,
  held: holding(state).length > 0,
  wants_carrier: (state.kept?.carriers ?? []).length > 0 && state.carriers.length === 0,
  disposal: state.disposal ?? null,
})

/** By the id of the recording. */
export const retentionStream = {
  prefix: 'retention',
  events: retentionEvents,
  decider: retentionDecider,
  table: { name: 'retentions', columns },
} as const satisfies StreamOf<RetentionState, typeof retentionEvents, RetentionCommand, Moment>

/** A fact and who registered it when. */
export type RegisteredFact = KeepingFact & Signed

interface RegisterFact {
  readonly do: 'register'
  readonly fact: KeepingFact
}

const factDecider: Decider<RegisteredFact, RegisterFact, typeof keepingFactEvents, Moment> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (state) =>
    state ? [one('key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')] : [],
  decide: (_state, { fact }) => [{ kind: 'KeepingFactRegistered/1', body: fact }],
}

export const keepingFactStream = {
  prefix: 'keeping-fact',
  events: keepingFactEvents,
  decider: factDecider,
  table: {
    name: 'keeping_facts',
    columns: ({ about, trigger }: RegisteredFact) => ({ about_kind: about.kind, about_id: about.id, trigger }),
  },
} as const satisfies StreamOf<RegisteredFact, typeof keepingFactEvents, RegisterFact, Moment>
