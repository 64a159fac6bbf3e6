import { z } from 'zod'
import { Basis, Benchmark, Cause, Ground } from '../causes/index.ts'
import { CalendarDate, Text } from '../kernel/index.ts'
import { PostNames } from './posts.ts'
import { Rule } from './rules.ts'
import { Slip } from './slip.ts'
import { Unit } from './terms.ts'

export const PackId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** `pack.yaml`: what the instrument is. A later version of it is another pack with the same id and a higher version. */
export const Identity = z.strictObject({
  id: PackId,
  version: z.number().int().positive(),
  kind: z.enum(['national', 'instrument']),
  /** Whose instrument it is; it tells who is whose superior. A district counts as a county. */
  level: z.enum(['province', 'city', 'county']).optional(),
  /** Where it rules, by its code in GB/T 2260: `430121` lies in `430100` and in `430000`. */
  division: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  title: Text,
  issuer: z.string(),
  documentNumber: z.string().optional(),
  trial: z.boolean().optional(),
  issuedOn: CalendarDate.optional(),
  /** Null where the text does not say the day: the bureau enters it. */
  effectiveFrom: CalendarDate.nullable(),
  /** The last day on which it is in force. */
  effectiveTo: CalendarDate.optional(),
  basedOn: z.array(z.string()).optional(),
  /** 解释机关: who says what it means, where its text names them. */
  interpretedBy: z.string().optional(),
  note: Text.optional(),
})
export type Identity = z.infer<typeof Identity>

/** One article of an instrument, word for word; of the national law its place and what it says in our words. */
export const Article = z.union([
  z.strictObject({
    id: z.string(),
    label: z.string(),
    chapter: z.string().optional(),
    /** The label is not printed; it is told from its neighbours. */
    labelLost: z.boolean().optional(),
    text: z.string().min(1),
  }),
  z.strictObject({
    id: z.string(),
    law: z.string(),
    label: z.string(),
    gist: Text,
    from: CalendarDate.optional(),
    to: CalendarDate.optional(),
    /** The labels it had before the law was renumbered, such as `第三十八条`. */
    formerly: z.array(z.string()).optional(),
    /** Told by a secondary source or from memory, not read in the law itself. */
    unverified: z.boolean().optional(),
  }),
])
export type Article = z.infer<typeof Article>

export const ObligationKind = z.enum([
  'definition',
  'principle',
  'actor-rule',
  'mandatory-recording',
  'recording-content',
  'continuity',
  'device',
  'document',
  'procedure-step',
  'deadline',
  'approval',
  'service',
  'storage',
  'retention',
  'long-term-retention',
  'access',
  'copy',
  'provide-external',
  'publish',
  'integrity',
  'supervision',
  'assessment',
  'prohibition',
  'liability',
  'training',
  'organisation',
])

/** One thing an article obliges to: `41.2` of article 41, with the words of the article that say so. */
export const Obligation = z.strictObject({
  id: z.string(),
  article: z.string(),
  kind: ObligationKind,
  modality: z.enum(['must', 'must-not', 'should', 'may', 'states']),
  quote: z.string().min(1),
})
export type Obligation = z.infer<typeof Obligation>

/** Something the instrument leaves to the bureau. Required until it is given, unless optional; never guessed. */
export const SettingWanted = z.strictObject({
  key: z.string(),
  title: Text,
  source: z.array(z.string()).min(1),
  /** The instrument prints an answer that holds until the bureau, or a district that may, puts its own in the place. */
  optional: z.boolean().optional(),
  /** What it governs and the system does not do yet: it may be decided, and is not open before. */
  waitsFor: z.enum(['cases', 'legal-review', 'disclosure']).optional(),
  /** It says something of these settings: it is open once one of them is decided, and anew with each later decision; what that is called. */
  renewedBy: z.strictObject({ settings: z.array(z.string()).min(1), say: Text }).optional(),
  value: z.discriminatedUnion('type', [
    /** `most` and `least` are bounds that a superior law sets. */
    z.strictObject({
      type: z.literal('term'),
      unit: Unit,
      most: z.number().int().positive().optional(),
      least: z.number().int().positive().optional(),
      boundBy: z.string().optional(),
    }),
    /** A term that another law sets in place of the one printed: entered only with that law. */
    z.strictObject({ type: z.literal('sourced-term'), unit: Unit }),
    z.strictObject({ type: z.literal('approver') }),
    z.strictObject({ type: z.literal('date') }),
    /** `17:30` and the like: when a duty day's hand-over is late. */
    z.strictObject({ type: z.literal('time') }),
    z.strictObject({ type: z.literal('amount'), unit: z.string() }),
    z.strictObject({ type: z.literal('choice'), of: z.array(z.string()).min(2) }),
    /** Folders from the outermost inwards, in the words of the vocabulary. */
    z.strictObject({ type: z.literal('folders') }),
    z.strictObject({ type: z.literal('words') }),
  ]),
  /** What a reader may take as a start; shown as such, and counts only once the bureau has said yes to it. */
  suggestion: Text.optional(),
})
export type SettingWanted = z.infer<typeof SettingWanted>

/**
 * A pack, whole: `pack.yaml`, `articles.yaml`, `obligations.yaml`, `rules.yaml`, `settings.yaml`, `posts.yaml`,
 * `slips.yaml`; and where it has a catalogue, `bases.yaml`, `causes.yaml`, `grounds.yaml` and `benchmarks.yaml`.
 */
export const Pack = z.strictObject({
  identity: Identity,
  articles: z.array(Article),
  obligations: z.array(Obligation),
  rules: z.array(Rule),
  settings: z.array(SettingWanted),
  posts: PostNames.optional(),
  slips: z.array(Slip).optional(),
  bases: z.array(Basis).optional(),
  causes: z.array(Cause).optional(),
  grounds: z.array(Ground).optional(),
  benchmarks: z.array(Benchmark).optional(),
})
export type Pack = z.infer<typeof Pack>
