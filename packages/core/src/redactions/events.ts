import { z } from 'zod'
import { Digests, Instant } from '../kernel/index.ts'
import { RedactionPlan } from './plan.ts'

const words = z.string().trim().min(2).max(500)

/** A copy with the boxes and silences of a plan in it, as it lies in the vault. */
export const RedactedCopy = z.object({
  ...Digests.shape,
  bytes: z.number().int().nonnegative(),
  mediaType: z.string(),
  tool: z.string(),
  recipe: z.string(),
  original: Digests.shape.sha256,
  /** SHA-256 of the plan it was rendered by. */
  plan: Digests.shape.sha256,
})
export type RedactedCopy = z.infer<typeof RedactedCopy>

export const redactionEvents = {
  'RedactionDrafted/1': z.object({ recording: z.uuid(), original: Digests.shape.sha256, plan: RedactionPlan }),
  /** What was rendered and found of the plan before it counts no more. */
  'RedactionChanged/1': z.object({ plan: RedactionPlan }),
  'RedactionRendered/1': RedactedCopy,
  'RedactionFailed/1': z.object({ said: z.string() }),
  /** Somebody else looked at all of it. */
  'RedactionReviewed/1': z.object({ fine: z.boolean(), note: words.optional() }),
  'RedactionApproved/1': z.object({ note: words.optional() }),
  /** The copy without boxes and silences is asked for. */
  'PlainCopyAsked/1': z.object({ ask: z.uuid(), reason: words, recipient: words }),
  'PlainCopyDecided/1': z.object({
    ask: z.uuid(),
    granted: z.boolean(),
    reason: words,
    /** Until when it may be fetched. */
    until: Instant.optional(),
  }),
  'PlainCopyTaken/1': z.object({ ask: z.uuid() }),
} as const
