import { type Catalogue, joinCatalogues } from '../causes/index.ts'
import type { HolidayYear } from '../calendar/index.ts'
import { type CalendarDate, dayOf, type Obstacle, text } from '../kernel/index.ts'
import type { Activity, RuleSet } from '../policy/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type {
  ActivityKind,
  calendarEvents,
  CatalogueAdoption,
  MandatoryDecision,
  RuleSetChoice,
  ruleSetEvents,
  SettingDecision,
  UnitDecision,
} from './events.ts'

/** Everything the bureau ever chose and decided, in the order it was done. */
export interface RuleSetState {
  readonly choices: readonly (RuleSetChoice & Signed)[]
  readonly decisions: readonly (SettingDecision & Signed)[]
  /** What units decided for themselves; absent while none has. */
  readonly ofUnits?: readonly (UnitDecision & Signed)[]
  /** Kinds of activity the bureau has recorded besides; absent while it decided on none. */
  readonly mandatory?: readonly (MandatoryDecision & Signed)[]
  /** Kinds of activity of its own; absent while it has added none. */
  readonly ownKinds?: readonly (ActivityKind & Signed)[]
  /** Files of its own catalogue; absent while it has adopted none. */
  readonly catalogues?: readonly (CatalogueAdoption & Signed)[]
}

/** What the events of the `rule-set:` stream leave behind. */
export function evolveRuleSet(
  state: RuleSetState | undefined,
  event: EventOf<typeof ruleSetEvents>,
): RuleSetState | undefined {
  const before: RuleSetState = state ?? { choices: [], decisions: [] }
  const { choices, decisions, ofUnits = [], mandatory = [], ownKinds = [], catalogues = [] } = before
  const by = signed(event)
  switch (event.kind) {
    case 'RuleSetChosen/1':
      return { ...before, choices: [...choices, { ...event.body, ...by }] }
    case 'SettingDecided/1':
      return { ...before, decisions: [...decisions, { ...event.body, ...by }] }
    case 'SettingDecidedForUnit/1':
      return { ...before, ofUnits: [...ofUnits, { ...event.body, ...by }] }
    case 'MandatoryDecided/1':
      return { ...before, mandatory: [...mandatory, { ...event.body, ...by }] }
    case 'ActivityKindAdded/1':
      return { ...before, ownKinds: [...ownKinds, { ...event.body, ...by }] }
    case 'CatalogueAdopted/1':
      return { ...before, catalogues: [...catalogues, { ...event.body, ...by }] }
    default:
      return state
  }
}

/** The years a bureau has read in itself, the last reading of each. */
export interface CalendarState {
  readonly years: readonly ({ readonly fileName: string; readonly calendar: HolidayYear } & Signed)[]
}

/** What the events of the `calendar:` stream leave behind. */
export function evolveCalendar(state: CalendarState | undefined, event: EventOf<typeof calendarEvents>): CalendarState {
  const others = (state?.years ?? []).filter((one) => one.calendar.year !== event.body.calendar.year)
  return { years: [...others, { ...event.body, ...signed(event) }] }
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

/** What a unit has decided for itself about a setting, as it counts on a day. */
export const unitDecisionOn = (
  state: RuleSetState | undefined,
  unit: string,
  key: string,
  day: CalendarDate,
): (UnitDecision & Signed) | undefined =>
  standingOf(
    (state?.ofUnits ?? []).filter((one) => one.unit === unit && one.key === key),
    day,
  )

/** The kinds of activity the bureau itself has recorded on a day. */
export function mandatoryOn(state: RuleSetState | undefined, day: CalendarDate): Activity[] {
  const all = state?.mandatory ?? []
  const kinds = [...new Set(all.map((one) => one.activity))]
  return kinds.filter(
    (kind) =>
      standingOf(
        all.filter((one) => one.activity === kind),
        day,
      )?.required === true,
  )
}

/** Catalogues by the files that they are of: they are asked for each day anew, and change with a new file only. */
const known = new WeakMap<NonNullable<RuleSetState['catalogues']>, Map<string, Catalogue>>()

/** The rows of the bureau's own that count on a day, a later file's in the place of an earlier one's; undefined without any. */
export function catalogueOn(state: RuleSetState | undefined, day: CalendarDate): Catalogue | undefined {
  const all = state?.catalogues ?? []
  const counting = all.filter((one) => one.from <= day)
  if (counting.length === 0) return undefined
  const made = known.get(all) ?? new Map<string, Catalogue>()
  known.set(all, made)
  const key = counting.map((one) => one.at).join()
  const found =
    made.get(key) ??
    joinCatalogues(
      counting.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)).map(({ rows }) => rows),
    )
  made.set(key, found)
  return found
}

/** The pack of the national law, which is part of every rule set. */
export const NATIONAL = 'national'

/**
 * What the bureau runs on that day, the national law included; undefined while it has chosen no packs for it. `units`: as it
 * counts for a unit, the unit itself first and then those above it.
 */
export function ruleSetOn(
  state: RuleSetState | undefined,
  day: CalendarDate,
  units: readonly string[] = [],
): RuleSet | undefined {
  const choice = choiceOn(state, day)
  if (!choice) return undefined
  const keys = new Set([...(state?.decisions ?? []), ...(state?.ofUnits ?? [])].map((one) => one.key))
  const catalogue = catalogueOn(state, day)
  const own = (key: string) =>
    units.map((unit) => unitDecisionOn(state, unit, key, day)).find((one) => one !== undefined)
  const settings = [...keys].map((key) => [key, (own(key) ?? decisionOn(state, key, day))?.value] as const)
  return {
    packs: [NATIONAL, ...choice.packs],
    settings: Object.fromEntries(settings.filter(([, value]) => value !== undefined)),
    ...(choice.effective && { effective: choice.effective }),
    ...(catalogue && { catalogue }),
    ...(state?.mandatory && { mandatory: mandatoryOn(state, day) }),
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

/** For rows of a catalogue: the same of the file that stands on its first day. */
export const catalogueObstacles = (
  state: RuleSetState | undefined,
  from: CalendarDate,
  today: CalendarDate,
): Obstacle[] => backdatingObstacles(standingOf(state?.catalogues ?? [], from), from, today)
