import type { Act } from '../../procedure/index.ts'
import type { Fact } from '../../procedure/index.ts'
import { perRuleSet } from '../remembered.ts'
import { rulesOf } from '../rule-set.ts'
import type { Guard } from '../rules.ts'

/** What every form asks of a cause; the rest is asked once the one that is named wants it. */
const OF_ANY_CAUSE: readonly Fact[] = ['cause', 'clauses', 'grade', 'grounds']

/** What the form of an act asks: facts that some condition reads, of it or of what follows it, and a last day it sets. */
export interface Asks {
  readonly facts: readonly Fact[]
  readonly dueOn: boolean
}

/** What the rules of a day want told of an act. */
export const asksOf = perRuleSet((rules, act: Act): Asks => {
  const facts = new Set<Fact>()
  let dueOn = rulesOf(rules, 'period').some(
    ({ rule }) =>
      (rule.extension?.length === 'unnamed' && rule.extension.act === act) ||
      ('stated' in rule.length && rule.startsOn?.includes(act) === true),
  )
  for (const { rule } of rulesOf(rules, 'review')) if (rule.asks?.act === act) facts.add(rule.asks.fact)
  for (const { rule } of rulesOf(rules, 'step')) {
    const own = rule.at.includes(act)
    for (const guard of guardsOf(rule)) {
      for (const fact of factsOf(guard, act, own)) facts.add(fact)
      dueOn ||=
        (guard.kind === 'past-due' && guard.acts.includes(act)) ||
        isSetBy(guard, act) ||
        (own && (guard.kind === 'sets-after' || guard.kind === 'lengthens'))
    }
  }
  return { facts: [...facts], dueOn }
})

const isSetBy = (guard: Guard, act: Act): boolean =>
  (guard.kind === 'over' || guard.kind === 'accrued') && guard.orSet?.includes(act) === true

function guardsOf(rule: {
  readonly when?: Guard | undefined
  readonly needs: Guard
  readonly unless?: readonly { readonly needs: Guard }[] | undefined
}): readonly Guard[] {
  const roots = [...(rule.when ? [rule.when] : []), rule.needs, ...(rule.unless ?? []).map((one) => one.needs)]
  const inside = (guard: Guard): readonly Guard[] =>
    guard.kind === 'any' || guard.kind === 'all' ? guard.of.flatMap(inside) : [guard]
  return roots.flatMap(inside)
}

/** The facts that a condition reads of an act: of its own, or of what was said in an earlier one. */
function factsOf(guard: Guard, act: Act, own: boolean): readonly Fact[] {
  switch (guard.kind) {
    case 'says':
      return guard.acts === undefined ? (own ? [guard.fact] : []) : guard.acts.includes(act) ? [guard.fact] : []
    case 'agrees':
      return own || guard.acts.includes(act) ? guard.facts : []
    case 'no-more':
      return [...(own ? [guard.fact] : []), ...(guard.acts.includes(act) ? [guard.than ?? guard.fact] : [])]
    case 'no-other-sum':
      return own ? [guard.fact] : guard.acts.includes(act) ? [guard.sum] : []
    case 'adds-up':
      return [
        ...(guard.acts.includes(act) ? guard.facts.slice(0, 1) : []),
        ...(guard.to.acts.includes(act) ? [guard.to.fact] : []),
      ]
    case 'tallies':
      return [
        ...(own ? [guard.back ?? guard.pieces] : []),
        ...([...guard.taken, ...guard.stored].includes(act) ? [guard.pieces] : []),
      ]
    case 'accrued':
      return [
        ...(own ? [guard.fact] : []),
        ...(guard.on.acts.includes(act) ? [guard.on.fact] : []),
        ...[guard.paid, guard.refunded].flatMap((one) => (one?.acts.includes(act) ? one.facts.slice(0, 1) : [])),
      ]
    case 'cause':
      return own ? guard.reads.filter((fact) => OF_ANY_CAUSE.includes(fact)) : []
    case 'past-due':
      return guard.acts.includes(act) && act === 'deferral-granted' ? ['instalments'] : []
    case 'at-most':
      return (guard.acts?.includes(act) ?? own) ? [guard.fact] : []
    default:
      return []
  }
}
