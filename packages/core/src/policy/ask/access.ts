import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { approverKey, nameFor, wordsSetting } from '../settings.ts'
import { anyOf, each, together } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Purpose = RuleOf<'access'>['purpose']

/** The wider rule that holds where an instrument has none for the purpose itself. */
const WIDER: Partial<Record<Purpose, Purpose>> = {
  'look-by-authority': 'look',
  'provide-to-reconsideration-or-court': 'provide',
}

/** Who says yes, in order, and what comes with it; of several packs all of them. */
export function access(rules: RulesOn, purpose: Purpose): Reply<Values['access']> {
  const by = (one: Purpose) => rulesOf(rules, 'access').filter(({ rule }) => rule.purpose === one)
  const exact = by(purpose)
  const wider = WIDER[purpose]
  const found = exact.length > 0 || wider === undefined ? exact : by(wider)
  const all = found.map(({ rule }) => rule)
  const { approvers, open } = approversOf(rules, found)
  const duties = all.flatMap(({ by: names, reach }) => (names && reach ? [{ by: names, reach }] : []))
  return {
    value: {
      approvers,
      districtsDecide: anyOf(all.map((one) => one.districtsDecide)),
      reasons: together(all.map((one) => one.reasons)),
      register: together(all.map((one) => one.register)),
      handedOutBy: together(
        found.map((one) => one.rule.handedOutBy?.flatMap((name) => nameFor(rules, one, name).names)),
      ),
      keepCopy: anyOf(all.map((one) => one.keepCopy)),
      covers: together(all.map((one) => one.covers)),
      withholds: together(all.map((one) => one.withholds)),
      evidenceExempt: anyOf(all.map((one) => one.evidenceExempt)),
      realTime: anyOf(all.map((one) => one.realTime)),
      duties: duties.length === 0 ? undefined : duties,
    },
    rules: found,
    open,
  }
}

/** An approval that is not tied to one paper. */
export function approval(rules: RulesOn, found: readonly Standing<RuleOf<'approval'>>[]): Reply<Values['approval']> {
  const { approvers, open } = approversOf(rules, found)
  return { value: { approvers }, rules: found, open }
}

/** Whether the bureau says who approves: the instrument leaves it unnamed, or lets a district decide. */
export const isOwn = (rule: RuleOf<'access' | 'approval'>): boolean =>
  rule.approvers === 'unnamed' || ('districtsDecide' in rule && rule.districtsDecide === true)

/**
 * The chain of names. One the instrument leaves unnamed is the bureau's to name; while it has not, the chain as a whole
 * is `unnamed`. A district that may decide for itself replaces the printed name by its own.
 */
function approversOf(
  rules: RulesOn,
  found: readonly Standing<RuleOf<'access' | 'approval'>>[],
): { approvers: readonly string[] | 'unnamed' | 'none-stated'; open: readonly string[] } {
  const open: string[] = []
  const names = found.flatMap((one): readonly (string | undefined)[] => {
    const { approvers } = one.rule
    const key = isOwn(one.rule) ? approverKey(one) : undefined
    const own = key === undefined ? undefined : wordsSetting(rules, key)
    if (own === undefined && approvers === 'unnamed' && key !== undefined) open.push(key)
    if (own !== undefined) return own
    if (approvers === 'unnamed') return [undefined]
    const named = approvers.map((name) => nameFor(rules, one, name))
    open.push(...named.flatMap((each) => each.open))
    return named.flatMap((each) => each.names)
  })
  if (names.includes(undefined)) return { approvers: 'unnamed', open }
  const chain = each(names.filter((one) => one !== undefined))
  return { approvers: chain.length === 0 ? 'none-stated' : chain, open }
}
