import type { Citation, Text } from '../kernel/index.ts'
import { approvalNamed, chainIn, fills } from '../policy/index.ts'
import type { Condition, RulesOn } from '../policy/index.ts'

/** The approval that an act lacks: who signs in turn, by the names that are printed, and why. */
export interface WantedApproval {
  /** `changsha-county-2023/approval-filing` */
  readonly rule: string
  readonly what: Text
  readonly names: readonly string[]
  /** Settings that are still to say who somebody is. */
  readonly open: readonly string[]
  readonly citations: readonly Citation[]
}

/**
 * What is to be signed, where approvals are missing. The bureau's own instrument goes first. Whoever the law wants besides, and
 * nobody in that chain stands for, signs after it; whoever stands for one of the chain, as a head in person does for a leader,
 * signs in that one's place.
 */
export function approvalWanted(conditions: readonly Condition[], rules: RulesOn): WantedApproval | undefined {
  const wanting = conditions.flatMap((one) => {
    const approving = approvalNamed(rules, one.clears?.approval ?? '')
    return approving === undefined ? [] : [{ one, approving, ...chainIn(approving, rules) }]
  })
  const first = wanting.find(({ approving }) => approving.pack.identity.kind === 'instrument') ?? wanting[0]
  if (first === undefined) return undefined
  const names = wanting
    .filter((other) => other !== first)
    .reduce<readonly string[]>(
      (chain, other) => other.names.reduce((signing, name) => joined(rules, signing, name), chain),
      first.names,
    )
  return {
    rule: `${first.approving.pack.identity.id}/${first.approving.rule.id}`,
    what: first.approving.rule.what,
    names,
    open: wanting.flatMap(({ open }) => open),
    citations: [first, ...wanting.filter((other) => other !== first)].flatMap(({ one }) => one.citations),
  }
}

function joined(rules: RulesOn, chain: readonly string[], name: string): readonly string[] {
  if (chain.some((signing) => fills(rules, signing, name))) return chain
  const at = chain.findLastIndex((signing) => fills(rules, name, signing))
  return at < 0 ? [...chain, name] : chain.with(at, name)
}
