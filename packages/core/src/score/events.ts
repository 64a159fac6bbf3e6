import { z } from 'zod'
import { CalendarDate, Text } from '../kernel/index.ts'

const words = z.string().trim().min(2).max(2000)
/** `pack/rule` of a block. */
const block = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
/** `pack/rule/item` of the sheet. */
const item = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/)
const points = z.number().min(0).max(100)
const band = z.enum(['failed', 'passed', 'excellent'])

/** What of the case a verdict is about: a paper, an act, or a moment of a recording, in milliseconds. */
export const VerdictPlace = z.object({
  act: z.string().min(1).max(120).optional(),
  paper: z.uuid().optional(),
  recording: z.uuid().optional(),
  position: z.number().int().nonnegative().optional(),
})

/** What a reviewer finds of one item. `fails`: it costs points, or of a veto it fails the file. */
export const Verdict = z.object({
  item,
  fails: z.boolean(),
  /** Taken; only of an item that fails and is no veto. */
  points: points.optional(),
  reason: words.optional(),
  place: VerdictPlace.optional(),
})
export type Verdict = z.infer<typeof Verdict>

const ComputedThen = z.object({
  stands: z.enum(['kept', 'lost', 'unsure', 'unasked']),
  points: points.optional(),
  found: z.array(
    z.object({ why: Text, articles: z.array(z.string()), act: z.string().optional(), paper: z.string().optional() }),
  ),
})

/** What a file came to, and what that makes it. */
export const Total = z.object({ score: points, band })
export type Total = z.infer<typeof Total>

export const scoreSheetEvents = {
  /** A sheet as it was handed in: the standard of its day, what was reckoned of each item, and what the reviewer found. */
  'ScoreSheetHandedIn/1': z.object({
    case: z.uuid(),
    unit: z.uuid(),
    /** The sample in which the case was drawn; absent where the reviewer chose it. */
    draw: z.uuid().exactOptional(),
    /** The day whose standard and law it is scored by. */
    on: CalendarDate,
    blocks: z.array(z.object({ block, title: Text, points })).min(1),
    items: z
      .array(
        z.object({
          item,
          block,
          say: Text,
          articles: z.array(z.string()),
          /** The most it may cost; absent of a veto. */
          most: points.optional(),
          computed: ComputedThen,
          verdict: Verdict.omit({ item: true }),
        }),
      )
      .min(1),
    outOf: points,
    own: Total,
    ...Total.shape,
    words: words.optional(),
    findings: z.array(z.uuid()).max(100),
  }),
} as const
