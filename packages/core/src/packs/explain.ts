import { type Citation, type Text, text } from '../kernel/index.ts'
import { ask, rulesOf } from '../policy/index.ts'
import type { Answer, AnswerOf, Article, Question, RulesOn, RuleUsed, Values } from '../policy/index.ts'
import { answerText } from './answers.ts'
import { ruleText } from './sentences.ts'

/** One rule of the chain as a sentence, with where it stands. */
export interface Step extends RuleUsed {
  readonly says: Text
  readonly places: readonly (Citation & { readonly label: string })[]
}

/** An answer in whole sentences, and the chain of rules and articles behind it. */
export interface Explanation<V = Answer['value']> extends Answer<V> {
  readonly says: Text
  readonly chain: readonly Step[]
}

/** Why the rules answer as they do. Throws as `ask` does. */
export function explain<Q extends Question>(rules: RulesOn, question: Q): Explanation<Values[Q['ask']]> {
  const answer = ask(rules, question)
  const isSilent = 'keep' in answer.value && answer.value.keep === 'unsaid' && answer.rules.length === 0
  const beside = isSilent ? retentionOf(rules) : []
  const used = [...answer.rules, ...partsOf(rules, answer), ...beside]
  const chain = used.map((used): Step => {
    const pack = rules.packs.find((one) => one.identity.id === used.pack)
    const rule = pack?.rules.find((one) => one.id === used.rule)
    const places = used.citations.map((one) => ({ ...one, label: labelOf(pack?.articles ?? [], one, used.pack) }))
    return { ...used, says: rule === undefined ? { zh: used.rule, en: used.rule } : ruleText(rule), places }
  })
  const says = answerText<Q['ask']>(question.ask, answer.value)
  const silent = rules.packs.length === 0 ? outOfForce(rules) : beside.length > 0 ? OTHER_KINDS : undefined
  return { ...answer, says: silent ?? says, chain }
}

const OTHER_KINDS = text(
  '对所问的这一类未作规定；分别规定了以下各类，请写明是哪一类（活动、程序、是否用作证据、情形）',
  'Nothing is said of what was asked about; each of the following is spoken of: say which it is (activity, procedure, evidence or not, what happened)',
)

/** All that is said of keeping, where none of it is of what was asked about: an answer of nothing reads like no rule. */
const retentionOf = (rules: RulesOn): readonly RuleUsed[] =>
  (['retention', 'long-term'] as const).flatMap((kind) => rulesOf(rules, kind).map(({ used }) => used))

/** The rules on the parts of an activity, where nothing is said of the whole. */
function partsOf(rules: RulesOn, { value }: Pick<AnswerOf<Question>, 'value'>): readonly RuleUsed[] {
  const parts = 'parts' in value ? (value.parts ?? []) : []
  return parts.flatMap(({ activity }) => ask(rules, { ask: 'recording', activity }).rules)
}

/** `第四十一条`; of national law `行政处罚法第六十条`. */
function labelOf(articles: readonly Article[], { article }: Citation, pack: string): string {
  const id = article.slice(pack.length + 1)
  return articles.find((one) => one.id === id)?.label ?? id
}

const WHY = {
  'not-yet': text('还没有施行', 'was not in force yet'),
  'no-longer': text('已经失效', 'was in force no longer'),
  'day-unknown': text(
    '没有写明施行日期，本局填写以前不适用',
    'does not print the day it comes into force; until the bureau enters it, it does not count',
  ),
} as const

/** That none of what was asked speaks on that day: an answer of nothing would read as if the texts were silent. */
function outOfForce({ day, outOfForce: all }: RulesOn): Text | undefined {
  if (all.length === 0) return undefined
  const parts = all.map(({ pack, why }) => ({ pack, why: WHY[why] }))
  return text(
    `${day} ${parts.map(({ pack, why }) => `${pack} ${why.zh}`).join('；')}：不能依它回答`,
    `On ${day} ${parts.map(({ pack, why }) => `${pack} ${why.en}`).join('; ')}: it gives no answer`,
  )
}
