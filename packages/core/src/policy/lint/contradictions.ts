import { canonical } from '../../kernel/index.ts'
import type { Json } from '../../kernel/index.ts'
import type { Pack } from '../pack.ts'
import type { Rule } from '../rules.ts'
import { inPack } from './finding.ts'
import type { Finding } from './finding.ts'

/** Two rules of one pack that answer the same question differently: one of them can only be wrong. */
export function contradictions(pack: Pack): readonly Finding[] {
  const said = new Map<string, { readonly rule: Rule; readonly value: string }[]>()
  const found: Finding[] = []
  for (const rule of pack.rules)
    for (const [about, value] of statements(rule)) {
      const key = `${rule.kind} ${about}`
      const now = canonical((value ?? null) as Json)
      const others = said.get(key) ?? []
      said.set(key, [...others, { rule, value: now }])
      const before = others.find((one) => one.value !== now && overlap(one.rule, rule))
      if (before !== undefined)
        found.push(
          inPack(
            pack,
            'contradiction',
            `rules/${rule.id}`,
            `与规则 ${before.rule.id} 对“${about}”说法不同`,
            `it says something else of "${about}" than the rule ${before.rule.id}`,
          ),
        )
    }
  return found
}

/** Whether two rules count on one day: one that took another's place says something else for good reason. */
const overlap = (a: Rule, b: Rule): boolean =>
  (a.validFrom ?? '') <= (b.validTo ?? '9999') && (b.validFrom ?? '') <= (a.validTo ?? '9999')

/** What a rule says that no other rule of its pack may say differently. */
function statements(rule: Rule): readonly (readonly [about: string, value: unknown])[] {
  switch (rule.kind) {
    case 'continuity':
      return (rule.activities ?? ['every activity']).map((one) => [one, rule.pause])
    case 'handover':
      return [[rule.what, [rule.from, rule.within]]]
    case 'consolidation':
      return [['consolidation', rule.every]]
    case 'classification':
      return [['hierarchy', rule.levels]]
    case 'retention':
      return [[rule.of, rule.keep]]
    case 'access':
      return [[rule.purpose, rule.approvers]]
    case 'recorder':
      return [[rule.who, rule.mayOnlyAssist]]
    case 'approval':
      return [[rule.what.zh, rule.approvers]]
    case 'period':
      return [[rule.title.zh, [rule.length, rule.unit]]]
    case 'figure':
      return [[rule.title.zh, [rule.value, rule.unit]]]
    case 'recording':
      return rule.activities.map((one) => [`${one} ${rule.level === 'as-needed' ? 'may' : 'must'}`, true])
    default:
      return []
  }
}
