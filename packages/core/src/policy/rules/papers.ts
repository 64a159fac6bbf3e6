import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { PaperField } from '../../papers/index.ts'
import { rule } from './rule.ts'

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
