import type { CalendarDate, Citation, Obstacle, Text } from '../../kernel/index.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing as Placed } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import type { Act } from '../../procedure/index.ts'
import { stands } from './stands.ts'
import type { Asked, Clears, Standing } from './standing.ts'
import type { Done, Story } from './story.ts'

export type StepStanding = Placed<RuleOf<'step'>>

/** One thing that stands in the way of an act, or stays on it as a mark. */
export interface Condition extends Obstacle {
  /** Whether it is known to be missing, or only not known to be there. */
  readonly met: 'not-met' | 'unknown'
  readonly effect: RuleOf<'step'>['effect']
  /** `national/step-notice-before-decision` */
  readonly rule: string
  readonly citations: readonly Citation[]
  /** Exceptions of the text that did not help, with their place. */
  readonly exceptions: readonly { readonly say: Text; readonly citation: Citation }[]
  readonly earliest?: CalendarDate
  readonly clears?: Clears
}

/** The steps of a rule set by the acts they are asked of; a rule set is asked about every act of a case. */
const index = new WeakMap<RulesOn, ReadonlyMap<Act, readonly StepStanding[]>>()

export function stepsAt(rules: RulesOn, act: Act): readonly StepStanding[] {
  const known = index.get(rules)
  if (known !== undefined) return known.get(act) ?? []
  const made = new Map<Act, StepStanding[]>()
  for (const one of rulesOf(rules, 'step')) for (const at of one.rule.at) made.set(at, [...(made.get(at) ?? []), one])
  index.set(rules, made)
  return made.get(act) ?? []
}

function conditionOf(step: StepStanding, asked: Asked): Condition | undefined {
  const { rule } = step
  const applies = rule.when === undefined ? undefined : stands(rule.when, asked)
  if (applies?.met === 'not-met') return undefined
  // What the act should say of itself is asked by the rule that wants it said, and not by each that follows from it.
  if (applies?.met === 'unknown' && rule.when?.kind === 'says') return undefined
  const found = stands(rule.needs, asked)
  if (found.met === 'met') return undefined
  const others = (rule.unless ?? []).map((one) => ({ one, stands: stands(one.needs, asked) }))
  if (others.some((one) => one.stands.met === 'met')) return undefined
  const isUnsure = applies?.met === 'unknown' || others.some((one) => one.stands.met === 'unknown')
  return told(step, applies?.met === 'unknown' ? applies : found, isUnsure, others)
}

function told(
  { pack, rule, used }: StepStanding,
  found: Standing,
  isUnsure: boolean,
  others: readonly { readonly one: NonNullable<RuleOf<'step'>['unless']>[number] }[],
): Condition {
  const { why } = found
  const more = (found.used ?? []).flatMap((one) => one.citations)
  const cited = (source: string): Citation => {
    const obligation = pack.obligations.find((one) => one.id === source)
    const { id } = pack.identity
    return obligation === undefined
      ? { article: `${id}/${source}` }
      : { article: `${id}/${obligation.article}`, quote: obligation.quote }
  }
  const [citation] = used.citations
  return {
    code: rule.id,
    rule: `${pack.identity.id}/${rule.id}`,
    message: why === undefined ? rule.say : { zh: `${rule.say.zh}（${why.zh}）`, en: `${rule.say.en} (${why.en})` },
    ...(citation && { citation }),
    citations: [...used.citations, ...more],
    exceptions: others.map(({ one }) => ({ say: one.say, citation: cited(one.source) })),
    met: found.met === 'unknown' || isUnsure ? 'unknown' : 'not-met',
    effect: rule.effect,
    ...(found.earliest && { earliest: found.earliest }),
    ...(found.clears && { clears: found.clears }),
  }
}

/**
 * `refused`: it does not stand; `late` and `noted`: it stands and bears a mark for good; `unknown`: not enough is told to
 * say that it may be done, so it may not.
 */
export type ActVerdict = 'allowed' | 'late' | 'noted' | 'unknown' | 'refused'

export interface Judged {
  readonly act: Done
  readonly verdict: ActVerdict
  readonly conditions: readonly Condition[]
  /** The steps that are missing, in the same order. */
  readonly steps: readonly StepStanding[]
}

function verdictOf(found: readonly Condition[]): ActVerdict {
  const missing = found.filter((one) => one.met === 'not-met')
  const has = (effect: Condition['effect']): boolean => missing.some((one) => one.effect === effect)
  if (has('refused')) return 'refused'
  if (found.length > missing.length) return 'unknown'
  return has('late') ? 'late' : has('noted') ? 'noted' : 'allowed'
}

/** Everything that stands between this act and its being done, in the order of the packs. */
export function judge(asked: Asked): Judged {
  const found = stepsAt(asked.rules, asked.act.act).flatMap((step) => {
    const condition = conditionOf(step, asked)
    return condition === undefined ? [] : [{ step, condition }]
  })
  const conditions = found.map((one) => one.condition)
  return { act: asked.act, verdict: verdictOf(conditions), conditions, steps: found.map((one) => one.step) }
}

/** The story with this act in it: one that was refused is kept apart and counts for nothing. */
export const after = (story: Story, { act, verdict }: Judged): Story =>
  verdict === 'refused'
    ? { ...story, refused: [...story.refused, act] }
    : { ...story, effective: [...story.effective, act] }
