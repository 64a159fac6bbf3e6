import { because, Missing } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import { type FactKey, keysOfField, type PaperField } from '../../papers/index.ts'
import { perRuleSet } from '../remembered.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { termSetting, termString, wordsSetting } from '../settings.ts'
import { approval as approvalOf } from './access.ts'
import { anyOf, each, fieldsOf, oneOrAll, together } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Named = 'paper' | 'paper-fields' | 'approval' | 'cadence' | 'prohibition' | 'figure' | 'period'

const titleOf = (rule: RuleOf<Named>): Text => ('title' in rule ? rule.title : 'what' in rule ? rule.what : rule.act)

/**
 * The rules of that name: their Chinese title, their id, or `<pack>/<id>`. Throws Missing where the rule set has none,
 * since silence would look like an answer.
 */
export function named<K extends Named>(rules: RulesOn, kind: K, name: string): readonly Standing<RuleOf<K>>[] {
  const found = namedOrNone(rules, kind, name)
  if (found.length > 0) return found
  throw notNamed(rules, kind, name, each(rulesOf(rules, kind).map(({ rule }) => titleOf(rule).zh)))
}

/** The same, empty where the rule set has none. */
export const namedOrNone = <K extends Named>(rules: RulesOn, kind: K, name: string): readonly Standing<RuleOf<K>>[] =>
  (byName(rules, kind).get(name) ?? NONE) as readonly Standing<RuleOf<K>>[]

const NONE: readonly Standing[] = []

/** Every name of every rule of a kind, with the rules that go by it in the order of the packs. */
const byName = perRuleSet((rules, kind: Named) => {
  const names = new Map<string, Standing<RuleOf<Named>>[]>()
  for (const one of rulesOf(rules, kind)) {
    const { id, replacedBy } = one.rule
    const ids = replacedBy === undefined ? [id] : [id, replacedBy]
    for (const name of new Set([titleOf(one.rule).zh, ...ids, ...ids.map((each) => `${one.used.pack}/${each}`)]))
      names.set(name, [...(names.get(name) ?? []), one])
  }
  return names
})

/** What there is instead, and from when what was asked for counts, where it does on another day. */
function notNamed(rules: RulesOn, kind: Named, name: string, known: readonly string[]): Error {
  const packs = rules.packs.map((one) => one.identity.id).join(', ')
  const [ours, chosen] = [packs || '所选制度', packs || 'the packs chosen']
  const then = rules.packs
    .flatMap((pack) => pack.rules)
    .find((one) => one.kind === kind && (one.id === name || titleOf(one as RuleOf<Named>).zh === name))
  if (then !== undefined) {
    const [from, to] = [then.validFrom ?? '', then.validTo ?? '']
    return because(
      Missing,
      `${kind}-not-then`,
      `“${name}”${from && `自 ${from} 起`}${to && `到 ${to} 止`}有效，${rules.day} 不适用`,
      `"${name}" counts${from && ` from ${from}`}${to && ` to ${to}`} and not on ${rules.day}`,
    )
  }
  const [zh, en] =
    known.length === 0
      ? [`${ours} 没有规定这一类`, `${chosen} say nothing of this kind`]
      : [`可以问：${known.join('、')}`, `there are: ${known.join(', ')}`]
  return because(
    Missing,
    `${kind}-unknown`,
    `${ours} 里没有“${name}”；${zh}`,
    `There is no ${kind} called "${name}" in ${chosen}; ${en}`,
  )
}

/** A paper: fields and signatures of all instruments that ask for it. */
export function paper(rules: RulesOn, title: string): Reply<Values['paper']> {
  const found = named(rules, 'paper', title)
  const all = found.map(({ rule }) => rule)
  return {
    value: {
      stage: oneOrAll(all.map((one) => one.stage)),
      fields: fieldsOf(all.map((one) => one.fields)),
      approvers: together(all.map((one) => one.approvers)),
      signatures: together(all.map((one) => one.signatures)),
      everyPageSigned: anyOf(all.map((one) => one.everyPageSigned)),
      served: anyOf(all.map((one) => one.served)),
      filmed: anyOf(all.map((one) => one.filmed)),
    },
    rules: found,
  }
}

/** What the law wants in a paper, and what of it there may be nothing to say in. */
export function paperFields(rules: RulesOn, title: string): Reply<Values['paper-fields']> {
  const found = named(rules, 'paper-fields', title)
  const all = found.map(({ rule }) => rule)
  const fields = fieldsOf(all.map((one) => one.fields))
  const open = all.flatMap((one) => one.fields.flatMap((field) => (isOpen(field, one.mayLack) ? [field.label] : [])))
  return { value: { fields, ...(open.length > 0 && { mayLack: open }) }, rules: found }
}

const isOpen = (field: PaperField, mayLack: readonly FactKey[] = []): boolean =>
  keysOfField(field).every((key) => mayLack.includes(key))

export const approval = (rules: RulesOn, what: string): Reply<Values['approval']> =>
  approvalOf(rules, named(rules, 'approval', what))

const CADENCES = ['day', 'week', 'half-month', 'month', 'quarter', 'year'] as const

/** Something done again and again: as often as the strictest asks. */
export function cadence(rules: RulesOn, what: string): Reply<Values['cadence']> {
  const found = named(rules, 'cadence', what)
  const open: string[] = []
  const printed = found.flatMap(({ rule }) => {
    if (typeof rule.every === 'string') return [rule.every]
    const key = rule.every.setting
    const words = wordsSetting(rules, key)?.[0]
    const own = words ?? (rules.settings[key] === undefined ? undefined : termSetting(rules, key))
    if (own === undefined) open.push(key)
    return own === undefined ? [] : [typeof own === 'string' ? own : termString(own)]
  })
  const every = CADENCES.find((one) => printed.includes(one)) ?? printed[0] ?? 'unsaid'
  return { value: { every, by: together(found.map(({ rule }) => rule.by)) }, rules: found, open }
}

/** What is forbidden, and what follows. */
export function prohibition(rules: RulesOn, act: string): Reply<Values['prohibition']> {
  const found = named(rules, 'prohibition', act)
  return {
    value: { forbidden: true, consequences: together(found.map(({ rule }) => rule.consequences)) },
    rules: found,
  }
}

/** A number the law prints. */
export function figure(rules: RulesOn, name: string): Reply<Values['figure']> {
  const found = named(rules, 'figure', name).slice(0, 1)
  return { value: { value: found[0]?.rule.value, unit: found[0]?.rule.unit }, rules: found }
}

/** The list of decisions, materials, points or outcomes of legal review. */
export function review(rules: RulesOn, list: RuleOf<'review'>['list']): Reply<Values['review']> {
  const found = rulesOf(rules, 'review').filter(({ rule }) => rule.list === list)
  return { value: listOf(found.flatMap(({ rule }) => rule.items)), rules: found }
}

/** What is disclosed, where, and when it changes. */
export function disclosure(rules: RulesOn, list: RuleOf<'disclosure'>['list']): Reply<Values['disclosure']> {
  const found = rulesOf(rules, 'disclosure').filter(({ rule }) => rule.list === list)
  const primary = oneOrAll(found.map(({ rule }) => rule.primary))
  return { value: { ...listOf(found.flatMap(({ rule }) => rule.items)), primary }, rules: found }
}

const listOf = (items: readonly Text[]) => ({ items: each(items.map((one) => one.zh)), details: items })
