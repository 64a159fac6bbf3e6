import type { HolidayCalendar } from '../calendar/index.ts'
import { CalendarDate, canonical, dayOf, Failure, Instant } from '../kernel/index.ts'
import type { Json } from '../kernel/index.ts'
import type { Answer } from './answer.ts'
import { ask } from './ask/index.ts'
import type { Pack } from './pack.ts'
import type { Example } from './question.ts'
import { effectiveFrom, rulesOn } from './rule-set.ts'

/** A member of an answer that is not as the row says. */
export interface Mismatch {
  readonly member: string
  readonly expected: unknown
  readonly actual: unknown
}

/** The day a row is asked for where neither it nor the pack names one; then the pack is not in force at all. */
const SOME_DAY = CalendarDate.parse('2026-01-05')

/** A period is asked about the day that starts it, or the first of the pack where that came later. */
function dayAsked({ question }: Example, first: CalendarDate | undefined): CalendarDate | undefined {
  if (question.ask !== 'period') return first
  const day = Instant.safeParse(question.from).success
    ? dayOf(Instant.parse(question.from))
    : CalendarDate.parse(question.from)
  return first !== undefined && day < first ? first : day
}

/** What the pack alone, with the settings of the row, answers. Throws as `ask` does. */
export function answerExample(pack: Pack, calendar: HolidayCalendar, row: Example): Answer {
  const settings = row.settings ?? {}
  const on = row.on ?? dayAsked(row, effectiveFrom(pack, { settings })) ?? SOME_DAY
  const ruleSet = { packs: [pack.identity.id], settings, ...(row.catalogue && { catalogue: row.catalogue }) }
  return ask(rulesOn({ packs: [pack], calendar }, ruleSet, on), row.question)
}

/** Where the answer differs from what the row says; empty when it holds. */
export function checkExample(pack: Pack, calendar: HolidayCalendar, row: Example): readonly Mismatch[] {
  const answer = answered(pack, calendar, row)
  if (answer instanceof Failure)
    return [{ member: 'answer', expected: row.answer, actual: answer.obstacles.map((one) => one.message.zh) }]
  const members = Object.entries(row.answer).map(([member, expected]): Mismatch => {
    return {
      member,
      expected,
      actual: member === 'open' ? answer.open : new Map(Object.entries(answer.value)).get(member),
    }
  })
  const articles = [...new Set(answer.rules.flatMap((one) => one.citations.map(({ article }) => article)))].sort()
  const expected = row.articles.map((one) => articleIn(pack, one)).sort()
  return [...members, { member: 'articles', expected, actual: articles }].filter(
    (one) => !same(one.expected, one.actual),
  )
}

/**
 * Whether the row would notice that a rule is gone. A rule a row does not notice is not demonstrated by it, however often
 * its article is cited.
 */
export const notices = (pack: Pack, calendar: HolidayCalendar, row: Example, rule: string): boolean =>
  checkExample(withoutRule(pack, rule), calendar, row).length > 0

export const withoutRule = (pack: Pack, rule: string): Pack => ({
  ...pack,
  rules: pack.rules.filter((one) => one.id !== rule),
})

/** The rules of the pack that an answer to the row stands on. */
export function rulesBehind(pack: Pack, calendar: HolidayCalendar, row: Example): readonly string[] {
  const answer = answered(pack, calendar, row)
  return answer instanceof Failure ? [] : answer.rules.map((one) => one.rule)
}

/** The rules that can be taken out of a pack without any row noticing. Rows that stand on a rule are tried first. */
export function unnoticedRules(pack: Pack, calendar: HolidayCalendar, rows: readonly Example[]): readonly string[] {
  const behind = rows.map((row) => new Set(rulesBehind(pack, calendar, row)))
  return pack.rules
    .map((rule) => rule.id)
    .filter((id) => {
      const without = withoutRule(pack, id)
      const isNoticed = (row: Example): boolean => checkExample(without, calendar, row).length > 0
      const [first, then] = [true, false].map((wanted) => rows.filter((_, at) => behind[at]?.has(id) === wanted))
      return !first?.some(isNoticed) && !then?.some(isNoticed)
    })
}

function answered(pack: Pack, calendar: HolidayCalendar, row: Example): Answer | Failure {
  try {
    return answerExample(pack, calendar, row)
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown
    throw thrown
  }
}

const articleIn = ({ identity: { id } }: Pack, article: string): string =>
  article.startsWith(`${id}/`) ? article : `${id}/${article}`

const same = (a: unknown, b: unknown): boolean => canonical((a ?? null) as Json) === canonical((b ?? null) as Json)
