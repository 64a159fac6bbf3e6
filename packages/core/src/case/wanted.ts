import { approvalNamed } from '../policy/index.ts'
import type { Condition, RulesOn } from '../policy/index.ts'

/**
 * The approval that is missing, where one is. What the bureau's own instrument prints goes before the law's, whose approver
 * is the last of the longer chain.
 */
export function approvalWanted(conditions: readonly Condition[], rules: RulesOn): Condition | undefined {
  const wanting = conditions.filter((one) => one.clears?.approval !== undefined)
  const isOwn = ({ clears }: Condition): boolean =>
    approvalNamed(rules, clears?.approval ?? '')?.pack.identity.kind === 'instrument'
  return wanting.find(isOwn) ?? wanting[0]
}
