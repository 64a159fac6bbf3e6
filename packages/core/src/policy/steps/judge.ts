import { text } from '../../kernel/index.ts'
import type { CalendarDate, Citation, Obstacle, Text } from '../../kernel/index.ts'
import { perRuleSet, remembered } from '../remembered.ts'
import { rulesOf } from '../rule-set.ts'
import type { Standing as Placed } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { isOurs } from '../../procedure/index.ts'
import type { Act } from '../../procedure/index.ts'
import type { OfTheDay } from '../../causes/index.ts'
import { lawFor } from './causes.ts'
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
  readonly exceptions: readonly { readonly say: Text; readonly citation: Citation; readonly why?: Text }[]
  readonly earliest?: CalendarDate
  readonly clears?: Clears
  /** What is wrong with the provisions cited, one by one. */
  readonly findings?: Standing['findings']
}

/** The steps of a rule set that are asked of an act. */
export const stepsAt = perRuleSet((rules, act: Act): readonly StepStanding[] =>
  rulesOf(rules, 'step').filter(({ rule }) => rule.at.includes(act)),
)

function conditionOf(step: StepStanding, asked: Asked): Condition | undefined {
  const { rule } = step
  const applies = rule.when === undefined ? undefined : stands(rule.when, asked)
  if (applies?.met === 'not-met') return undefined
  // What the act should say of itself is asked by the rule that wants it said, and not by each that follows from it.
  if (applies?.met === 'unknown' && rule.when?.kind === 'says') return undefined
  const found = stands(rule.needs, asked)
  if (found.met === 'met') return undefined
  const others = rule.unless?.map((one) => stands(one.needs, asked)) ?? NONE
  if (others.some((one) => one.met === 'met')) return undefined
  const unsure = others.filter((one) => one.met === 'unknown')
  const isUnsure = applies?.met === 'unknown' || unsure.length > 0
  // What an exception wants the act itself to say would clear it as well.
  const tells = unsure.find(({ clears }) => clears?.fact !== undefined || clears?.own !== undefined)?.clears
  const first = applies?.met === 'unknown' ? applies : found
  const missing = tells === undefined ? first : { ...first, clears: { ...first.clears, ...tells } }
  const why = others.map((one) => one.why)
  return missing.lasting && !isUnsure && !why.some((one) => one !== undefined)
    ? toldOnce(step, missing)
    : told(step, missing, isUnsure, why)
}

const NONE: readonly Standing[] = []

/** What is told of a step whenever it is missing. */
const printed = remembered(({ pack, rule, used: { citations } }: StepStanding) => {
  const { id } = pack.identity
  const cited = (source: string): Citation => {
    const obligation = pack.obligations.find((one) => one.id === source)
    return obligation === undefined
      ? { article: `${id}/${source}` }
      : { article: `${id}/${obligation.article}`, quote: obligation.quote }
  }
  return {
    name: `${id}/${rule.id}`,
    citation: citations[0],
    exceptions: (rule.unless ?? []).map(({ say, source }) => ({ say, citation: cited(source) })),
  }
})

const saidOnce = remembered<StepStanding, WeakMap<Standing, Condition>>(() => new WeakMap())

function toldOnce(step: StepStanding, found: Standing): Condition {
  const known = saidOnce(step)
  const said = known.get(found) ?? told(step, found, false)
  known.set(found, said)
  return said
}

/** An exception with why it is no help, where that is known. */
const withWhy = (one: Condition['exceptions'][number], why: Text | undefined): Condition['exceptions'][number] =>
  why === undefined ? one : { ...one, why }

function told(
  step: StepStanding,
  found: Standing,
  isUnsure: boolean,
  others: readonly (Text | undefined)[] = [],
): Condition {
  const { rule, used } = step
  const { why } = found
  const { name, citation, exceptions } = printed(step)
  return {
    code: rule.id,
    rule: name,
    message: why === undefined ? rule.say : { zh: `${rule.say.zh}（${why.zh}）`, en: `${rule.say.en} (${why.en})` },
    ...(citation && { citation }),
    citations:
      found.used === undefined ? used.citations : [...used.citations, ...found.used.flatMap((one) => one.citations)],
    exceptions: others.length === 0 ? exceptions : exceptions.map((one, at) => withWhy(one, others[at])),
    met: found.met === 'unknown' || isUnsure ? 'unknown' : 'not-met',
    effect: rule.effect,
    ...(found.earliest && { earliest: found.earliest }),
    ...(found.clears && { clears: found.clears }),
    ...(found.findings && { findings: found.findings }),
  }
}

/** Whether only the telling of the act itself is missing: it is asked when it is done, and is not in the way of doing it. */
export const isAskedOfAct = ({ clears }: Condition): boolean => clears?.fact !== undefined || clears?.own !== undefined

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
  /** By which generation of the cause it names it is judged. */
  readonly law?: OfTheDay
}

function verdictOf(found: readonly Condition[]): ActVerdict {
  const missing = found.filter((one) => one.met === 'not-met')
  const has = (effect: Condition['effect']): boolean => missing.some((one) => one.effect === effect)
  if (has('refused')) return 'refused'
  if (found.length > missing.length) return 'unknown'
  return has('late') ? 'late' : has('noted') ? 'noted' : 'allowed'
}

const NO_RULES: Condition = {
  code: 'no-rules-that-day',
  rule: 'no-rules-that-day',
  message: text(
    '这一天施行的规定这里没有（行政处罚法以 2021-07-15 起施行的文本为准），不能判断',
    'no rules in force on that day are here (of the penalty law the text in force since 2021-07-15), so it cannot be said',
  ),
  citations: [],
  exceptions: [],
  met: 'unknown',
  effect: 'refused',
}

/** Everything that stands between this act and its being done, in the order of the packs. */
export function judge(asked: Asked): Judged {
  const conditions: Condition[] = []
  const steps: StepStanding[] = []
  for (const step of stepsAt(asked.rules, asked.act.act)) {
    const condition = conditionOf(step, asked)
    if (condition === undefined) continue
    conditions.push(condition)
    steps.push(step)
  }
  // Of a day for which no instrument in the set says anything of any step, nothing can be said.
  if (rulesOf(asked.rules, 'step').length === 0 && isOurs(asked.act.act)) conditions.push(NO_RULES)
  const law = lawFor(asked)
  return { act: asked.act, verdict: verdictOf(conditions), conditions, steps, ...(law && { law }) }
}

/** The story with this act in it: one that was refused is kept apart and counts for nothing. */
export const after = (story: Story, { act, verdict }: Judged): Story =>
  verdict === 'refused'
    ? { ...story, refused: [...story.refused, act] }
    : { ...story, effective: [...story.effective, act] }
