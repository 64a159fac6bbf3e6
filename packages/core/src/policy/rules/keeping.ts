import { z } from 'zod'
import { PaperField } from '../../papers/index.ts'
import { BureauNames, Setting, Term } from '../terms.ts'
import { rule } from './rule.ts'

/** By when a recording is stored or handed over. */
export const HandoverRule = rule('handover', {
  what: z.enum(['all', 'evidence-disc']),
  from: z.enum(['recording-end', 'duty-end']),
  /** `duty-day`: by the end of that day's duty, at the hour the bureau sets. */
  within: z.union([Term, z.strictObject({ unit: z.literal('duty-day') }), Setting]),
  by: z.string().optional(),
  to: z.string().optional(),
  bureauNames: BureauNames.optional(),
  exception: z
    .strictObject({ reasons: z.array(z.string()).min(1), from: z.literal('return-to-unit'), within: Term })
    .optional(),
  /** True where the instrument has none and says no other. */
  noException: z.boolean().optional(),
})

/** How often what was handed over is gathered centrally, and by whom. */
export const ConsolidationRule = rule('consolidation', {
  every: z.enum(['week', 'half-month', 'month']),
  by: z.string(),
})

/** Who keeps it. */
export const CustodianRule = rule('custodian', {
  of: z.enum(['case-file', 'media']),
  who: z.string(),
  where: z.string().optional(),
  bureauNames: BureauNames.optional(),
})

/** What a folder or label may be named after. */
export const FilingPart = z.enum([
  'unit',
  'device',
  'officer',
  'year',
  'month',
  'day',
  'used-at',
  'case',
  'party',
  'cause',
  'recorded-on',
  'stored-on',
])
export type FilingPart = z.infer<typeof FilingPart>

/** The hierarchy a recording is filed under. */
export const ClassificationRule = rule('classification', {
  levels: z.union([z.array(z.array(FilingPart)).min(1), Setting]),
  /** False where the instrument asks for labels only and prescribes no folders. */
  folders: z.boolean(),
})

/** How long a class of recordings is kept. */
export const RetentionRule = rule('retention', {
  /** `case`: recorded in a case, not used as evidence; `long-term`: for how long at least that is. */
  of: z.enum([
    'evidence',
    'case',
    'simple-procedure',
    'minor-correction',
    'patrol',
    'everything-else',
    'case-file',
    'long-term',
  ]),
  /** The procedures it is printed for; absent means any. */
  procedures: z
    .array(z.enum(['ordinary', 'simple', 'coercion']))
    .min(1)
    .optional(),
  keep: z.union([
    z.strictObject({ atLeast: Term }),
    z.strictObject({ sameAs: z.literal('case-file') }),
    z.strictObject({ longTerm: z.literal(true) }),
    Setting,
  ]),
})

/** What keeps a recording for the long term, whenever it comes to light. */
export const LongTermRule = rule('long-term', {
  trigger: z.enum([
    'used-as-evidence',
    'objection',
    'complaint',
    'petition',
    'reconsideration',
    'litigation',
    'evasion',
    'refusal',
    'obstruction',
    'abuse',
    'insult',
    'beating',
    'violent-resistance',
    'mass-incident',
    'sudden-incident',
    'major-case',
    'complex-case',
    'difficult-case',
    'other-important',
  ]),
  by: z.enum(['party', 'anyone']).optional(),
  carriers: z.array(z.string()).optional(),
})

/** What an evidence disc says of itself. */
export const StatementRule = rule('statement', {
  fields: z.array(PaperField).min(1),
  /** What is used as evidence goes into the file on a disc. */
  onDisc: z.literal(true).optional(),
})
