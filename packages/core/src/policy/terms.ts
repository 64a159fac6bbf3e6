import { z } from 'zod'

/**
 * How long, and what is counted. The units never mix: 行政处罚法 art. 85 makes its two, three, five and seven days
 * working days and leaves its fifteen and ninety days calendar days.
 */
export const Unit = z.enum(['hour', 'working-day', 'calendar-day', 'month', 'year'])
export type Unit = z.infer<typeof Unit>

/** A length: so many of one unit. */
export const Term = z.object({ count: z.number().int().positive(), unit: Unit })
export type Term = z.infer<typeof Term>

/** A length that another law sets, with the place where it does. */
export const SourcedTerm = Term.extend({ source: z.string().trim().min(4).max(300) }).strict()
export type SourcedTerm = z.infer<typeof SourcedTerm>

/** A length that the rule itself leaves to the bureau: the key of the setting that supplies it. */
export const Setting = z.object({ setting: z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/) })
export type Setting = z.infer<typeof Setting>

/**
 * Names that an instrument prints without saying who or what they are in this bureau, or that a district may replace:
 * each with the key of the setting that says so.
 */
export const BureauNames = z.record(z.string(), Setting.shape.setting)
export type BureauNames = z.infer<typeof BureauNames>
