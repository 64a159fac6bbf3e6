import { z } from 'zod'
import { CalendarDate, Text } from '../kernel/index.ts'
import { Act, DatedAct } from '../procedure/index.ts'

const Words = z.string().trim().min(1).max(2000)
/** `changsha-county-2023/9` and the words of it. */
const Cited = z.object({ article: z.string(), quote: z.string().exactOptional() })

/**
 * What is to be approved: an act of a case as it would be done, whole, so that nobody signs what is filled in afterwards. Of
 * one that everybody in it signs also when it was. `by`: who took part in such a one, or whom it is about where that is what
 * is approved, as the officer who is to withdraw.
 */
export const Draft = z.object({
  case: z.uuid(),
  act: Act,
  ...DatedAct.pick({ of: true, says: true, place: true, dueOn: true, reason: true, at: true, until: true }).shape,
  on: CalendarDate.optional(),
  by: z.array(z.uuid()).optional(),
})
export type Draft = z.infer<typeof Draft>

/** One place in a chain: the post as the instrument prints it; and who it is, where everybody signs for themselves. */
export const Link = z.object({ post: z.string(), person: z.uuid().optional() })
export type Link = z.infer<typeof Link>

/** What a signature means. `differs`: signs the minutes, and holds another opinion, which stands beside it. */
export const Opinion = z.enum(['agreed', 'differs', 'returned'])
export type Opinion = z.infer<typeof Opinion>

/**
 * What is to be approved that is no act of a case: a matter of another capability, by the prefix of its stream and its id,
 * told in lines as whoever signs reads it.
 */
export const Matter = z.object({
  of: z.enum(['request']),
  id: z.uuid(),
  title: z.string(),
  lines: z.array(Text),
})
export type Matter = z.infer<typeof Matter>

const asking = {
  /** Rule and articles that want it: `changsha-county-2023/approval-filing`. */
  rule: z.string(),
  what: Text,
  citations: z.array(Cited),
  /** In its order; all at once where its places name persons. */
  chain: z.array(Link).min(1),
  /** Whoever asks signs the first place where it is that of the officer handling the case. */
  signsFirst: z.boolean(),
  note: Words.optional(),
} as const
/** The case as it was then, or whose matter it is: unit and officers decide who may sign. */
const about = z.object({ title: z.string(), unit: z.uuid(), officers: z.array(z.uuid()) })

export const approvalEvents = {
  'ApprovalAsked/1': z.object({ draft: Draft, about, ...asking }),
  'MatterPutUp/1': z.object({ matter: Matter, about, ...asking }),
  'ApprovalSigned/1': z.object({
    post: z.string(),
    opinion: Opinion,
    words: Words.optional(),
    /** Whose post it is, who is away: the signature is the deputy’s. */
    inStead: z.uuid().exactOptional(),
  }),
  /** Taken back by whoever asked. */
  'ApprovalWithdrawn/1': z.object({ reason: Words }),
} as const
export type ApprovalAsked = z.infer<(typeof approvalEvents)['ApprovalAsked/1']>
export type MatterPutUp = z.infer<(typeof approvalEvents)['MatterPutUp/1']>
