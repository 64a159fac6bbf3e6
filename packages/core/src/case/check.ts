import { type DayCount, dayCounts } from '../calendar/index.ts'
import type { CalendarDate, Instant, Obstacle, Text } from '../kernel/index.ts'
import {
  after,
  allOf,
  ask,
  endsOf,
  inOrder,
  isAskedOfAct,
  instalmentsSet,
  isAfter,
  judge,
  lengthened,
  openOf,
  perRuleSet,
  periodNamed,
  rulesOf,
  rulesOn as rulesOfDay,
  stepsAt,
  isStoppedBy,
  stands,
  wasDone,
} from '../policy/index.ts'
import type {
  Condition,
  Done,
  Interval,
  Judged,
  Library,
  RuleSet,
  RulesOn,
  RuleUsed,
  Stopping,
  Story,
} from '../policy/index.ts'
import { Act, acts, comesUp, isOurs, isUndone, thingsOf } from '../procedure/index.ts'
import type { CaseTold } from '../procedure/index.ts'
import { surchargeOf } from './surcharge.ts'
import type { Surcharge, UntoldSurcharge } from './surcharge.ts'
import { transfersOf } from './transfers.ts'
import type { Transfer } from './transfers.ts'

/** A period that an act of the case started. */
export interface Clock {
  /** `changsha-county-2023/period-case` */
  readonly period: string
  readonly title: Text
  readonly startedBy: Done
  /** The act that ended it, in time or not. */
  readonly endedBy?: Done
  /** Absent where it cannot be told, and why then. */
  readonly last?: CalendarDate | Instant
  readonly blank?: readonly Obstacle[]
  readonly provisional: boolean
  /** The kinds of days, or hours, it is counted in: two where it was lengthened in another. Absent with `last`. */
  readonly counted?: readonly DayCount[]
  /** Days left out of the count, first and last included, and why: 鉴定. */
  readonly without?: readonly Interval[]
  /** What stops it still, so that its end moves on with every day: since when, and by which word of its text. */
  readonly stopped?: readonly Stopping[]
  /** It was lengthened by more than the law lets it be, and ends with the law: both texts. */
  readonly beyond?: readonly Obstacle[]
  /** An act that suspends something and does not stop this: its text does not name it. */
  readonly runsOn?: Done
  /** It is somebody else's time to use a right: nothing of ours is late when it has passed. */
  readonly right: boolean
  /** `overdue`: it is over and nothing ended it; `passed`: so is a right that others did not use. */
  readonly state: 'running' | 'overdue' | 'passed' | 'ended' | 'ended-late' | 'unknown'
  /** What happens by itself when it has passed. */
  readonly lapse?: Text
  /** It was lengthened, and the notice of that is not served: the new end is there, and the party does not know it. */
  readonly unserved?: Done
  /** So many calendar days before its end whoever has to do something is told; as the rules print it. */
  readonly warn?: number
  readonly used: readonly RuleUsed[]
}

/** What may be done next, or what stands in its way. */
export interface Next {
  readonly act: Act
  /** The act it would be about. */
  readonly of?: Done
  readonly state: 'open' | 'open-late' | 'waiting' | 'blocked'
  /** What stands in its way, known or not known to be there, and the marks it would bear. */
  readonly conditions: readonly Condition[]
  /** What the act itself has to tell before it is known to stand. */
  readonly asks: readonly Condition[]
  /** The first day on which all that only waits for time is met. */
  readonly earliest?: CalendarDate
}

export interface CaseChecked {
  readonly acts: readonly Judged[]
  readonly clocks: readonly Clock[]
  readonly next: readonly Next[]
  /** What a fine that was not paid in time costs more by that day; absent where none stands that was served. */
  readonly surcharge?: Surcharge | UntoldSurcharge
  /** What went to another authority, what is awaited of it, and what has changed since. */
  readonly transfers: readonly Transfer[]
  /** The day for which clocks and next acts are told. */
  readonly on: CalendarDate
}

/** What a case is judged by. */
export interface JudgedBy {
  readonly library: Library
  readonly ruleSet: RuleSet
}

/**
 * Each act of a case by the rules of its day and what came before it; the clocks it started; and what may come next on a
 * day, the last act's unless told. Throws Malformed where the telling contradicts itself, and as `rulesOn` does.
 */
export function checkCase(by: JudgedBy, told: CaseTold, asOf?: CalendarDate): CaseChecked {
  const rulesOn = byDay(by)
  const { acts, ...rest } = told
  let story: Story = { told: rest, effective: [], refused: [] }
  const judged: Judged[] = []
  for (const act of inOrder({ ...rest, acts })) {
    const found = judge({ act, story, rules: rulesOn(act.on), rulesOn, ask })
    judged.push(found)
    story = after(story, found)
  }
  const on = asOf ?? judged.at(-1)?.act.on
  if (on === undefined) return { acts: [], clocks: [], next: [], transfers: [], on: '1970-01-01' as CalendarDate }
  const surcharge = surchargeOf(story, on, rulesOn)
  const clocks = clocksOf(story, on, rulesOn)
  return {
    acts: judged,
    clocks,
    next: openOn(story, on, rulesOn),
    ...(surcharge && { surcharge }),
    transfers: transfersOf(story, on, rulesOn, clocks),
    on,
  }
}

type ByDay = (day: CalendarDate) => RulesOn

function byDay({ library, ruleSet }: JudgedBy): ByDay {
  const made = new Map<CalendarDate, RulesOn>()
  return (day) => {
    const known = made.get(day)
    if (known !== undefined) return known
    const rules = rulesOfDay(library, ruleSet, day)
    made.set(day, rules)
    return rules
  }
}

/**
 * Every period that acts of the story started, by the rules of the day that started it, as they stand on a day; those that
 * run in hours as at a minute of it, where one is told.
 */
export function clocksOf(story: Story, on: CalendarDate, rulesOn: ByDay, at?: string): readonly Clock[] {
  const clocks: Clock[] = []
  for (const from of story.effective) {
    if (wasUndone(from, story)) continue
    const rules = rulesOn(from.on)
    for (const id of periodsFrom(rules, from.act)) {
      clocks.push(...clocksFrom(id, from, story, { on, at }, rules))
    }
  }
  return clocks
}

/** Which periods an act starts, by the rules of a day. */
const periodsFrom = perRuleSet((rules, act: Act): readonly string[] => {
  const periods = rulesOf(rules, 'period').filter(({ rule }) => rule.startsOn?.includes(act))
  return [...new Set(periods.map(({ rule }) => rule.id))]
})

function clocksFrom(
  id: string,
  from: Done,
  story: Story,
  now: { readonly on: CalendarDate; readonly at: string | undefined },
  rules: RulesOn,
): readonly Clock[] {
  const standing = periodNamed(rules, id)
  if (standing?.rule.each === undefined) {
    const clock = clockOf(id, from, story, now, rules)
    return clock ? [clock] : []
  }
  const { rule, pack, used } = standing
  return instalmentsSet(from, story).map(({ number, on, amount, paidBy }): Clock => {
    const late = (paidBy?.on ?? now.on) > on
    return {
      period: `${pack.identity.id}/${rule.id}-${number}`,
      title: {
        zh: `${rule.title.zh}（第 ${number} 期，${amount} 元）`,
        en: `${rule.title.en} (number ${number}, ${amount} yuan)`,
      },
      startedBy: from,
      ...(paidBy && { endedBy: paidBy }),
      last: on,
      provisional: false,
      counted: ['calendar-day'],
      right: rule.right === true,
      state: paidBy ? (late ? 'ended-late' : 'ended') : late ? 'overdue' : 'running',
      used: [used],
    }
  })
}

function clockOf(
  id: string,
  from: Done,
  story: Story,
  now: { readonly on: CalendarDate; readonly at: string | undefined },
  rules: RulesOn,
): Clock | undefined {
  const standing = periodNamed(rules, id)
  // One counted back from an act is a condition of that act and no clock.
  if (standing?.rule.endsOn === undefined || standing.rule.direction === 'back') return undefined
  const { rule, pack } = standing
  const endsOn = standing.rule.endsOn
  if (
    rule.when !== undefined &&
    stands(rule.when, { act: from, story, rules, rulesOn: () => rules, ask }).met !== 'met'
  )
    return undefined
  const endedBy = allOf(story, endsOn).find(
    (one) =>
      one.order > from.order &&
      (acts[one.act].stage === acts[from.act].stage || !wasUndone(one, story)) &&
      (one.of === from.key || !isElsewhere(one, rule.startsOn ?? [], story)),
  )
  const ends = endsAfter(standing, from, story, rules, endedBy?.on ?? now.on)
  const head = {
    period: `${pack.identity.id}/${rule.id}`,
    title: rule.title,
    startedBy: from,
    right: rule.right === true,
    ...(endedBy && { endedBy }),
    ...(rule.lapse && { lapse: rule.lapse }),
    ...unservedOf(standing, from, story),
    ...(rule.warn !== undefined && { warn: rule.warn }),
  }
  if ('blank' in ends)
    return {
      ...head,
      blank: ends.blank,
      provisional: false,
      state: endedBy ? 'ended' : 'unknown',
      used: [standing.used],
    }
  const { last, provisional, used, without, stopped, beyond } = ends
  const counted = dayCounts(ends.counted)
  const late = isAfter(endedBy ?? now, last)
  const state =
    endedBy === undefined
      ? late !== true
        ? 'running'
        : rule.right
          ? 'passed'
          : 'overdue'
      : late === true
        ? 'ended-late'
        : 'ended'
  const runsOn = endedBy === undefined ? runningOn(standing, from, story, rules) : undefined
  return {
    ...head,
    last,
    provisional,
    counted,
    used,
    state,
    ...(without.length > 0 && { without: together(without) }),
    ...(stopped.length > 0 && endedBy === undefined && { stopped: once(stopped) }),
    ...(beyond && { beyond }),
    ...(runsOn && { runsOn }),
  }
}

/** What stops it on several grounds, once. */
const once = (all: readonly Stopping[]): readonly Stopping[] =>
  [...Map.groupBy(all, ({ by }) => by.key).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, why: [first, ...more].map((one) => one.why).join('、') }] : [],
  )

const SUSPENDED: readonly Act[] = ['investigation-suspended']
const RESUMED: readonly Act[] = ['investigation-resumed']

/** That the investigation is suspended and the time for the case runs on: its text does not leave that out. */
function runningOn(standing: PeriodStanding, from: Done, story: Story, rules: RulesOn): Done | undefined {
  if (standing.rule.endsOn?.includes('penalty-decided') !== true) return undefined
  const [open] = openOf(story, SUSPENDED, RESUMED).filter((one) => one.order > from.order)
  return open === undefined || isStoppedBy(rules, standing, open.act) ? undefined : open
}

/** The same days left out on several grounds, once. */
const together = (all: readonly Interval[]): readonly Interval[] =>
  [...Map.groupBy(all, ({ from, to }) => `${from} ${to}`).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, why: [first, ...more].map((one) => one.why).join('、') }] : [],
  )

type PeriodStanding = NonNullable<ReturnType<typeof periodNamed>>

/** The end of a period; of one that begins when another is over, from the last day of that. */
function endsAfter(
  standing: PeriodStanding,
  from: Done,
  story: Story,
  rules: RulesOn,
  until: CalendarDate,
): ReturnType<typeof endsOf> {
  const { after: first } = standing.rule
  const before = first === undefined ? undefined : periodNamed(rules, first.slice(first.indexOf('/') + 1))
  if (before === undefined) return endsOf(ask, rules, standing, from, story, until)
  const over = endsOf(ask, rules, before, from, story, until)
  if ('blank' in over) return over
  return endsOf(ask, rules, standing, { ...from, on: over.last.slice(0, 10) as CalendarDate }, story, until)
}

/** The lengthening of a period whose notice the rules want served, and that is not. */
function unservedOf(standing: PeriodStanding, from: Done, story: Story): Pick<Clock, 'unserved'> {
  const { served } = standing.rule.extension ?? {}
  const by = served === undefined ? undefined : lengthened(standing, from, story)
  if (served === undefined || by === undefined) return {}
  const isServed = allOf(story, [served]).some((one) => one.of === by.key)
  return isServed ? {} : { unserved: by }
}

/** Whether something since has made it count no more: a case came back that was transferred, within its time or not. */
const wasUndone = (one: Done, story: Story): boolean =>
  isUndone(one.act, (by) => story.effective.some((later) => later.act === by && later.order > one.order))

/** An act about another thing that runs by this clock ends that thing's; one about anything else of the case ends it. */
const isElsewhere = (one: Done, starts: readonly Act[], story: Story): boolean =>
  one.of !== undefined && allOf(story, starts).some((other) => other.key === one.of)

/** What stands in the way of every act of ours on that day, by whoever is fit for it; of these alone where some are named. */
export function openOn(
  story: Story,
  on: CalendarDate,
  rulesOn: ByDay,
  among: readonly Act[] = Act.options,
): readonly Next[] {
  const rules = rulesOn(on)
  const isDone = (kind: Act): boolean => wasDone(story, kind)
  const coming = among.filter((kind) => isOurs(kind) && comesUp(kind, isDone))
  return coming.flatMap((kind) => eachOf(kind, story, rules).map((of) => nextOf(kind, of)))

  function nextOf(kind: Act, of: Done | undefined): Next {
    const act: Done = {
      act: kind,
      on,
      ...(of && { of: of.key }),
      number: 0,
      order: Number.MAX_SAFE_INTEGER,
      key: '',
      by: [],
      approvals: [],
      says: {},
    }
    const found = judge({ act, story, rules, rulesOn, ask })
    const inTheWay = found.conditions.filter((one) => !isAskedOfAct(one))
    const head = { act: kind, ...(of && { of }), asks: found.conditions.filter(isAskedOfAct) }
    if (inTheWay.length === 0) return { ...head, state: 'open', conditions: inTheWay }
    const refusing = inTheWay.filter((one) => one.effect === 'refused')
    const waits = refusing.every((one) => one.earliest !== undefined)
    const earliest = inTheWay
      .map((one) => one.earliest ?? '')
      .toSorted()
      .at(-1)
    const state =
      refusing.length > 0
        ? waits
          ? 'waiting'
          : 'blocked'
        : inTheWay.some((one) => one.effect === 'late' && one.met === 'not-met')
          ? 'open-late'
          : 'open'
    return {
      ...head,
      state,
      conditions: inTheWay,
      ...(state === 'waiting' && earliest && { earliest: earliest as CalendarDate }),
    }
  }
}

/** What the rules of a day want an act to say it is about. */
const thingsNamed = perRuleSet((rules, kind: Act): readonly Act[] =>
  stepsAt(rules, kind).flatMap(({ rule }) => (rule.needs.kind === 'done' && rule.needs.same ? rule.needs.acts : [])),
)

/** What an act could be about, each thing by itself, where it is or a rule asks that it says so; what it was done to is left out. */
function eachOf(kind: Act, story: Story, rules: RulesOn): readonly (Done | undefined)[] {
  const { about, over } = thingsOf(kind) ?? { about: thingsNamed(rules, kind), over: [kind] }
  if (about.length === 0) return [undefined]
  return openOf(story, about, over)
}
