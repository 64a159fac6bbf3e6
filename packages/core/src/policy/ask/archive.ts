import { because, Missing } from '../../kernel/index.ts'
import { goesBy, rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { wordsSetting } from '../settings.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

/** The order of papers that counts: the one named, else the one the bureau follows, else that of the bureau's own instruments, else the first. */
export function volumeOrder(rules: RulesOn, order?: string): Standing<RuleOf<'volume'>> | undefined {
  const all = rulesOf(rules, 'volume')
  const chosen = all.flatMap(({ rule }) => (rule.choice ? (wordsSetting(rules, rule.choice.setting) ?? []) : []))[0]
  const name = order ?? chosen
  const found =
    name === undefined
      ? (all.find(({ pack }) => pack.identity.kind !== 'national') ?? all[0])
      : all.find(({ rule }) => rule.order === name || goesBy(rule, name))
  if (found !== undefined || name === undefined) return found
  throw because(
    Missing,
    'volume-order-unknown',
    `所选制度里没有卷内顺序“${name}”；可以选：${all.map(({ rule }) => rule.order).join('、')}`,
    `The packs chosen have no order of a volume called "${name}"; there are: ${all.map(({ rule }) => rule.order).join(', ')}`,
  )
}

/** Whether 副卷 are bound apart from 正卷: only where the bureau says so. */
export const boundApart = (rules: RulesOn): boolean => decided(rules, 'parts') === 'main-and-side'

const STAMPS = ['upper-right', 'lower-right', 'outer'] as const
/** Where page numbers stand: upper right on the front and upper left on the back, unless the bureau says otherwise. */
export const stampOf = (rules: RulesOn): (typeof STAMPS)[number] =>
  STAMPS.find((one) => one === decided(rules, 'numbers')) ?? 'outer'

/** 全宗号 and 目录号 as the archives gave them to the bureau; what it has not entered is left blank for a pen. */
export const archiveNumbers = (rules: RulesOn): { readonly fonds?: string; readonly catalogue?: string } => {
  const [fonds, catalogue] = [decided(rules, 'fonds'), decided(rules, 'catalogue')]
  return { ...(fonds !== undefined && { fonds }), ...(catalogue !== undefined && { catalogue }) }
}

const decided = (rules: RulesOn, what: 'parts' | 'numbers' | 'fonds' | 'catalogue'): string | undefined =>
  rulesOf(rules, 'volume').flatMap(({ rule }) => {
    const key = rule[what]?.setting
    return key === undefined ? [] : (wordsSetting(rules, key) ?? [])
  })[0]

/** The order of papers in a volume. Throws Missing for a name that no pack has. */
export function volume(rules: RulesOn, order: string | undefined): Reply<Values['volume']> {
  const found = volumeOrder(rules, order)
  const orders = rulesOf(rules, 'volume').map(({ rule }) => rule.order)
  if (found === undefined) return { value: { sections: [], orders }, rules: [] }
  const { sections } = found.rule
  const side = sections.filter((one) => one.part === 'side').map((one) => one.title.zh)
  return {
    value: {
      order: found.rule.order,
      sections: sections.map((one) => one.title.zh),
      side: side.length > 0 ? side : undefined,
      apart: boundApart(rules) ? true : undefined,
      orders,
    },
    rules: [found],
  }
}

/** The score sheet, or one block of it. Throws Missing for a block that no pack has. */
export function score(rules: RulesOn, block: string | undefined): Reply<Values['score']> {
  const all = rulesOf(rules, 'score')
  const found = block === undefined ? all : all.filter(({ rule }) => goesBy(rule, block) || rule.title.zh === block)
  if (block !== undefined && found.length === 0)
    throw because(
      Missing,
      'score-block-unknown',
      `评查表里没有“${block}”；有：${all.map(({ rule }) => rule.title.zh).join('、')}`,
      `The score sheet has no block "${block}"; there are: ${all.map(({ rule }) => rule.title.en).join(', ')}`,
    )
  const outOf = found.reduce((sum, { rule }) => sum + rule.points, 0)
  const points =
    block === undefined
      ? found.map(({ rule }) => [rule.title.zh, rule.points === 0 ? 'veto' : rule.points] as const)
      : found.flatMap(({ rule }) => rule.items.map((one) => [one.say.zh, one.points ?? 'veto'] as const))
  return { value: { outOf, points: Object.fromEntries(points) }, rules: found }
}
