import { z } from 'zod'
import { CalendarDate, Text } from '../../kernel/index.ts'

/**
 * The rules of a pack, one schema for each kind of question they answer. Every rule names the places it stands on: for an
 * instrument its obligations (`41.2`), for the national law its provisions (`penalty-law/60`).
 */
export const rule = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    kind: z.literal(kind),
    source: z.array(z.string()).min(1),
    /** What a reader should know that the text does not say: an assumption, a reading chosen among several. */
    note: Text.optional(),
    /** First and last day on which it counts, where those are not the pack's own: laws of one pack change one by one. */
    validFrom: CalendarDate.optional(),
    validTo: CalendarDate.optional(),
    /** The id of the rule that took its place. Asked by that id about a day before, this one answers. */
    replacedBy: z.string().optional(),
    ...shape,
  })
