import { computePeriod, settingMissing } from '../../calendar/index.ts'
import { text } from '../../kernel/index.ts'
import type { Question } from '../question.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { stricterTerm } from '../settings.ts'
import { days } from './keeping.ts'
import { named } from './papers.ts'
import type { Reply } from './reply.ts'

type Asked = Extract<Question, { ask: 'period' }>

/**
 * When a period ends. A bureau's own instrument goes before the national law, which lets others set another length
 * (行政处罚法 art. 60); of several instruments the one that ends first holds.
 */
export function period(rules: RulesOn, asked: Asked): Reply {
  const found = named(rules, 'period', asked.period)
  const own = found.filter(({ pack }) => pack.identity.kind === 'instrument')
  const open = found.flatMap(({ rule }) => settingMissing(rule, rules.settings) ?? [])
  const known = (all: typeof found) => all.filter(({ rule }) => !settingMissing(rule, rules.settings))
  // Until the bureau has decided a length of its own, the law's is the outer limit; the setting stays open.
  const candidates = known(own).length > 0 ? known(own) : known(found)
  const ends = candidates.map((one) => ({ one, result: ended(rules, one, asked) }))
  const first = ends.sort((a, b) => (a.result.last < b.result.last ? -1 : 1))[0]
  if (first === undefined) return { value: { provisional: true }, rules: found, open }
  const { rule } = first.one
  const { explanation, skipped, extendedBy, ...result } = first.result
  return {
    value: {
      ...result,
      skipped,
      extendedBy,
      title: rule.title.zh,
      unit: rule.unit,
      roll: rule.roll,
      // The period is over on the day after; what it holds back may be done from then on.
      'apply-from': 'dayAfter' in result ? result.dayAfter : undefined,
      otherReading: rule.otherReading,
    },
    rules: [first.one, ...found.filter((one) => one !== first.one && own.includes(one))],
    open,
    notes: [...explanation, ...others(found, first.one)],
  }
}

function ended(rules: RulesOn, one: Standing<RuleOf<'period'>>, { from, suspended, extended }: Asked) {
  const { rule } = one
  const stricter = stricterTerm(rules, one)
  const isShorter = stricter !== undefined && !('setting' in rule.length) && days(stricter) < days(rule.length)
  return computePeriod(isShorter ? { ...rule, length: stricter } : rule, {
    from,
    suspended,
    extended,
    calendar: rules.calendar,
    settings: rules.settings,
  })
}

const others = (found: readonly Standing<RuleOf<'period'>>[], first: Standing<RuleOf<'period'>>) =>
  found
    .filter((one) => one !== first && one.pack.identity.kind === 'national' && first.pack.identity.kind !== 'national')
    .map(({ rule }) =>
      text(
        `国家法律对“${rule.title.zh}”另有规定，本局制度优先适用`,
        `National law has a period of its own for "${rule.title.en}"; the bureau's instrument goes first`,
      ),
    )
