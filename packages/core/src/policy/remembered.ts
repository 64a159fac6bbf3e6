import type { RulesOn } from './rule-set.ts'

/** The same answer for the same object, found once and kept as long as the object is. */
export function remembered<T extends object, V>(find: (of: T) => V): (of: T) => V {
  const known = new WeakMap<T, { readonly found: V }>()
  return (of) => {
    const before = known.get(of)
    if (before !== undefined) return before.found
    const found = find(of)
    known.set(of, { found })
    return found
  }
}

/** What the rules of a day say of a thing does not change: a case of hundreds of acts asks for it again and again. */
export function perRuleSet<K, V>(find: (rules: RulesOn, of: K) => V): (rules: RulesOn, of: K) => V {
  const answers = remembered<RulesOn, Map<K, { readonly found: V }>>(() => new Map())
  return (rules, of) => {
    const known = answers(rules)
    const before = known.get(of)
    if (before !== undefined) return before.found
    const found = find(rules, of)
    known.set(of, { found })
    return found
  }
}
