import { because, dayOf, instantOf, Malformed, millisecondsOf, startOf } from '../../kernel/index.ts'
import type { Instant } from '../../kernel/index.ts'
import type { Question } from '../question.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { nameFor, stricterTerm, termSetting, termString } from '../settings.ts'
import type { Term } from '../terms.ts'
import { days } from './keeping.ts'
import { together } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Asked = Extract<Question, { ask: 'handover' }>

/** At what hour the bureau's day of duty counts as over, `17:30`. */
export const CUT_OFF = 'handover.cut-off'

const [HOUR, DAY] = [3_600_000, 86_400_000]

interface Due {
  readonly one: Standing<RuleOf<'handover'>>
  readonly within: string
  readonly due?: Instant | undefined
  /** For telling the earlier of two without a recording: in days. */
  readonly length: number
  readonly open: readonly string[]
  readonly excepted?: boolean
}

/** By when a recording is handed over: the earliest of all packs. */
export function handover(rules: RulesOn, asked: Asked): Reply<Values['handover']> {
  const all = rulesOf(rules, 'handover')
    .filter(({ rule }) => rule.what === asked.what)
    .map((one) => dueOf(rules, one, asked))
    .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? '') || a.length - b.length)
  const first = all[0]
  if (first === undefined) return { value: {}, rules: [] }
  const { rule } = first.one
  const to = rule.to === undefined ? undefined : nameFor(rules, first.one, rule.to)
  return {
    value: {
      within: first.within,
      from: first.excepted === true ? rule.exception?.from : rule.from,
      by: rule.by,
      to: to?.names.join('、'),
      exceptionReasons: together(all.map(({ one }) => one.rule.exception?.reasons)),
      noException: rule.noException,
      due: first.due,
    },
    rules: all.map(({ one }) => one),
    open: [...all.flatMap((one) => one.open), ...(to?.open ?? [])],
  }
}

function dueOf(rules: RulesOn, one: Standing<RuleOf<'handover'>>, asked: Asked): Due {
  const { exception, from, within } = one.rule
  const { recordingEnd, dutyEnd, returned, reason } = asked
  if (exception !== undefined && returned !== undefined && exception.reasons.some((accepted) => accepted === reason))
    return { ...timed(one, exception.within, returned), excepted: true }
  if ('setting' in within || within.unit !== 'duty-day') {
    const printed = 'setting' in within ? termSetting(rules, within.setting) : within
    if (printed === undefined)
      return { one, within: 'unsaid', length: Infinity, open: 'setting' in within ? [within.setting] : [] }
    const start = from === 'duty-end' ? (dutyEnd ?? recordingEnd) : recordingEnd
    return timed(one, shorter(printed, stricterTerm(rules, one)), start)
  }
  const cutOff = rules.settings[CUT_OFF]
  const ended = dutyEnd ?? recordingEnd
  const open = cutOff === undefined ? [CUT_OFF] : []
  return {
    one,
    within: 'duty-day',
    length: 0.5,
    open,
    due: cutOff === undefined ? undefined : endOfDuty(ended, cutOff),
  }
}

const timed = (one: Standing<RuleOf<'handover'>>, term: Term, start: Instant | undefined): Due => ({
  one,
  within: termString(term),
  length: days(term),
  open: [],
  // 民法典 art. 201: hours run by the clock, rest days or not.
  due: start && instantOf(millisecondsOf(start) + days(term) * DAY),
})

const shorter = (a: Term, b: Term | undefined): Term => (b !== undefined && days(b) < days(a) ? b : a)

/** The first cut-off at or after the end of the duty: work that goes on past it belongs to the next. */
function endOfDuty(ended: Instant | undefined, cutOff: unknown): Instant | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(cutOff)) ?? []
  if (hour === undefined)
    throw because(
      Malformed,
      'setting-time',
      `设置 ${CUT_OFF} 应为时刻，如 17:30`,
      `The setting ${CUT_OFF} must be a time of day, such as 17:30`,
      { field: CUT_OFF },
    )
  if (ended === undefined) return undefined
  const that = millisecondsOf(startOf(dayOf(ended))) + Number(hour) * HOUR + Number(minute) * 60_000
  return instantOf(that < millisecondsOf(ended) ? that + DAY : that)
}
