import type { Citation } from '../kernel/index.ts'
import { type Fact, type FactKey, facts, keysOfField, type PaperField } from '../papers/index.ts'
import { rulesOf, type RulesOn } from '../policy/index.ts'
import type { PaperStanding } from './around.ts'

/** A paper's rule with what the law of the day wants in it besides, and the provision that wants it. */
export interface LawfulStanding extends PaperStanding {
  readonly wanted: ReadonlyMap<FactKey, Citation>
}

/** Columns of goods are the one list of them. */
const asPrinted = (key: FactKey): FactKey => ((facts[key] as Fact).row === 'goods' ? 'case-goods' : key)

/**
 * What a law wants in every paper of such acts is wanted in this one, whatever its form prints: what the form lacks is put
 * before its own fields, and what the law does not leave open is nowhere left open.
 */
export function lawful(standing: PaperStanding, rules: RulesOn): LawfulStanding {
  const { rule } = standing
  const { acts = [], mark, insteadOf } = rule
  const found =
    mark === undefined || insteadOf !== undefined
      ? []
      : rulesOf(rules, 'paper-fields').filter((one) => one.rule.acts.some((act) => acts.includes(act)))
  if (found.length === 0) return { ...standing, wanted: new Map() }
  const seen = new Set(rule.fields.flatMap(keysOfField).map(asPrinted))
  const wanted = new Map<FactKey, Citation>()
  const added = found.flatMap(({ rule: { fields }, used }): readonly PaperField[] => {
    const [citation] = used.citations
    return fields.flatMap((field) => {
      const keys = keysOfField(field).filter((key) => !seen.has(asPrinted(key)))
      for (const key of keys) {
        seen.add(asPrinted(key))
        if (citation !== undefined) wanted.set(key, citation)
      }
      const [only] = keys
      if (only === undefined) return []
      return keys.length === keysOfField(field).length ? [field] : [{ key: only, label: facts[only].title.zh }]
    })
  })
  const asked = found.flatMap((one) => one.rule.fields.flatMap(keysOfField))
  const open = found.flatMap((one) => one.rule.mayLack ?? [])
  const mayLack = [...(rule.mayLack ?? []).filter((key) => !asked.includes(key)), ...open]
  const stated = [...new Set([...(rule.states ?? []), ...found.flatMap((one) => one.rule.states ?? [])])]
  return {
    ...standing,
    rule: {
      ...rule,
      fields: [...added, ...rule.fields],
      ...(mayLack.length > 0 && { mayLack }),
      ...(stated.length > 0 && { states: stated }),
    },
    wanted,
  }
}
