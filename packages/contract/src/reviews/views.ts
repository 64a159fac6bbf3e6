import { Text } from '@liuhen/core/kernel'
import { reviewPoints, type ReviewPoint } from '@liuhen/core/reviews'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'

const Point = z.enum(Object.keys(reviewPoints) as [ReviewPoint, ...ReviewPoint[]])

/** What the file shows by itself at one point of review: where it is seen, and by which article it matters. */
export const ReviewFindingView = z.object({
  point: Point,
  code: z.string(),
  message: Text,
  /** Whether it is so, or only cannot be told from the file. */
  met: z.enum(['not-met', 'unknown']),
  citations: z.array(CitationView),
  /** The act that shows it. */
  act: z.object({ id: z.string(), number: z.number().int(), name: Text, on: z.string() }).optional(),
  paper: z.uuid().optional(),
})
export type ReviewFindingView = z.infer<typeof ReviewFindingView>
