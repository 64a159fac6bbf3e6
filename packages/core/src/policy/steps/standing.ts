import { text } from '../../kernel/index.ts'
import type { CalendarDate, Text } from '../../kernel/index.ts'
import { acts as ACTS, facts as FACTS } from '../../procedure/index.ts'
import type { Act, CaseFact, Fact } from '../../procedure/index.ts'
import type { ClauseFinding } from '../../causes/index.ts'
import type { RuleUsed } from '../answer.ts'
import { remembered } from '../remembered.ts'
import type { RulesOn } from '../rule-set.ts'
import type { AskRules } from './count.ts'
import type { Done, Story } from './story.ts'

/** What the form of an act asks besides facts: who acts, when and where, until when it lasts, its recording. */
export type OwnTelling = 'by' | 'at' | 'until' | 'place' | 'dueOn' | 'recorded' | 'of' | 'materials'

/** What one act would make it met. */
export interface Clears {
  readonly acts?: readonly Act[]
  readonly fact?: Fact
  /** What the act itself has to tell besides facts. */
  readonly own?: OwnTelling
  readonly setting?: string
  /** What is to be said of the case as a whole. */
  readonly caseFact?: CaseFact
  /** The id of the rule whose approvers are to be asked. */
  readonly approval?: string
}

/** How a condition stands, and what a person reads of it beside the rule's own sentence. */
export interface Standing {
  readonly met: 'met' | 'not-met' | 'unknown'
  readonly why?: Text
  /** The first day on which it can be met by waiting. */
  readonly earliest?: CalendarDate
  readonly clears?: Clears
  /** What is wrong with the provisions cited, one by one. */
  readonly findings?: readonly ClauseFinding[]
  /** Rules besides the step's own that it was found by: the period, the chain of approval, the recording. */
  readonly used?: readonly RuleUsed[]
  /** It is said of every case alike, by one and the same object. */
  readonly lasting?: true
}

/** What a condition is asked about. */
export interface Asked {
  readonly act: Done
  readonly story: Story
  /** The rules of the day of the act. */
  readonly rules: RulesOn
  /** The rules of another day: a period runs by those of the day that started it. */
  readonly rulesOn: (day: CalendarDate) => RulesOn
  readonly ask: AskRules
}

export const MET: Standing = { met: 'met' }
export const notMet = (why?: Text, more: Omit<Standing, 'met' | 'why'> = {}): Standing => ({
  met: 'not-met',
  ...(why && { why }),
  ...more,
})
export const unknown = (why: Text, more: Omit<Standing, 'met' | 'why'> = {}): Standing => ({
  met: 'unknown',
  why,
  ...more,
})

export const named = remembered((acts: readonly Act[]): Text =>
  text(acts.map((one) => ACTS[one].name.zh).join('、'), acts.map((one) => ACTS[one].name.en).join(' / ')),
)

/** That none of these was done yet; the same of every case, so it is said once. */
export const notYet = remembered((acts: readonly Act[]): Standing => {
  const { zh, en } = named(acts)
  return notMet(text(`还没有：${zh}`, `not yet: ${en}`), { clears: { acts }, lasting: true })
})

const untoldFacts = new Map<Fact, Standing>()

/** That a fact was not told. */
export function untold(fact: Fact): Standing {
  const { zh, en } = FACTS[fact].name
  const said =
    untoldFacts.get(fact) ?? unknown(text(`没有写明：${zh}`, `not told: ${en}`), { clears: { fact }, lasting: true })
  untoldFacts.set(fact, said)
  return said
}
