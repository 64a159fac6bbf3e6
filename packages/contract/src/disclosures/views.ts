import { Attachment, Content, Shown, UpdateTrigger } from '@liuhen/core/disclosures'
import { CalendarDate, Instant, Sha256, Text } from '@liuhen/core/kernel'
import { DisclosureForm, DisclosureSource, DisclosureStage, DisclosureSubject, MaskedThing } from '@liuhen/core/policy'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'
import { LackView } from '../papers/views.ts'
import { Stamp } from '../people/index.ts'

export const PublicationStands = z.enum([
  'due',
  'draft',
  'returned',
  'checking',
  'approving',
  'approved',
  'published',
  'withdrawn',
  'withheld',
  'ended',
])

/** An item of the instruments: what a publication of it consists of. */
export const DisclosureItemView = z.object({
  rule: z.string(),
  name: Text,
  needs: z.array(z.object({ key: z.string(), name: Text, optional: z.boolean() })),
  attachment: z.boolean(),
  stage: DisclosureStage,
  subject: DisclosureSubject,
  from: DisclosureSource.optional(),
  citations: z.array(CitationView),
})
export type DisclosureItemView = z.infer<typeof DisclosureItemView>

export const PublicationRow = z.object({
  id: z.uuid(),
  rule: z.string(),
  /** The item it is of; absent where the instruments have it no longer. */
  item: Text.optional(),
  title: z.string().optional(),
  stands: PublicationStands,
  /** Of the version before: still on the website while a newer one is under way. */
  public: z.boolean(),
  department: z.string().optional(),
  stage: DisclosureStage.optional(),
  decidedOn: CalendarDate.optional(),
  publishedAt: Instant.optional(),
  until: CalendarDate.optional(),
  url: z.string().optional(),
  /** Why it is not public, or no longer. */
  reason: z.string().optional(),
})
export type PublicationRow = z.infer<typeof PublicationRow>

/** What is to be done next, and until when. */
export const DisclosureTask = z.object({
  kind: z.enum([
    'withdraw',
    'publish',
    'update',
    'check',
    'approve',
    'publish-approved',
    'put-right',
    'figures',
    'answer',
  ]),
  publication: z.uuid().optional(),
  title: z.string(),
  why: Text,
  department: z.string().optional(),
  /** The last day in time; absent where nothing sets one, or the bureau has not decided it. */
  last: CalendarDate.optional(),
  overdue: z.boolean(),
  citations: z.array(CitationView),
  /** Whether the viewer is among those who do it. */
  mine: z.boolean(),
})
export type DisclosureTask = z.infer<typeof DisclosureTask>

export const DisclosureDepartment = z.object({
  name: z.string(),
  /** Items of which this department has nothing on the website. */
  missing: z.array(
    z.object({ rule: z.string(), name: Text, citations: z.array(CitationView), elsewhere: z.boolean() }),
  ),
})

export type DisclosureDepartment = z.infer<typeof DisclosureDepartment>

const VersionView = z.object({
  version: z.number().int(),
  digest: Sha256,
  content: Content,
  written: Stamp,
  submitted: Stamp.optional(),
  checked: Stamp.optional(),
  approved: Stamp.extend({ post: z.string() }).optional(),
  returned: Stamp.extend({ reason: z.string() }).optional(),
  published: Stamp.extend({ url: z.string() }).optional(),
})

export const PublicationView = z.object({
  row: PublicationRow,
  item: DisclosureItemView.optional(),
  versions: z.array(VersionView),
  shown: z.array(Stamp.extend({ version: z.number().int(), shown: Shown })),
  updates: z.array(z.object({ trigger: UpdateTrigger, since: CalendarDate, what: z.string() })),
  withdrawalDue: z
    .object({ on: CalendarDate, last: CalendarDate.optional(), citations: z.array(CitationView) })
    .optional(),
  withheld: z.object({ ground: Text, reason: z.string(), by: z.string(), at: Instant }).optional(),
  /** What is in the way of the newest version being put up. */
  lacks: z.array(LackView),
  /** By act, everything that is in the viewer’s way; empty where nothing is. */
  acts: z.partialRecord(
    z.enum(['submit', 'check', 'approve', 'return', 'publish', 'withdraw', 'withhold']),
    z.array(LackView),
  ),
  grounds: z.array(z.object({ ground: z.string(), name: Text, citations: z.array(CitationView) })),
  forms: z.array(z.object({ form: DisclosureForm, name: Text, citations: z.array(CitationView) })),
  departments: z.array(z.string()),
  /** Whether what its case says can be looked at beside it. */
  source: z.boolean(),
  case: z.uuid().optional(),
})
export type PublicationView = z.infer<typeof PublicationView>

/** A text of a decision as it stands in the case, and as it would be public. */
export const SourceText = z.object({
  key: z.string(),
  name: Text,
  plain: z.string(),
  masked: z.string(),
  found: z.array(z.object({ from: z.number().int(), to: z.number().int(), what: MaskedThing, as: z.string() })),
})
export type SourceText = z.infer<typeof SourceText>

export const QuestionView = z.object({
  id: z.uuid(),
  publication: z.object({ id: z.uuid(), title: z.string() }),
  sort: z.enum(['explanation', 'objection']),
  from: z.string(),
  words: z.string(),
  asked: Stamp,
  assigned: z.object({ id: z.uuid(), name: z.string() }),
  mine: z.boolean(),
  answered: Stamp.extend({ words: z.string() }).optional(),
})
export type QuestionView = z.infer<typeof QuestionView>

/** A figure of a year with what it counts. */
export const FigureView = z.object({
  figure: z.enum(['decisions', 'ordinary', 'on-the-spot', 'no-penalty', 'measures', 'annulled', 'fines']),
  name: Text,
  value: z.number(),
  rows: z.array(z.object({ case: z.uuid(), title: z.string(), on: CalendarDate, amount: z.number().optional() })),
})
export type FigureView = z.infer<typeof FigureView>

export { Attachment }
