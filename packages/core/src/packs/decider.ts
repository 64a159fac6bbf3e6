import { dateOf, type HolidayYear, numberOf } from '../calendar/index.ts'
import { type CalendarDate, type Citation, dayOf, type Obstacle, text } from '../kernel/index.ts'
import type { ActAttribute } from '../policy/index.ts'
import { type Decider, gathered, type Moment } from '../stream/index.ts'
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
import {
  backdatingObstacles,
  type CalendarState,
  catalogueObstacles,
  choiceObstacles,
  choiceOn,
  decisionObstacles,
  evolveCalendar,
  evolveRuleSet,
  type RuleSetState,
  unitDecisionOn,
} from './state.ts'

/** What the bureau chooses and decides. Without a day, a choice counts from today, and a decision from its own first day. */
export type RuleSetCommand =
  | { readonly do: 'choose'; readonly choice: RuleSetChoice }
  | { readonly do: 'decide'; readonly decision: SettingDecision }
  | { readonly do: 'decide-for-unit'; readonly decision: UnitDecision }
  | { readonly do: 'decide-mandatory'; readonly decision: MandatoryDecision }
  | { readonly do: 'add-kind'; readonly kind: ActivityKind }
  | { readonly do: 'adopt-catalogue'; readonly adoption: CatalogueAdoption }

export interface RuleSetContext extends Moment {
  /** To decide for a unit: settings that the instruments leave to each. */
  readonly leftToUnits?: readonly string[]
  /** And the article by which this one is none of them. */
  readonly boundBy?: Citation | undefined
  /** To decide on a kind of activity: whether the instruments leave other acts to the bureau on its first day. */
  readonly otherActs?: boolean
  /** And what they have to be like, by this article. */
  readonly attributes?:
    | { readonly wanted: readonly ActAttribute[]; readonly citation?: Citation | undefined }
    | undefined
}

export const ruleSetDecider: Decider<RuleSetState, RuleSetCommand, typeof ruleSetEvents, RuleSetContext> = {
  evolve: evolveRuleSet,
  obstacles(state, command, context) {
    const today = dayOf(context.at)
    switch (command.do) {
      case 'choose':
        return choiceObstacles(state, command.choice.from, today)
      case 'decide': {
        const { key, from } = command.decision
        return choiceOn(state, from) ? decisionObstacles(state, key, from, today) : [ruleSetOpen(from)]
      }
      case 'decide-for-unit': {
        const { unit, key, from } = command.decision
        if (!gathered(context.leftToUnits, 'leftToUnits').includes(key)) return [notLeftToUnits(context.boundBy)]
        if (choiceOn(state, from) === undefined) return [ruleSetOpen(from)]
        return backdatingObstacles(unitDecisionOn(state, unit, key, from), from, today)
      }
      case 'adopt-catalogue':
        return catalogueObstacles(state, command.adoption.from, today)
      case 'add-kind': {
        const { kind, from, name } = command.kind
        const known = state?.ownKinds ?? []
        return [
          ...(from <= today ? [notBack] : []),
          ...(gathered(context.otherActs, 'otherActs') ? [] : [noOtherActs]),
          ...attributeObstacles({ ...command.kind, required: true }, context.attributes),
          ...(known.some((one) => one.kind === kind || one.name === name) ? [kindThere] : []),
        ]
      }
      case 'decide-mandatory':
        return [
          ...(command.decision.from <= today ? [notBack] : []),
          ...(gathered(context.otherActs, 'otherActs') ? [] : [noOtherActs]),
          ...attributeObstacles(command.decision, context.attributes),
        ]
    }
  },
  decide(_state, command) {
    switch (command.do) {
      case 'choose':
        return [{ kind: 'RuleSetChosen/1', body: command.choice }]
      case 'decide':
        return [{ kind: 'SettingDecided/1', body: command.decision }]
      case 'decide-for-unit':
        return [{ kind: 'SettingDecidedForUnit/1', body: command.decision }]
      case 'decide-mandatory':
        return [{ kind: 'MandatoryDecided/1', body: command.decision }]
      case 'add-kind':
        return [{ kind: 'ActivityKindAdded/1', body: command.kind }]
      case 'adopt-catalogue':
        return [{ kind: 'CatalogueAdopted/1', body: command.adoption }]
    }
  },
}

export const dayAfter = (day: CalendarDate): CalendarDate => dateOf(numberOf(day) + 1)

/** From when a decision counts unless told: what was open, for as long as the packs have; what was decided, from tomorrow. */
export function firstDayOfSetting(
  state: RuleSetState | undefined,
  key: string,
  today: CalendarDate,
  unit?: string,
): CalendarDate {
  const before = unit === undefined ? state?.decisions : state?.ofUnits?.filter((one) => one.unit === unit)
  const decided = (before ?? []).some((one) => one.key === key && dayOf(one.at) < today)
  return decided ? dayAfter(today) : (choiceOn(state, today)?.from ?? today)
}

const ruleSetOpen = (day: CalendarDate): Obstacle => ({
  code: 'rule-set-open',
  message: text(`${day} 这一天还没有选定制度，请先选定`, `No packs are chosen for ${day}: choose them first`),
  field: 'from',
})

const notLeftToUnits = (citation: Citation | undefined): Obstacle => ({
  code: 'not-left-to-units',
  message: text(
    '这一项制度没有交给各区（大队）自行确定，全局一律按条文和本局的规定办理',
    'The instrument does not leave this to the districts: the article and what the bureau decided count for all of them',
  ),
  field: 'key',
  ...(citation && { citation }),
})

const notBack: Obstacle = {
  code: 'not-back',
  message: text(
    '只能从明天起或以后的日子起算，已经过去的和今天的活动不追溯',
    'It counts from tomorrow or a later day: what was done before is judged by what stood then',
  ),
  field: 'from',
}

function attributeObstacles(
  { required, attributes = [] }: Pick<MandatoryDecision, 'required' | 'attributes'>,
  asked: RuleSetContext['attributes'],
): Obstacle[] {
  if (!required || !asked || asked.wanted.every((one) => attributes.includes(one))) return []
  return [
    {
      code: 'attributes-missing',
      message: text(
        '这一条只管直接接触行政相对人、可能引发争议和冲突的环节：两项都要确认',
        'The article reaches acts in direct contact with the party that may come to dispute or conflict: both have to be said of it',
      ),
      field: 'attributes',
      ...(asked.citation && { citation: asked.citation }),
    },
  ]
}

const kindThere: Obstacle = {
  code: 'kind-there',
  message: text('已经有这一类活动', 'There is such a kind already'),
  field: 'name',
}

const noOtherActs: Obstacle = {
  code: 'no-other-acts',
  message: text(
    '本局执行的制度没有“其他应当录制的行为”，不能另行规定',
    'The instruments the bureau runs on have no other acts recorded, so none can be added',
  ),
  field: 'activity',
}

/** The year of working days in a file. */
export interface LoadYear {
  readonly do: 'load'
  readonly fileName: string
  readonly calendar: HolidayYear
}

export const calendarDecider: Decider<CalendarState, LoadYear, typeof calendarEvents, Moment> = {
  evolve: evolveCalendar,
  obstacles: () => [],
  decide: (_state, { fileName, calendar }) => [{ kind: 'CalendarLoaded/1', body: { fileName, calendar } }],
}
