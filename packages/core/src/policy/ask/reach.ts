import { Missing, text } from '../../kernel/index.ts'
import { isSuperior } from '../bureaus.ts'
import type { Pack } from '../pack.ts'
import type { Question, QuestionOf } from '../question.ts'
import { remembered } from '../remembered.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { namedOrNone } from './papers.ts'
import { each } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

/**
 * Whether an instrument is about an act of that kind, in its own words: `行政检查`. `not-listed`: its list is no closed one,
 * so that it neither names the act nor shuts it out.
 */
export function scope(rules: RulesOn, act: string): Reply<Values['scope']> {
  const found = rulesOf(rules, 'scope')
  const acts = each(found.flatMap(({ rule }) => rule.acts))
  const isOpen = found.some(({ rule }) => rule.openEnded === true)
  return { value: { applies: acts.includes(act) || (isOpen && 'not-listed'), acts }, rules: found }
}

/**
 * Whether an activity may go unfilmed on that ground. An exemption lifts the duties that stand on the obligation it is
 * printed with, and no others: every duty that remains stands in the way, and is named.
 */
export function exemption(rules: RulesOn, { activity, ground }: QuestionOf<'exemption'>): Reply<Values['exemption']> {
  const found = rulesOf(rules, 'exemption').filter(({ rule }) => rule.ground === ground)
  const lifts = (duty: Standing): boolean =>
    found.some(({ pack, rule }) => pack === duty.pack && rule.source.some((one) => duty.rule.source.includes(one)))
  const duties = rulesOf(rules, 'recording').filter(
    (one) => one.rule.level !== 'as-needed' && one.rule.activities.includes(activity) && !lifts(one),
  )
  const isPrinted = found.length > 0
  return {
    value: { available: isPrinted && duties.length === 0 },
    rules: isPrinted ? [...found, ...duties] : [],
  }
}

/** To whom the instruments give way on a matter, as far as those are in the rule set. */
export function precedence(rules: RulesOn, { of, period }: QuestionOf<'precedence'>): Reply<Values['precedence']> {
  const found = yieldingOn(rules, of, period)
  return {
    value: { yields: found.length > 0, to: superiorsOf(rules, found).map(({ identity }) => identity.title.zh) },
    rules: found,
  }
}

/**
 * The answer of a superior, where an instrument gives way to it on the matter and the superior has one; undefined where
 * the instruments of the set answer together as always.
 */
export function superiorReply<Q extends Question>(
  rules: RulesOn,
  question: Q,
  reply: (rules: RulesOn, question: Q) => Reply<Values[Q['ask']]>,
): Reply<Values[Q['ask']]> | undefined {
  const yielding = yieldingOn(rules, question.ask, question.ask === 'period' ? question.period : undefined)
  const packs = superiorsOf(rules, yielding)
  if (packs.length === 0) return undefined
  const ways = [question, ...calledAsOurs(rules, question, yielding)]
  const theirs = ways
    .map((one) => silent(() => reply(restrictedTo(rules, packs), one)))
    .find((one) => one !== undefined)
  if (theirs === undefined || theirs.rules.length === 0) return undefined
  const titles = packs.map(({ identity }) => identity.title)
  const note = text(
    `上级另有规定，按《${titles.map((one) => one.zh).join('》《')}》执行`,
    `A superior provides otherwise, and its rule applies: ${titles.map((one) => one.en).join(', ')}`,
  )
  return { ...theirs, rules: [...theirs.rules, ...yielding], notes: [...(theirs.notes ?? []), note] }
}

/** A period that is asked for by its rule in the instrument that gives way, by what that calls it: a superior has other rules. */
function calledAsOurs<Q extends Question>(
  rules: RulesOn,
  question: Q,
  yielding: readonly Standing<RuleOf<'precedence'>>[],
): readonly Q[] {
  if (question.ask !== 'period') return []
  return rulesOf(rules, 'period')
    .filter(({ pack, rule }) => yielding.some((one) => one.pack === pack && one.rule.period === rule.id))
    .map(({ rule }) => ({ ...question, period: rule.title.zh }))
}

function yieldingOn(rules: RulesOn, of: string, period: string | undefined): readonly Standing<RuleOf<'precedence'>>[] {
  return rulesOf(rules, 'precedence').filter(({ rule, pack }) => {
    if (!rule.over.some((one) => one === of)) return false
    if (rule.period === undefined || period === undefined) return rule.period === period
    return namedOrNone(restrictedTo(rules, [pack]), 'period', period).some((one) => one.rule.id === rule.period)
  })
}

const superiorsOf = (rules: RulesOn, yielding: readonly Standing[]): readonly Pack[] =>
  rules.packs.filter((one) => yielding.some(({ pack }) => isSuperior(one, pack)))

const restricted = remembered<RulesOn, Map<string, RulesOn>>(() => new Map())

/** The rules of these packs of the set alone. */
function restrictedTo(rules: RulesOn, packs: readonly Pack[]): RulesOn {
  const known = restricted(rules)
  const key = packs.map(({ identity }) => identity.id).join(' ')
  const found = known.get(key) ?? {
    ...rules,
    packs,
    byKind: new Map([...rules.byKind].map(([kind, all]) => [kind, all.filter(({ pack }) => packs.includes(pack))])),
  }
  known.set(key, found)
  return found
}

/** Undefined where nothing of that name is there. */
function silent<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof Missing) return undefined
    throw error
  }
}
