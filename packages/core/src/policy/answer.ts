import type { Citation, Text } from '../kernel/index.ts'
import type { Values } from './ask/values.ts'
import type { Question } from './question.ts'
import type { RuleKind } from './rules.ts'

/** A rule an answer stands on, with the articles behind it. */
export interface RuleUsed {
  readonly pack: string
  readonly version: number
  readonly rule: string
  readonly kind: RuleKind
  /** `article` is `changsha-county-2023/41`, `quote` the words of the obligation. */
  readonly citations: readonly Citation[]
}

/** What is answered, and the chain of rules and articles behind it. */
export interface Answer<T = Readonly<Record<string, unknown>>> {
  readonly value: T
  readonly rules: readonly RuleUsed[]
  /** Settings without which there is no answer, or no final one. */
  readonly open: readonly string[]
  /** In whole sentences, what a reader should know: an assumption, another reading, a provisional date. */
  readonly notes: readonly Text[]
}

/** What a question of that kind is answered with: its value has the members of that kind and no others. */
export type AnswerOf<Q extends Pick<Question, 'ask'>> = Answer<Values[Q['ask']]>
