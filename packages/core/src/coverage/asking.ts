import { ask, rulesOf, rulesOn } from '../policy/index.ts'
import type { Library, RulesOn, RuleSet } from '../policy/index.ts'
import type { Asker, AskOn } from './rules-in-force.ts'

/** Asks a bureau's rule set, by the rules in force on each day; days with the same versions share one asker. */
export function askingBy(library: Library, ruleSet: RuleSet): AskOn {
  const askers = new Map<string, Asker>()
  return (day) => {
    const rules = rulesOn(library, ruleSet, day)
    const versions = rules.packs.map(({ identity }) => `${identity.id}@${identity.version}`)
    const lapsed = rules.outOfForce.map((one) => `${one.pack} ${one.why}`)
    const key = [...versions, ...lapsed].join('\n')
    const asker = askers.get(key) ?? askerOf(rules)
    askers.set(key, asker)
    return asker
  }
}

/** Asks the rules in force on one day. */
export const askerOf = (rules: RulesOn): Asker => ({
  ask: (question) => ask(rules, question),
  ruleOf: (used) => rulesOf(rules, used.kind).find((one) => one.used === used)?.rule,
  titleOf: (setting) => rules.packs.flatMap((pack) => pack.settings).find((one) => one.key === setting)?.title,
})
