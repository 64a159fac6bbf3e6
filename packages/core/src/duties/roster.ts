import { z } from 'zod'
import { CalendarDate, dayOf, Instant, instantOf, millisecondsOf, type Obstacle, text } from '../kernel/index.ts'
import {
  type Decider,
  gathered,
  type HappeningOf,
  type Moment,
  type Signed,
  signed,
  type StreamOf,
} from '../stream/index.ts'

/** From when to when somebody is on duty. */
export const Turn = z.object({ person: z.uuid(), start: Instant, end: Instant })
export type Turn = z.infer<typeof Turn>

/** Everybody of a unit who is on duty in turns that begin on that day; nobody, where there are none. */
export const RosterFacts = z.object({ unit: z.uuid(), day: CalendarDate, turns: z.array(Turn).max(500) })
export type RosterFacts = z.infer<typeof RosterFacts>

export const rosterEvents = {
  'RosterEntered/1': RosterFacts,
  /** The turns as they are now; what they were stays in the journal. */
  'RosterChanged/1': RosterFacts.pick({ turns: true }).extend({ reason: z.string().trim().min(2).max(500) }),
} as const

export interface Roster extends RosterFacts {
  readonly entered: Signed
  readonly changed?: Signed & { readonly reason: string }
}

export type RosterCommand =
  | { readonly do: 'enter'; readonly facts: RosterFacts }
  | { readonly do: 'change'; readonly turns: readonly Turn[]; readonly reason: string | undefined }

export interface RosterContext extends Moment {
  /** Names of the unit's people by id. */
  readonly people?: ReadonlyMap<string, string>
  readonly day?: CalendarDate
}

const DAY = 86_400_000

const one = (code: string, zh: string, en: string, field = 'turns'): Obstacle => ({
  code,
  message: text(zh, en),
  field,
})

function turnObstacles(turns: readonly Turn[], day: CalendarDate, people: ReadonlyMap<string, string>): Obstacle[] {
  return turns.flatMap((turn, i): Obstacle[] => {
    const [from, to] = [millisecondsOf(turn.start), millisecondsOf(turn.end)]
    const name = people.get(turn.person)
    if (name === undefined) return [one('turn-stranger', '其中有人不是本单位人员', 'Somebody in it is not of the unit')]
    const overlaps = turns.some(
      (other, n) => n < i && other.person === turn.person && other.start < turn.end && turn.start < other.end,
    )
    return [
      ...(to > from && to - from <= DAY
        ? []
        : [
            one(
              'turn-length',
              `${name}的班次要有起有止，不超过二十四小时`,
              `The turn of ${name} has to end after it begins, within twenty-four hours`,
            ),
          ]),
      ...(dayOf(turn.start) === day
        ? []
        : [one('turn-day', `${name}的班次不在 ${day} 开始`, `The turn of ${name} does not begin on ${day}`)]),
      ...(overlaps ? [one('turn-twice', `${name}的两个班次重叠`, `Two turns of ${name} overlap`)] : []),
    ]
  })
}

export const rosterDecider: Decider<Roster, RosterCommand, typeof rosterEvents, RosterContext> = {
  evolve(state, event) {
    if (event.kind === 'RosterEntered/1') return { ...event.body, entered: signed(event) }
    if (!state) return undefined
    const { turns, reason } = event.body
    return { ...state, turns, changed: { ...signed(event), reason } }
  },
  obstacles(_state, command, context) {
    const [people, day] = [gathered(context.people, 'people'), gathered(context.day, 'day')]
    const turns = command.do === 'enter' ? command.facts.turns : command.turns
    return [
      ...(command.do === 'change' && command.reason === undefined
        ? [
            one(
              'roster-there',
              '这一天的排班已经登记：改动要写明原因，原来的排班留在流水里',
              'A roster of that day is there: say why it changes; what it was stays in the journal',
              'reason',
            ),
          ]
        : []),
      ...turnObstacles(turns, day, people),
    ]
  },
  decide: (_state, command): readonly HappeningOf<typeof rosterEvents>[] =>
    command.do === 'enter'
      ? [{ kind: 'RosterEntered/1', body: command.facts }]
      : [{ kind: 'RosterChanged/1', body: { turns: [...command.turns], reason: command.reason ?? '' } }],
}

interface RosterColumns {
  readonly unit: string
  readonly day: CalendarDate
}

export const rosterStream = {
  prefix: 'roster',
  events: rosterEvents,
  decider: rosterDecider,
  table: { name: 'rosters', columns: ({ unit, day }: Roster): RosterColumns => ({ unit, day }) },
} as const satisfies StreamOf<Roster, typeof rosterEvents, RosterCommand, RosterContext>

/**
 * Whether what lies between two moments was on somebody's duty. `unknown`: no roster of that unit says, for that day or the
 * one before, whose turns may reach into it.
 */
export function dutyAt(
  rosters: readonly Pick<Roster, 'day' | 'turns'>[],
  person: string,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): 'on' | 'outside' | 'unknown' {
  const turns = rosters.flatMap((each) => each.turns).filter((turn) => turn.person === person)
  if (turns.some((turn) => turn.start < end && start < turn.end)) return 'on'
  const days = new Set(rosters.map((each) => each.day))
  const before = dayOf(instantOf(millisecondsOf(start) - DAY))
  return days.has(dayOf(start)) && days.has(before) ? 'outside' : 'unknown'
}
