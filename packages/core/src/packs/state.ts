import type { HolidayYear } from '../calendar/index.ts'
import { type CalendarDate, dayOf, type Instant, type Obstacle, text } from '../kernel/index.ts'
import type { RuleSet } from '../policy/index.ts'
import type { RuleSetChoice, SettingDecision } from './events.ts'

interface Happened {
  readonly kind: string
  readonly at: Instant
  readonly actor: string
  readonly body: unknown
}
interface Signed {
  readonly at: Instant
  readonly by: string
}

/** Everything the bureau ever chose and decided, in the order it was done. */
export interface RuleSetState {
  readonly choices: readonly (RuleSetChoice & Signed)[]
  readonly decisions: readonly (SettingDecision & Signed)[]
}

/** What the events of the `rule-set:` stream leave behind. */
export function foldRuleSet(state: RuleSetState | undefined, event: Happened): RuleSetState | undefined {
  const { choices, decisions } = state ?? { choices: [], decisions: [] }
  const signed = { at: event.at, by: event.actor }
  if (event.kind === 'RuleSetChosen/1')
    return { choices: [...choices, { ...(event.body as RuleSetChoice), ...signed }], decisions }
  if (event.kind === 'SettingDecided/1')
    return { choices, decisions: [...decisions, { ...(event.body as SettingDecision), ...signed }] }
  return state
}

/** The years a bureau has read in itself, the last reading of each. */
export interface CalendarState {
  readonly years: readonly ({ readonly fileName: string; readonly calendar: HolidayYear } & Signed)[]
}

/** What the events of the `calendar:` stream leave behind. */
export function foldCalendar(state: CalendarState | undefined, event: Happened): CalendarState | undefined {
  if (event.kind !== 'CalendarLoaded/1') return state
  const body = event.body as { readonly fileName: string; readonly calendar: HolidayYear }
  const others = (state?.years ?? []).filter((one) => one.calendar.year !== body.calendar.year)
  return { years: [...others, { ...body, at: event.at, by: event.actor }] }
}

/** Of several for the same day the one made last counts. */
const standingOf = <T extends { readonly from: CalendarDate }>(all: readonly T[], day: CalendarDate): T | undefined =>
  all.reduce<T | undefined>(
    (found, one) => (one.from <= day && one.from >= (found?.from ?? '') ? one : found),
    undefined,
  )

/** The choice that counts on a day; undefined while nothing is chosen for it. */
export const choiceOn = (
  state: RuleSetState | undefined,
  day: CalendarDate,
): RuleSetState['choices'][number] | undefined => standingOf(state?.choices ?? [], day)

/** The decision about a setting that counts on a day; undefined while it is open. */
export const decisionOn = (
  state: RuleSetState | undefined,
  key: string,
  day: CalendarDate,
): RuleSetState['decisions'][number] | undefined =>
  standingOf(
    (state?.decisions ?? []).filter((one) => one.key === key),
    day,
  )

/** The pack of the national law, which is part of every rule set. */
export const NATIONAL = 'national'

/** What the bureau runs on that day, the national law included; undefined while it has chosen no packs for it. */
export function ruleSetOn(state: RuleSetState | undefined, day: CalendarDate): RuleSet | undefined {
  const choice = choiceOn(state, day)
  if (!choice) return undefined
  const keys = new Set((state?.decisions ?? []).map((one) => one.key))
  const settings = [...keys].map((key) => [key, decisionOn(state, key, day)?.value] as const)
  return {
    packs: [NATIONAL, ...choice.packs],
    settings: Object.fromEntries(settings.filter(([, value]) => value !== undefined)),
    ...(choice.effective && { effective: choice.effective }),
  }
}

/**
 * What stands in the way of letting something count from that day on: days gone by were judged by what stood then, and
 * stay so. What was chosen or decided today may still be put right today.
 */
export function backdatingObstacles(
  standing: ({ readonly from: CalendarDate } & Signed) | undefined,
  from: CalendarDate,
  today: CalendarDate,
): Obstacle[] {
  if (!standing || from > today || dayOf(standing.at) >= today) return []
  const message = text(
    `${standing.from} 起已有规定在执行，已经过去的日子按当时的规定判定，不再改变。请选 ${today} 以后的日期`,
    `Something stands since ${standing.from}; days gone by were judged by it and stay so. Choose a day after ${today}`,
  )
  return [{ code: 'days-gone-by', message, field: 'from' }]
}

/** For a choice of packs: what {@link backdatingObstacles} says of the choice that stands on its first day. */
export const choiceObstacles = (state: RuleSetState | undefined, from: CalendarDate, today: CalendarDate): Obstacle[] =>
  backdatingObstacles(choiceOn(state, from), from, today)

/** For a setting: the same of the decision that stands on its first day. */
export const decisionObstacles = (
  state: RuleSetState | undefined,
  key: string,
  from: CalendarDate,
  today: CalendarDate,
): Obstacle[] => backdatingObstacles(decisionOn(state, key, from), from, today)
