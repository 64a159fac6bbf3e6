import { Text } from '@liuhen/core/kernel'
import { z } from 'zod'

const Citation = z.object({ article: z.string(), quote: z.string().optional() })

const Obstacle = z.object({
  code: z.string(),
  message: Text,
  citation: Citation.optional(),
  also: z.array(Citation).optional(),
  field: z.string().optional(),
})

/** RFC 9457 problem; `obstacles` lists everything that stands in the way, in both languages. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  kind: z.enum(['refused', 'malformed', 'denied', 'missing', 'corrupt', 'unexpected', 'unreachable']),
  obstacles: z.array(Obstacle),
})
export type Problem = z.infer<typeof Problem>

export const statusOf: Record<Problem['kind'], number> = {
  refused: 409,
  malformed: 400,
  denied: 403,
  missing: 404,
  corrupt: 422,
  unexpected: 500,
  unreachable: 503,
}

/** What the typed client throws: the problem the server told, or that it could not be reached. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.obstacles.map((one) => one.message.en).join(' · ') || problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
