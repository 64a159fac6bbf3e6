import { type Text, text } from '../../kernel/index.ts'
import type { RuleUsed } from '../answer.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn } from '../rule-set.ts'
import { lastOf } from './story.ts'
import type { Done, Story } from './story.ts'

/** That a case is a major one by the amount that is proposed, whatever anybody says of it. */
export interface FoundMajor {
  readonly why: Text
  readonly used: readonly RuleUsed[]
}

/** What proposes an amount, or sets it. */
const PROPOSING = [
  'review-submitted',
  'handling-approved',
  'change-approved',
  'notice-served',
  'penalty-decided',
  'penalty-on-the-spot',
] as const

/** By which rule a case is a major one for its fine: that of this act, or the last that was proposed; undefined where none is. */
export function foundMajor(story: Story, rules: RulesOn, act?: Pick<Done, 'says'>): FoundMajor | undefined {
  const own = act?.says['fine-amount']
  const amount =
    own ??
    lastOf(
      story,
      PROPOSING.filter((kind) => hasAmount(story, kind)),
    )?.says['fine-amount']
  if (typeof amount !== 'number') return undefined
  const found = rulesOf(rules, 'review').flatMap(({ rule, used }) => {
    const set = rule.amount === undefined ? undefined : rules.settings[rule.amount.setting]
    return typeof set === 'number' && amount >= set ? [{ set, used }] : []
  })
  const [first] = found
  if (first === undefined) return undefined
  return {
    why: text(
      `罚款 ${amount} 元，达到目录清单写明的 ${first.set} 元`,
      `a fine of ${amount} yuan, and the catalogue says ${first.set}`,
    ),
    used: found.map((one) => one.used),
  }
}

const hasAmount = (story: Story, kind: (typeof PROPOSING)[number]): boolean =>
  lastOf(story, [kind])?.says['fine-amount'] !== undefined
