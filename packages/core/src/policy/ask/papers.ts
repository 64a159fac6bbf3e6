import { because, Missing } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { termSetting, termString, wordsSetting } from '../settings.ts'
import { approval as approvalOf } from './access.ts'
import { anyOf, each, oneOrAll, together } from './reply.ts'
import type { Reply } from './reply.ts'

type Named = 'paper' | 'approval' | 'cadence' | 'prohibition' | 'figure' | 'period'

const titleOf = (rule: RuleOf<Named>): Text => ('title' in rule ? rule.title : 'what' in rule ? rule.what : rule.act)

/**
 * The rules of that name: their Chinese title, their id, or `<pack>/<id>`. Throws Missing where the rule set has none,
 * since silence would look like an answer.
 */
export function named<K extends Named>(rules: RulesOn, kind: K, name: string): readonly Standing<RuleOf<K>>[] {
  const found = rulesOf(rules, kind).filter(({ rule, used }) =>
    [used.rule, `${used.pack}/${used.rule}`, titleOf(rule).zh].includes(name),
  )
  if (found.length > 0) return found
  const packs = rules.packs.map((one) => one.identity.id).join(', ')
  throw because(
    Missing,
    `${kind}-unknown`,
    `${packs || '所选制度'} 里没有“${name}”`,
    `There is no ${kind} called "${name}" in ${packs || 'the packs chosen'}`,
  )
}

/** A paper: fields and signatures of all instruments that ask for it. */
export function paper(rules: RulesOn, title: string): Reply {
  const found = named(rules, 'paper', title)
  const all = found.map(({ rule }) => rule)
  return {
    value: {
      stage: oneOrAll(all.map((one) => one.stage)),
      fields: together(all.map((one) => one.fields)),
      approvers: together(all.map((one) => one.approvers)),
      signatures: together(all.map((one) => one.signatures)),
      everyPageSigned: anyOf(all.map((one) => one.everyPageSigned)),
      served: anyOf(all.map((one) => one.served)),
      filmed: anyOf(all.map((one) => one.filmed)),
    },
    rules: found,
  }
}

export const approval = (rules: RulesOn, what: string): Reply => approvalOf(rules, named(rules, 'approval', what))

const CADENCES = ['day', 'week', 'half-month', 'month', 'quarter', 'year'] as const

/** Something done again and again: as often as the strictest asks. */
export function cadence(rules: RulesOn, what: string): Reply {
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
export function prohibition(rules: RulesOn, act: string): Reply {
  const found = named(rules, 'prohibition', act)
  return {
    value: { forbidden: true, consequences: together(found.map(({ rule }) => rule.consequences)) },
    rules: found,
  }
}

/** A number the law prints. */
export function figure(rules: RulesOn, name: string): Reply {
  const found = named(rules, 'figure', name).slice(0, 1)
  return { value: { value: found[0]?.rule.value, unit: found[0]?.rule.unit }, rules: found }
}

/** The list of decisions, materials, points or outcomes of legal review. */
export function review(rules: RulesOn, list: RuleOf<'review'>['list']): Reply {
  const found = rulesOf(rules, 'review').filter(({ rule }) => rule.list === list)
  return { value: listOf(found.flatMap(({ rule }) => rule.items)), rules: found }
}

/** What is disclosed, where, and when it changes. */
export function disclosure(rules: RulesOn, list: RuleOf<'disclosure'>['list']): Reply {
  const found = rulesOf(rules, 'disclosure').filter(({ rule }) => rule.list === list)
  const primary = oneOrAll(found.map(({ rule }) => rule.primary))
  return { value: { ...listOf(found.flatMap(({ rule }) => rule.items)), primary }, rules: found }
}

const listOf = (items: readonly Text[]) => ({ items: each(items.map((one) => one.zh)), details: items })
