import { z } from 'zod'
import { CalendarDate, Sha256 } from '../kernel/index.ts'
import { Act } from '../procedure/index.ts'
import { Content, Shown, UpdateTrigger, Words } from './content.ts'

/** Version and digest of exactly what was seen: nobody checks, approves or publishes anything else. */
const Seen = { version: z.number().int().positive(), digest: Sha256 }

export const publicationEvents = {
  /** There is something to be made public: begun by a person, or because a case was decided. */
  'PublicationBegun/1': z.object({
    /** The rule of its item: `jinzhong-2022-disclosure/item-decisions`. */
    rule: z.string(),
    decision: z.object({ case: z.uuid(), act: z.string(), kind: Act, on: CalendarDate, unit: z.uuid() }).optional(),
  }),
  'PublicationWritten/1': z.object({
    ...Seen,
    content: Content,
    /** Of a natural person who is the party, where the case does not tell it: no part of what is public. */
    born: CalendarDate.exactOptional(),
  }),
  'PublicationSubmitted/1': z.object(Seen),
  /** Somebody else has looked at what is covered, and at what is not. */
  'PublicationChecked/1': z.object(Seen),
  'PublicationApproved/1': z.object({ ...Seen, post: z.string() }),
  'PublicationReturned/1': z.object({ ...Seen, reason: Words }),
  /** On the website from here on. Its body holds nothing of a person: it is given to everybody as a proof. */
  'PublicationPublished/1': z.object({ ...Seen, form: z.literal('website'), url: z.string().max(300) }),
  'PublicationShown/1': z.object({ ...Seen, shown: Shown }),
  'PublicationUpdateDue/1': z.object({ trigger: UpdateTrigger, since: CalendarDate, what: Words }),
  'PublicationWithdrawalDue/1': z.object({ on: CalendarDate, because: Act }),
  'PublicationWithdrawn/1': z.object({ reason: Words }),
  'PublicationWithheld/1': z.object({ ground: z.string(), reason: Words }),
  /** Public no longer before its last day: credit was repaired, or the term is over. */
  'PublicationEnded/1': z.object({ why: z.enum(['credit-repaired', 'superseded']), reason: Words }),
} as const
