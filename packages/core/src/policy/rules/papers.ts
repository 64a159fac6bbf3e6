import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { FactKey, PaperField } from '../../papers/index.ts'
import { Act } from '../../procedure/index.ts'
import { Setting } from '../terms.ts'
import { rule } from './rule.ts'

/**
 * Texts that papers state in set words. Of the remedies each is of papers that do another thing: what is decided on the spot,
 * and information refused, go to reconsideration first (行政复议法 art. 23).
 */
export const Wording = z.enum([
  'remedy-ordinary',
  'remedy-on-the-spot',
  'remedy-information-refusal',
  'right-to-statement',
  'right-to-hearing',
  'preservation-duty',
  'measure-duty',
  'questioning-rights',
  'late-payment',
  'demand-consequence',
  'number',
])
export type Wording = z.infer<typeof Wording>

/** What a paper does of its own, by which its one remedy text is chosen. */
export const Effect = z.enum(['ordinary', 'on-the-spot', 'information-refusal'])
export type Effect = z.infer<typeof Effect>

/**
 * A text in set words. `{name}` in it is what `holds` says: what the bureau decided, or how long a period is on the day of the
 * paper, by the id of its rule; or what the paper itself fills in, such as `{authority}`.
 */
export const WordingRule = rule('wording', {
  wording: Wording,
  text: Text,
  holds: z
    .record(
      z.string().regex(/^[a-z]+$/u),
      z.union([Setting, z.strictObject({ period: z.string() }), z.strictObject({ figure: z.string() })]),
    )
    .optional(),
})

/** A paper, its fields, who signs and approves it in order. */
export const PaperRule = rule('paper', {
  title: Text,
  stage: z.string(),
  fields: z.array(PaperField),
  approvers: z.array(z.string()),
  signatures: z.array(z.string()),
  everyPageSigned: z.boolean().optional(),
  served: z.boolean().optional(),
  filmed: z.boolean().optional(),
  /** Every activity has one, also where it was filmed. */
  ofActivities: z.literal(true).optional(),
  /** The acts of a case that it is the paper of. */
  acts: z.array(Act).min(1).optional(),
  /** The family of its layout; a form unless told. */
  template: z.enum(['form', 'letter', 'record']).optional(),
  /** 类型字 of its number; absent, it bears none. */
  mark: z
    .string()
    .regex(/^[\u4e00-\u9fff]{1,6}$/u)
    .optional(),
  /** Its numbers are given out in blocks beforehand. */
  numberedBeforehand: z.literal(true).optional(),
  /** Fields that there may be nothing to say in. */
  mayLack: z.array(FactKey).min(1).optional(),
  /** It has an effect of its own, against which its remedy text shows the way. */
  effect: Effect.optional(),
  /** Set words that stand on it besides. */
  states: z.array(Wording).min(1).optional(),
})

/** Legal review: which decisions, what is handed in, what is looked at, how it may end. */
export const ReviewRule = rule('review', {
  list: z.enum(['decisions', 'materials', 'points', 'outcomes']),
  items: z.array(Text).min(1),
})

/** What is disclosed, where, and what makes it change. */
export const DisclosureRule = rule('disclosure', {
  list: z.enum(['items', 'forms', 'update-triggers', 'withheld']),
  items: z.array(Text).min(1),
  primary: z.string().optional(),
})
