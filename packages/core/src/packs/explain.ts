import type { Citation, Text } from '../kernel/index.ts'
import { ask } from '../policy/index.ts'
import type { Answer, Article, Question, RulesOn, RuleUsed } from '../policy/index.ts'
import { answerText } from './answers.ts'
import { ruleText } from './sentences.ts'

/** One rule of the chain as a sentence, with where it stands. */
export interface Step extends RuleUsed {
  readonly says: Text
  readonly places: readonly (Citation & { readonly label: string })[]
}

/** An answer in whole sentences, and the chain of rules and articles behind it. */
export interface Explanation extends Answer {
  readonly says: Text
  readonly chain: readonly Step[]
}

/** Why the rules answer as they do. Throws as `ask` does. */
export function explain(rules: RulesOn, question: Question): Explanation {
  const answer = ask(rules, question)
  const chain = answer.rules.map((used): Step => {
    const pack = rules.packs.find((one) => one.identity.id === used.pack)
    const rule = pack?.rules.find((one) => one.id === used.rule)
    const places = used.citations.map((one) => ({ ...one, label: labelOf(pack?.articles ?? [], one, used.pack) }))
    return { ...used, says: rule === undefined ? { zh: used.rule, en: used.rule } : ruleText(rule), places }
  })
  return { ...answer, says: answerText(question.ask, answer.value), chain }
}

/** `第四十一条`; of national law `行政处罚法第六十条`. */
function labelOf(articles: readonly Article[], { article }: Citation, pack: string): string {
  const id = article.slice(pack.length + 1)
  return articles.find((one) => one.id === id)?.label ?? id
}
