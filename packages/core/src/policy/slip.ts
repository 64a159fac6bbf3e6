import { z } from 'zod'
import { Text } from '../kernel/index.ts'

/** How a place stands against superior law: stricter as it may be, doubtful, or of no effect. */
export const Verdict = z.enum(['permitted-stricter', 'doubtful', 'void'])
export type Verdict = z.infer<typeof Verdict>

/**
 * One row of `slips.yaml`: a place of the instrument that a careful reader stumbles over and no program can see. The text
 * itself is never changed; lint looks whether the words still stand there and says how they are read meanwhile.
 */
export const Slip = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** `print`: a slip of print · `gap`: something the text leaves out · `doubt`: more than one reading · `conflict`: with another text. */
  kind: z.enum(['print', 'gap', 'doubt', 'conflict']),
  /** Articles of the pack; each has its words in `quotes` at the same place, or the whole article is meant. */
  articles: z.array(z.string()).min(1),
  quotes: z.array(z.string().min(1)).min(1),
  /** What makes one stumble. */
  says: Text,
  /** How the rules of the pack read it until someone with the right to do so says otherwise. */
  reading: Text,
  /** Against superior law: how the place stands, and the provisions it is held against (`penalty-law/57`). */
  verdict: Verdict.optional(),
  against: z.array(z.string()).optional(),
})
export type Slip = z.infer<typeof Slip>
