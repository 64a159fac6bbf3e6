import { ask, issuedLater, rulesOf, rulesOn } from '../policy/index.ts'
import type { Library, RulesOn, RuleSet, RuleUsed } from '../policy/index.ts'
import type { Asker, AskOn } from './rules-in-force.ts'

/** Asks a bureau's rule set, by the rules in force on each day; days with the same versions share one asker. */
export function askingBy(library: Library, ruleSet: RuleSet): AskOn {
  const askers = new Map<string, Asker>()
  return (day) => {
    const rules = rulesOn(library, ruleSet, day)
    const key = sameRules(rules)
    const asker = askers.get(key) ?? askerOf(rules)
    askers.set(key, asker)
    return asker
  }
}

/** The same for days with the same rules, of which those that were issued only later are others than those known by then. */
export function sameRules({ packs, outOfForce, day }: RulesOn): string {
  const versions = packs.map(
    (pack) => `${pack.identity.id}@${pack.identity.version}${issuedLater(pack, day) ? ' later' : ''}`,
  )
  return [...versions, ...outOfForce.map((one) => `${one.pack} ${one.why}`)].join('\n')
}

/** Asks the rules in force on one day. */
export const askerOf = (rules: RulesOn): Asker => ({
  ask: (question) => ask(rules, question),
  ruleOf: (used) => rulesOf(rules, used.kind).find((one) => one.used === used)?.rule,
  isOrganisational: (used) => isOrganisational(rules, used),
  issuedLater: (id) => {
    const pack = rules.packs.find((one) => one.identity.id === id)
    return pack && issuedLater(pack, rules.day)
  },
  textRecord: () => rulesOf(rules, 'paper').flatMap(({ rule, used }) => (rule.ofActivities ? used.citations : [])),
  titleOf: (setting) => rules.packs.flatMap((pack) => pack.settings).find((one) => one.key === setting)?.title,
})

function isOrganisational({ packs, byKind }: RulesOn, used: RuleUsed): boolean {
  const rule = byKind.get(used.kind)?.find((one) => one.used === used)?.rule
  const pack = packs.find((one) => one.identity.id === used.pack)
  const of = pack?.obligations.filter((one) => rule?.source.includes(one.id)) ?? []
  return of.length > 0 && of.every((one) => one.kind === 'organisation')
}
