import type { LiabilityRule } from '@liuhen/contract/accountability'
import type { LiabilityContext } from '@liuhen/core/accountability'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type LiabilityOutcome, type RuleOf, rulesOf, type Standing } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'

type Prohibition = Standing<RuleOf<'prohibition'>>

export const nameOf = ({ used }: Prohibition): string => `${used.pack}/${used.rule}`

/** The prohibitions of a day that somebody answers for. */
export function answeredFor(book: Book, day: CalendarDate, outcome?: LiabilityOutcome): readonly Prohibition[] {
  const rules = book.on(day)
  if (!rules) return []
  return rulesOf(rules, 'prohibition').filter(({ rule: { answeredFor: outcomes } }) =>
    outcome === undefined ? outcomes !== undefined : outcomes?.includes(outcome),
  )
}

/** The rule of that name on that day; undefined where the bureau's instruments have none. */
export const ruleNamed = (book: Book, day: CalendarDate, named: string): Prohibition | undefined =>
  answeredFor(book, day).find((one) => nameOf(one) === named)

/** What a decider must know of a rule. */
export function told(standing: Prohibition | undefined): Omit<LiabilityContext, 'at' | 'actor'> {
  if (!standing) return { unknownRule: true }
  const { answeredFor: outcomes, states, minor, serious, leaders, handsOver, suspends } = standing.rule
  return { citation: standing.used.citations[0], outcomes, states, minor, serious, leaders, handsOver, suspends }
}

/** A rule as the counter shows it. */
export function ruleView(book: Book, standing: Prohibition): LiabilityRule {
  const {
    act,
    answeredFor: outcomes = [],
    states,
    minor = [],
    serious = [],
    leaders,
    handsOver,
    suspends,
  } = standing.rule
  return {
    rule: nameOf(standing),
    act,
    outcomes: [...outcomes],
    minor: [...minor],
    serious: [...serious],
    leaders: leaders === true,
    handsOver: handsOver === true,
    citations: standing.used.citations.map((one) => book.shelf.citationView(one)),
    ...(states && { states }),
    ...(suspends !== undefined && { suspends }),
  }
}
