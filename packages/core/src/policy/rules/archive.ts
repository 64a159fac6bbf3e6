import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { Act, STAGES, type Stage } from '../../procedure/index.ts'
import { rule } from './rule.ts'
import { Guard } from './steps.ts'

const some = z.array(Act).min(1)
const stages = Object.keys(STAGES) as [Stage, ...Stage[]]

/** 正卷 may be shown to the party and others; 副卷 holds what is for the authority alone. */
export const VolumePart = z.enum(['main', 'side'])
export type VolumePart = z.infer<typeof VolumePart>

/**
 * In which order the papers of a case lie in its volume, and under which headings. Within a heading they lie by their day. A
 * bureau that has several to choose from names the one it follows; where it has said nothing, that of its own instruments
 * counts, and else the first of the law.
 */
export const VolumeRule = rule('volume', {
  /** By what the setting names it. */
  order: z.string().regex(/^[a-z]+(-[a-z]+)*$/u),
  title: Text,
  sections: z
    .array(
      z.strictObject({
        title: Text,
        part: VolumePart.default('main'),
        /** Papers of these acts; the first heading that names an act has its papers. */
        acts: some.optional(),
        /** Papers of all acts of these parts of the procedure that no heading names. */
        stages: z.array(z.enum(stages)).min(1).optional(),
        /** Papers by their printed titles, wherever they belong otherwise. */
        papers: z.array(z.string().min(1)).min(1).optional(),
        /** What no other heading has. */
        rest: z.literal(true).optional(),
      }),
    )
    .min(1),
  /** The settings that say which order the bureau follows, and whether 副卷 are bound apart. */
  choice: z.strictObject({ setting: z.string() }).optional(),
  parts: z.strictObject({ setting: z.string() }).optional(),
  /** Where page numbers are stamped. */
  numbers: z.strictObject({ setting: z.string() }).optional(),
  /** 全宗号 and 目录号 of the cover, given to the bureau by the archives. */
  fonds: z.strictObject({ setting: z.string() }).optional(),
  catalogue: z.strictObject({ setting: z.string() }).optional(),
})

/**
 * One item of a score sheet (案卷评查): what costs points. Each of `steps` that an act lacks, by the full name of its rule;
 * each period of `periods` that was not kept; each act of `at` that lacks `needs`; or papers that are missing or unsigned.
 */
export const ScoreItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  say: Text,
  /** Where the item stands, beside the articles of what it points at. */
  source: z.array(z.string()).min(1),
  /** So many points each time, never more than the block has; absent: a veto, the file fails whatever else it is worth. */
  points: z.number().positive().max(100).optional(),
  /** It costs its points once, however often it is so. */
  once: z.literal(true).optional(),
  steps: z
    .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/u))
    .min(1)
    .optional(),
  periods: z
    .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/u))
    .min(1)
    .optional(),
  at: some.optional(),
  when: Guard.optional(),
  needs: Guard.optional(),
  papers: z.enum(['missing', 'unsigned', 'unbound']).optional(),
})
export type ScoreItem = z.infer<typeof ScoreItem>

/** One block of a score sheet, with what it is worth. A block of vetoes is worth nothing. */
export const ScoreRule = rule('score', {
  title: Text,
  points: z.number().int().min(0).max(100),
  items: z.array(ScoreItem).min(1),
})
