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
import type { Act } from '../../procedure/index.ts'
import type { Answer, RuleUsed } from '../answer.ts'
import { limitOf } from '../end-of-period.ts'
import type { Interval, Question } from '../question.ts'
import { settingTitle } from '../settings.ts'
import { perRuleSet, remembered } from '../remembered.ts'
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
      /** What stops it still on the day that is asked about, so that its end moves on with every day. */
      readonly stopped: readonly Stopping[]
      /** It was lengthened by more than the law lets it be, and ends with the law: both texts. */
      readonly beyond?: readonly Obstacle[]
    }
  | { readonly blank: readonly Obstacle[] }

/** An act that stops a period, by the word that a text prints, and that nothing has ended yet. */
export interface Stopping {
  readonly by: Done
  readonly why: string
}

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
 * to the day the act that lengthened it set, and never beyond the law. `until`: the day that is asked about, up to which what
 * still stops it is left out. Never throws a Failure.
 */
export function endsOf(
  ask: AskRules,
  rules: RulesOn,
  standing: PeriodStanding,
  from: Done,
  story: Story,
  until?: CalendarDate,
): Ends {
  // Where the paper that starts it says until when, that is its end: 责令限期改正.
  if ('stated' in standing.rule.length && from.dueOn !== undefined)
    return {
      last: from.dueOn,
      provisional: false,
      counted: ['calendar-day'],
      used: [standing.used],
      from,
      without: [],
      stopped: [],
    }
  const { extension } = standing.rule
  const all = lengthenings(standing, from, story)
  const by = all.at(-1)
  const isAgain = all.length > 1 && extension?.further !== undefined
  const counted = { from, story, until }
  const before = endWith(ask, rules, standing, { ...counted, extended: isAgain })
  if (by === undefined || 'blank' in before) return before
  const grant = (term: true | Term): Ends =>
    endWith(ask, rules, standing, { ...counted, ...(isAgain ? { extended: true, again: term } : { extended: term }) })
  if (by.dueOn === undefined) return extension?.length === 'unnamed' ? { blank: [untilUntold(by)] } : grant(true)
  if (by.dueOn <= before.last) return before
  const most = isAgain ? extension?.further?.length : lawfulExtension(rules, standing)
  if (most === undefined)
    return { ...before, last: by.dueOn, counted: [...new Set<Unit>([...before.counted, 'calendar-day'])] }
  // Counted once more, so that the limit of the law holds over what was granted.
  const count = numberOf(by.dueOn) - numberOf(CalendarDate.parse(before.last))
  const granted = grant({ count, unit: 'calendar-day' })
  if (!('blank' in granted)) return granted
  const longest = most === 'none' ? before : grant(most)
  if ('blank' in longest) return longest
  return by.dueOn <= longest.last ? { ...longest, last: by.dueOn } : { ...longest, beyond: granted.blank }
}

/** The longest that a period may be lengthened by: `none` where the law over it allows no lengthening; undefined where nothing says. */
function lawfulExtension(rules: RulesOn, standing: PeriodStanding): Term | 'none' | undefined {
  const limit = limitOf(standing, rulesOf(rules, 'period'))
  const length = limit === undefined ? standing.rule.extension?.length : (limit.rule.extension?.length ?? 'none')
  return length === 'unnamed' ? undefined : length
}

/** How often a period may be lengthened, by its own rule or the law over it; undefined where nothing says. */
export function lengtheningsAllowed(rules: RulesOn, standing: PeriodStanding): number | undefined {
  const all = [standing, limitOf(standing, rulesOf(rules, 'period'))].flatMap((one) => one?.rule.extension ?? [])
  const times = all.flatMap((one) => one.times ?? [])
  if (times.length === 0) return undefined
  return Math.min(...times) + (all.some((one) => one.further !== undefined) ? 1 : 0)
}

interface Counted {
  readonly from: Done
  readonly story: Story
  readonly until: CalendarDate | undefined
  readonly extended: boolean | Term
  readonly again?: boolean | Term
}

function endWith(
  ask: AskRules,
  rules: RulesOn,
  standing: PeriodStanding,
  { from, story, until, extended, again = false }: Counted,
): Ends {
  const isHours = unitOf(standing) === 'hour'
  const start = isHours ? momentOf(from) : from.on
  if (start === undefined) return { blank: [hourUntold(standing.rule.title, from)] }
  const { without, stopped } = suspended(rules, standing, from, story, until)
  const counted = { start, without, extended, again, isHours }
  const found = endFound(ask, rules, standing, story, counted)
  return 'blank' in found ? found : { ...found, from, without, stopped }
}

type End =
  | Omit<Extract<Ends, { last: unknown }>, 'from' | 'without' | 'stopped' | 'beyond'>
  | Extract<Ends, { blank: unknown }>
interface Started {
  readonly start: CalendarDate | Instant
  readonly without: readonly Interval[]
  readonly extended: boolean | Term
  readonly again: boolean | Term
  readonly isHours: boolean
}

type Known = (rules: RulesOn, standing: PeriodStanding) => Map<string, End>
const known = (): Known => perRuleSet<PeriodStanding, Map<string, End>>(() => new Map())

/** What nothing stopped ends the same in every case that it began in at that time. */
const undisturbed = known()
/** What was stopped ends the same whichever act of the same case is judged by it. */
const disturbed = remembered<Story, Known>(known)

const said = (granted: boolean | Term): string =>
  typeof granted === 'object' ? `${granted.count} ${granted.unit}` : String(granted)

function endFound(ask: AskRules, rules: RulesOn, standing: PeriodStanding, story: Story, counted: Started): End {
  const { start, without, extended, again } = counted
  const ends = (without.length === 0 ? undisturbed : disturbed(story))(rules, standing)
  const key = [start, said(extended), said(again), ...without.map(({ from, to }) => `${from} ${to}`)].join(' ')
  const found = ends.get(key) ?? endFrom(ask, rules, standing, counted)
  ends.set(key, found)
  return found
}

function endFrom(
  ask: AskRules,
  rules: RulesOn,
  standing: PeriodStanding,
  { start, without, extended, again, isHours }: Started,
): End {
  try {
    const answer = ask(rules, {
      ask: 'period',
      period: `${standing.pack.identity.id}/${standing.rule.id}`,
      from: start,
      suspended: [...without],
      extended,
      ...(again !== false && { again }),
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

function suspended(
  rules: RulesOn,
  standing: PeriodStanding,
  from: Done,
  story: Story,
  until: CalendarDate | undefined,
): { readonly without: readonly Interval[]; readonly stopped: readonly Stopping[] } {
  const stopped: Stopping[] = []
  const without = grounds(rules, standing).flatMap((why) => {
    const [begins, ends] = suspensions[why] ?? []
    if (begins === undefined || ends === undefined) return []
    return allOf(story, [begins])
      .filter((one) => one.on >= from.on)
      .flatMap((one) => {
        const over = allOf(story, [ends]).find((other) => other.order > one.order && (other.of ?? one.key) === one.key)
        if (over !== undefined) return [{ from: one.on, to: over.on, why }]
        if (until === undefined || until < one.on) return []
        // Still stopped: all the days up to the one that is asked about are left out, and tomorrow it is one more.
        stopped.push({ by: one, why })
        return [{ from: one.on, to: until, why }]
      })
  })
  return { without, stopped }
}

/** Whether an act of that kind, done for that word of a text, stops the period. */
export const isStoppedBy = (rules: RulesOn, standing: PeriodStanding, act: Act): boolean =>
  grounds(rules, standing).some((why) => suspensions[why]?.[0] === act)

/** The acts that lengthened the period, in their order. */
export const lengthenings = ({ rule: { extension } }: PeriodStanding, from: Done, story: Story): readonly Done[] =>
  extension?.act === undefined
    ? []
    : allOf(story, [extension.act]).filter(
        (one) => one.order > from.order && (one.of === undefined || one.of === from.key),
      )

/** The act that lengthened the period last, where one did. */
export const lengthened = (standing: PeriodStanding, from: Done, story: Story): Done | undefined =>
  lengthenings(standing, from, story).at(-1)

/** Whether an act lies after the last day or moment; unknown where its hour is missing and the day does not tell. */
export function isAfter(act: Pick<Done, 'on' | 'at'>, last: CalendarDate | Instant): boolean | undefined {
  if (!last.includes('T')) return act.on > last
  const moment = momentOf(act)
  if (moment !== undefined) return moment > last
  const day = dayOf(last as Instant)
  return act.on === day ? undefined : act.on > day
}
