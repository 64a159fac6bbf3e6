import type { Question } from '../question.ts'
import type { RulesOn } from '../rule-set.ts'
import { after, inOrder, judge } from '../steps/index.ts'
import type { AskRules, Done, Story } from '../steps/index.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

type Asked = Extract<Question, { ask: 'step' }>

/**
 * Whether an act may be done after those before it, all by the rules of one day. Names what is missing by its rule, and
 * stands on those.
 */
export function step(rules: RulesOn, asking: Asked, ask: AskRules): Reply<Values['step']> {
  const { ask: _, step: kind, now: more, before, ...told } = asking
  const about: Story['told'] = { format: 'liuhen-case/1', ...told }
  const asked = { rules, rulesOn: () => rules, ask }
  let story: Story = { told: about, effective: [], refused: [] }
  for (const act of inOrder({ ...about, acts: before })) story = after(story, judge({ ...asked, act, story }))
  const place = { number: before.length + 1, order: before.length, key: '' }
  const now: Done = { by: [], approvals: [], says: {}, ...more, ...place, act: kind, on: rules.day }
  const { verdict, conditions, steps } = judge({ ...asked, act: now, story })
  return {
    value: {
      verdict,
      missing: conditions.map((one) => one.code),
      unknown: conditions.filter((one) => one.met === 'unknown').map((one) => one.code),
      says: conditions.map((one) => one.message),
    },
    rules: steps,
  }
}
