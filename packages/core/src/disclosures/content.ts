import { z } from 'zod'
import { CalendarDate, Sha256, Sm3 } from '../kernel/index.ts'
import { DisclosureForm, DisclosureStage, DisclosureSubject, DisclosureTrigger } from '../policy/index.ts'

const Line = z.string().trim().min(1).max(200)
export const Words = z.string().trim().min(2).max(2000)
/** One text of a publication: by the key the pack gives it, under the name that is printed. */
export const PublicationText = z.object({
  key: z.string().max(40),
  name: z.string().max(80),
  text: z.string().max(20_000),
})
export type PublicationText = z.infer<typeof PublicationText>

/** A picture or a PDF that belongs to it, kept in the vault. */
export const Attachment = z.object({
  name: Line,
  media: z.enum(['image/png', 'image/jpeg', 'application/pdf']),
  sha256: Sha256,
  sm3: Sm3,
  bytes: z.number().int().positive(),
})
export type Attachment = z.infer<typeof Attachment>

/** One version of what is made public: all of it, as the public reads it and nothing besides. */
export const Content = z.object({
  title: z.string().trim().min(2).max(120),
  /** The item of the instrument, as it is printed there. */
  category: z.string().max(300),
  subject: DisclosureSubject,
  stage: DisclosureStage,
  /** The section that discloses it. */
  department: Line,
  /** Whose it is: the name of the bureau. */
  authority: Line,
  texts: z.array(PublicationText).max(60),
  /** Laws it rests on, each by its name. */
  cites: z.array(Line).max(60),
  /** Where it is an entry of the list of powers and duties, its number and name there. */
  entry: z.object({ number: Line, name: Line }).optional(),
  /** The last day on which it is public; of an entrustment, on which that counts. */
  until: CalendarDate.optional(),
  attachments: z.array(Attachment).max(6),
  /** The paper that was decided by, by the digest of its bytes. */
  paper: z.object({ sha256: Sha256, number: z.string().max(120).optional() }).optional(),
})
export type Content = z.infer<typeof Content>

/** Where it was shown besides the website. */
export const Shown = z.object({
  form: DisclosureForm.exclude(['website']),
  place: Line.optional(),
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
  /** Of an announcement: what it is called. */
  title: Line.optional(),
  /** Of another form: the law that provides it. */
  source: Line.optional(),
})
export type Shown = z.infer<typeof Shown>

export const UpdateTrigger = z.union([DisclosureTrigger, z.literal('period')])
export type UpdateTrigger = z.infer<typeof UpdateTrigger>
