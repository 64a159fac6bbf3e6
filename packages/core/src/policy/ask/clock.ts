import { settingMissing, termText, usualOf } from '../../calendar/index.ts'
import { type Text, text } from '../../kernel/index.ts'
import { displacing, endOfPeriod, limitOf, textsOf } from '../end-of-period.ts'
import type { Question } from '../question.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { otherTerm, stricterTerm } from '../settings.ts'
import { days } from './keeping.ts'
import { named } from './papers.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Asked = Extract<Question, { ask: 'period' }>

/**
 * When a period ends. A bureau's own instrument goes before the national law, which lets others set another length
 * (行政处罚法 art. 60); of several instruments the one that ends first holds. A limit of the law holds over them all, and
 * where the law displaces an instrument's period, that is said.
 */
export function period(rules: RulesOn, asked: Asked): Reply<Values['period']> {
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
      lapse: rule.lapse?.zh,
      displacedBy: rule.displacedBy,
    },
    rules: [first.one, ...found.filter((one) => one !== first.one && own.includes(one))],
    open,
    notes: [
      ...explanation,
      ...(rule.lapse === undefined ? [] : [rule.lapse]),
      ...displaced(rules, first.one),
      ...otherwise(rules, rule),
      ...unstated(rules, rule, asked),
      ...others(found, first.one),
    ],
  }
}

/** That an instrument's date is not the one that counts, with the words of the law. */
function displaced(rules: RulesOn, one: Standing<RuleOf<'period'>>) {
  const law = displacing(one, rulesOf(rules, 'period'))
  if (law === undefined) return []
  const said = textsOf(law)
  return [
    text(
      `按法律计算，这个日子只作对照：${said.zh}`,
      `The law is what counts, and this day is only shown beside it: ${said.en}`,
    ),
  ]
}

/** That another law sets another length, with the one that the instrument prints. */
export function otherwise(rules: RulesOn, rule: RuleOf<'period'>): readonly Text[] {
  const other = otherTerm(rules, rule)
  if (other === undefined || !('count' in rule.length)) return []
  const [now, printed] = [termText(other), termText(rule.length)]
  return [
    text(
      `${other.source}另有规定，期限为${now.zh}；本局制度写的是${printed.zh}`,
      `${other.source} provides otherwise: ${now.en}; the bureau's own instrument prints ${printed.en}`,
    ),
  ]
}

/** That the paper states no term, and what is gone by in its place. */
function unstated(rules: RulesOn, rule: RuleOf<'period'>, { stated }: Asked): readonly Text[] {
  const usual = stated === undefined ? usualOf(rule, rules.settings) : undefined
  if (usual === undefined) return []
  const { zh, en } = termText(usual)
  return [text(`文书没有写期限，按本局设置的${zh}`, `The paper states no term: ${en} as the bureau has set`)]
}

function ended(rules: RulesOn, one: Standing<RuleOf<'period'>>, asked: Asked) {
  const { rule } = one
  const { from, suspended, extended, again, stated, decision } = asked
  const stricter = stricterTerm(rules, one)
  const isShorter = stricter !== undefined && 'count' in rule.length && days(stricter) < days(rule.length)
  const other = otherTerm(rules, rule)
  const length = other ?? (isShorter ? stricter : undefined)
  const counted = length ? { ...one, rule: { ...rule, length, ...(other && { unit: other.unit }) } } : one
  return endOfPeriod(counted, limitOf(one, rulesOf(rules, 'period')), {
    from,
    suspended,
    extended,
    again,
    stated,
    decision,
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
