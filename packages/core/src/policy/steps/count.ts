import { numberOf } from '../../calendar/index.ts'
import {
  CalendarDate,
  dayOf,
  Instant,
  instantFromBeijing,
  Malformed,
  Missing,
  Refused,
  text,
} from '../../kernel/index.ts'
import type { Obstacle, Text } from '../../kernel/index.ts'
import { suspensions } from '../../procedure/index.ts'
import type { Answer, RuleUsed } from '../answer.ts'
import { limitOf } from '../end-of-period.ts'
import type { Interval, Question } from '../question.ts'
import { settingTitle } from '../settings.ts'
import { perRuleSet } from '../remembered.ts'
import { goesBy, rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import type { Term, Unit } from '../terms.ts'
import { allOf } from './story.ts'
import type { Done, Story } from './story.ts'

/** How a rule set is asked; handed in, since asking may itself come here. */
export type AskRules = (rules: RulesOn, question: Question) => Answer

export type PeriodStanding = Standing<RuleOf<'period'>>

/** The end of a period in a case. `blank`: it cannot be told, and why. */
export type Ends =
  | {
      readonly last: CalendarDate | Instant
      readonly provisional: boolean
      /** What it is counted in; two where it was lengthened in another unit. */
      readonly counted: readonly Unit[]
      readonly used: readonly RuleUsed[]
      readonly from: Done
      /** Days that are left out of the count, first and last included, and why. */
      readonly without: readonly Interval[]
    }
  | { readonly blank: readonly Obstacle[] }

/** The moment of an act, where its hour is known. */
export function momentOf({ on, at }: Pick<Done, 'on' | 'at'>): Instant | undefined {
  if (at === undefined) return undefined
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  return instantFromBeijing(year, month, day, hour, minute)
}

/** The rule of that id that counts: a bureau's own goes before the law's. */
export const periodNamed = perRuleSet((rules, id: string): PeriodStanding | undefined => {
  const found = rulesOf(rules, 'period').filter(({ rule }) => goesBy(rule, id))
  return found.find(({ pack }) => pack.identity.kind === 'instrument') ?? found[0]
})

/**
 * When a period that this act started ends, with what stopped it and what lengthened it since: by what the rule allows, or
 * to the day the act that lengthened it set, where the text prints no length. Never throws a Failure.
 */
export function endsOf(ask: AskRules, rules: RulesOn, standing: PeriodStanding, from: Done, story: Story): Ends {
  // Where the paper that starts it says until when, that is its end: 责令限期改正.
  if ('stated' in standing.rule.length && from.dueOn !== undefined)
    return { last: from.dueOn, provisional: false, counted: ['calendar-day'], used: [standing.used], from, without: [] }
  const by = lengthened(standing, from, story)
  const isUnnamed = standing.rule.extension?.length === 'unnamed'
  const ends = endWith(ask, rules, standing, { from, story, extended: by !== undefined && !isUnnamed })
  if (by === undefined || !isUnnamed || 'blank' in ends) return ends
  if (by.dueOn === undefined) return { blank: [untilUntold(by)] }
  if (by.dueOn <= ends.last) return ends
  if (limitOf(standing, rulesOf(rules, 'period')) === undefined)
    return { ...ends, last: by.dueOn, counted: [...new Set<Unit>([...ends.counted, 'calendar-day'])] }
  // Counted once more, so that the limit of the law holds over what was granted.
  const count = numberOf(by.dueOn) - numberOf(CalendarDate.parse(ends.last))
  return endWith(ask, rules, standing, { from, story, extended: { count, unit: 'calendar-day' } })
}

interface Counted {
  readonly from: Done
  readonly story: Story
  readonly extended: boolean | Term
}

function endWith(ask: AskRules, rules: RulesOn, standing: PeriodStanding, { from, story, extended }: Counted): Ends {
  const isHours = unitOf(standing) === 'hour'
  const start = isHours ? momentOf(from) : from.on
  if (start === undefined) return { blank: [hourUntold(standing.rule.title, from)] }
  const without = suspended(rules, standing, from, story)
  const counted = { start, without, extended, isHours }
  const found =
    without.length === 0 ? undisturbed(ask, rules, standing, counted) : endFrom(ask, rules, standing, counted)
  return 'blank' in found ? found : { ...found, from, without }
}

type End = Omit<Extract<Ends, { last: unknown }>, 'from' | 'without'> | Extract<Ends, { blank: unknown }>
interface Started {
  readonly start: CalendarDate | Instant
  readonly without: ReturnType<typeof suspended>
  readonly extended: boolean | Term
  readonly isHours: boolean
}

const ends = perRuleSet<PeriodStanding, Map<string, End>>(() => new Map())

/** What nothing stopped ends the same in every case that it began in at that time. */
function undisturbed(ask: AskRules, rules: RulesOn, standing: PeriodStanding, counted: Started): End {
  const known = ends(rules, standing)
  const { start, extended } = counted
  const granted = typeof extended === 'object' ? `${extended.count} ${extended.unit}` : String(extended)
  const key = extended === false ? start : `${start} ${granted}`
  const found = known.get(key) ?? endFrom(ask, rules, standing, counted)
  known.set(key, found)
  return found
}

function endFrom(
  ask: AskRules,
  rules: RulesOn,
  standing: PeriodStanding,
  { start, without, extended, isHours }: Started,
): End {
  try {
    const answer = ask(rules, {
      ask: 'period',
      period: `${standing.pack.identity.id}/${standing.rule.id}`,
      from: start,
      suspended: without,
      extended,
    })
    const last = answer.value['last']
    if (typeof last !== 'string') return { blank: answer.open.map((key) => settingOpen(rules, key)) }
    return {
      last: isHours ? Instant.parse(last) : CalendarDate.parse(last),
      provisional: answer.value['provisional'] === true,
      counted: [...new Set([unitOf(standing), ...unitsAdded(standing, extended)])],
      used: answer.rules,
    }
  } catch (thrown) {
    if (thrown instanceof Refused || thrown instanceof Malformed || thrown instanceof Missing)
      return { blank: thrown.obstacles }
    throw thrown
  }
}

const unitOf = ({ rule }: PeriodStanding): Unit => ('count' in rule.length ? rule.length.unit : rule.unit)

function unitsAdded({ rule: { extension } }: PeriodStanding, extended: boolean | Term): readonly Unit[] {
  if (extended === false) return []
  const by = extended === true ? extension?.length : extended
  return by === undefined || by === 'unnamed' ? [] : [by.unit]
}

const hourUntold = (title: Text, { number }: Done): Obstacle => ({
  code: 'hour-untold',
  message: text(
    `「${title.zh}」按小时计算，第 ${number} 项没有写明时刻`,
    `"${title.en}" runs in hours, and act ${number} does not say at what time`,
  ),
})

const untilUntold = ({ number }: Done): Obstacle => ({
  code: 'extension-untold',
  message: text(`第 ${number} 项没有写明延长到哪一日`, `act ${number} does not say until when it lengthens it`),
})

function settingOpen(rules: RulesOn, key: string): Obstacle {
  const { zh, en } = settingTitle(rules, key)
  return {
    code: 'setting-open',
    message: { zh: `本局还没有规定：${zh}`, en: `The bureau has not decided: ${en}` },
    field: key,
  }
}

/** What the law leaves out of a limit is left out of an instrument's period under it too. */
const grounds = perRuleSet((rules, standing: PeriodStanding): readonly string[] => [
  ...new Set([
    ...(standing.rule.suspendedBy ?? []),
    ...(limitOf(standing, rulesOf(rules, 'period'))?.rule.suspendedBy ?? []),
  ]),
])

function suspended(rules: RulesOn, standing: PeriodStanding, from: Done, story: Story) {
  return grounds(rules, standing).flatMap((why) => {
    const [begins, ends] = suspensions[why] ?? []
    if (begins === undefined || ends === undefined) return []
    return allOf(story, [begins])
      .filter((one) => one.on >= from.on)
      .flatMap((one) => {
        const until = allOf(story, [ends]).find((other) => other.order > one.order && (other.of ?? one.key) === one.key)
        // Still stopped: what is not over cannot be counted yet, so it is not left out of the count either.
        return until === undefined ? [] : [{ from: one.on, to: until.on, why }]
      })
  })
}

/** The act that lengthened the period, where one did. */
export const lengthened = ({ rule: { extension } }: PeriodStanding, from: Done, story: Story): Done | undefined =>
  extension?.act === undefined
    ? undefined
    : allOf(story, [extension.act]).findLast(
        (one) => one.order > from.order && (one.of === undefined || one.of === from.key),
      )

/** Whether an act lies after the last day or moment; unknown where its hour is missing and the day does not tell. */
export function isAfter(act: Pick<Done, 'on' | 'at'>, last: CalendarDate | Instant): boolean | undefined {
  if (!last.includes('T')) return act.on > last
  const moment = momentOf(act)
  if (moment !== undefined) return moment > last
  const day = dayOf(last as Instant)
  return act.on === day ? undefined : act.on > day
}
