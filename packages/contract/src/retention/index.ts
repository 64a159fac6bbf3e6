import { CalendarDate, Instant, Sha256, Sm3, Text } from '@liuhen/core/kernel'
import {
  Carrier,
  KeepingFact,
  Kept,
  KeptThing,
  LARGEST_LIST,
  Opinion,
  SigningRole,
  Trigger,
} from '@liuhen/core/retention'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

/** Who keeps recordings and draws up what is to be disposed of. */
const keepers = ['custodian', 'information-centre'] as const
const signers = SigningRole.options
const overseers = [...keepers, ...signers] as const
/** Whoever may look at recordings may learn why one is kept. */
const lookers = [
  'officer',
  'auxiliary',
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'information-centre',
  'deputy-head',
  'head',
  'custodian',
] as const
const reason = z.string().trim().min(2).max(500)
const id = z.object({ id: z.uuid() })
const done = z.object({})

/** How long it is kept, as far as that can be told, with the articles. */
export const KeptView = Kept.omit({ citations: true }).extend({ says: Text, citations: z.array(CitationView) })
export type KeptView = z.infer<typeof KeptView>

/** Something in the way of disposing of a recording now. */
export const KeepingBlock = z.object({ code: z.string(), message: Text })
export type KeepingBlock = z.infer<typeof KeepingBlock>

export const FactView = z.object({
  id: z.uuid(),
  trigger: Trigger,
  /** Registered of the recording itself, of an activity or of a case it is part of. */
  about: KeptThing,
  reason: z.string(),
  ...Stamp.shape,
})
export type FactView = z.infer<typeof FactView>

export const HoldView = z.object({
  hold: z.uuid(),
  reason: z.string(),
  ...Stamp.shape,
  /** Whether whoever looks placed it, and so does not let it go. */
  own: z.boolean(),
  released: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
})
export type HoldView = z.infer<typeof HoldView>

/** What is left of a recording that was disposed of: which list, who approved it, and its certificate. */
export const DisposedView = z.object({
  disposal: z.uuid(),
  reason: z.string(),
  at: Instant,
  appraised: z.object({ words: z.string(), ...Stamp.shape }).optional(),
  approvedBy: z.array(z.object({ role: SigningRole, ...Stamp.shape })),
  sha256: Sha256,
  sm3: Sm3,
  bytes: z.number().int(),
  /** Of the event that destroyed it: `liuhen audit` names it. */
  warrant: z.uuid().optional(),
  certified: z.boolean(),
})
export type DisposedView = z.infer<typeof DisposedView>

export const KeepingView = z.object({
  /** By what is known at this moment. */
  now: KeptView.optional(),
  /** The longest that was ever found, which stands whatever changes. */
  standing: KeptView.extend({ since: Instant }).optional(),
  waitsFor: z.array(z.enum(['case', 'rules'])),
  open: z.array(z.object({ key: z.string(), title: Text })),
  facts: z.array(FactView),
  /** Cases and activities that say how long, by what they are called. */
  because: z.array(z.object({ kind: z.enum(['case', 'activity']), id: z.uuid(), title: Text, open: z.boolean() })),
  holds: z.array(HoldView),
  carriers: z.array(Carrier.extend(Stamp.shape)),
  /** Why it cannot be disposed of now; empty when its term is over and nothing is in the way. */
  blocks: z.array(KeepingBlock),
  /** The list it stands on. */
  listed: z.uuid().optional(),
  disposed: DisposedView.optional(),
  may: z.object({ register: z.boolean(), hold: z.boolean(), release: z.boolean(), carrier: z.boolean() }),
})
export type KeepingView = z.infer<typeof KeepingView>

/** A recording in the lists of what is kept. */
export const KeptRow = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  unit: z.string(),
  start: Instant,
  bytes: z.number().int(),
  class: Kept.shape.class,
  says: Text,
  until: CalendarDate.optional(),
  carriers: z.array(z.string()).optional(),
  citations: z.array(CitationView),
})
export type KeptRow = z.infer<typeof KeptRow>

export const DisposalStandsName = z.enum(['appraising', 'approving', 'undo-window', 'carrying-out', 'done', 'undone'])

export const DisposalRow = z.object({
  id: z.uuid(),
  stands: DisposalStandsName,
  reason: z.string(),
  count: z.number().int(),
  ...Stamp.shape,
  undoUntil: Instant.optional(),
  /** What whoever looks can do with it next. */
  next: z.enum(['appraise', 'sign', 'carry-out']).optional(),
})
export type DisposalRow = z.infer<typeof DisposalRow>

export const KeepingOverview = z.object({
  /** Terms that are over and nothing in the way: they can be listed. */
  expired: z.array(KeptRow),
  /** How many in all. */
  expiredCount: z.number().int(),
  /** Terms that end soon. */
  expiring: z.array(KeptRow),
  /** Kept for the long term, and on no carrier yet. */
  carriers: z.array(KeptRow),
  carriersCount: z.number().int(),
  held: z.array(z.object({ recording: z.uuid(), fileName: z.string(), reason: z.string(), ...Stamp.shape })),
  lists: z.array(DisposalRow),
  /** Case files. While the bureau has not said how long they are kept, that is told, and none of them is over. */
  files: z.object({
    over: z.array(
      z.object({ case: z.object({ id: z.uuid(), name: z.string() }), number: z.string(), until: CalendarDate }),
    ),
    undecided: z.array(z.object({ key: z.string(), title: Text, citations: z.array(CitationView) })),
  }),
  /** What is destroyed without a way back, and when, as the bureau decided; the key where it has not. */
  undo: z.object({ key: z.string(), title: Text, says: Text.optional(), citations: z.array(CitationView) }),
  may: z.object({ list: z.boolean() }),
})
export type KeepingOverview = z.infer<typeof KeepingOverview>

export const DisposalItemView = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  unit: z.string(),
  start: Instant,
  bytes: z.number().int(),
  class: Kept.shape.class,
  until: CalendarDate,
  appraised: z.object({ opinion: Opinion, words: z.string(), ...Stamp.shape }).optional(),
  undone: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  spared: z.string().optional(),
  /** What came in its way since it was listed. */
  blocks: z.array(KeepingBlock),
})
export type DisposalItemView = z.infer<typeof DisposalItemView>

export const DisposalView = z.object({
  row: DisposalRow,
  items: z.array(DisposalItemView),
  signatures: z.array(
    z.object({
      role: SigningRole,
      opinion: z.enum(['agreed', 'returned']),
      words: z.string().optional(),
      ...Stamp.shape,
    }),
  ),
  undone: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  /** Why whoever looks cannot do the next step; empty when they can. */
  against: z.array(KeepingBlock),
  packages: z.array(z.object({ id: z.uuid(), purpose: z.string(), recipient: z.string() })),
  begun: z.object({ warrant: z.uuid(), at: Instant, index: z.number().int().optional() }).optional(),
  done: z
    .object({
      gone: Instant,
      blobs: z.number().int(),
      bytes: z.number().int(),
      bodies: z.number().int(),
      shared: z.number().int(),
      sha256: Sha256,
    })
    .optional(),
  citations: z.array(CitationView),
})
export type DisposalView = z.infer<typeof DisposalView>

export const retentionEndpoints = endpoints({
  showKeeping: {
    method: 'GET',
    path: '/api/recordings/:id/keeping',
    allow: lookers,
    title: 'How long a recording is kept, why, what keeps it besides, and what is left of it once it was disposed of',
    params: id,
    reply: KeepingView,
    attempt: 'look',
  },
  registerKeepingFact: {
    method: 'POST',
    path: '/api/keeping-facts',
    allow: lookers,
    title: 'Register a fact that keeps recordings: of one, of an activity or of a case. It is never taken back',
    body: KeepingFact.extend({ key: z.uuid() }),
    reply: z.object({ id: z.uuid() }),
  },
  placeHold: {
    method: 'POST',
    path: '/api/recordings/:id/holds',
    allow: ['team-leader', 'legal-officer', 'custodian', ...signers],
    title: 'Nothing happens to a recording until a second person lets it go',
    params: id,
    body: z.object({ key: z.uuid(), reason }),
    reply: z.object({ hold: z.uuid() }),
  },
  releaseHold: {
    method: 'POST',
    path: '/api/recordings/:id/holds/:hold/release',
    allow: ['legal-section', 'deputy-head', 'head'],
    title: 'Let a hold go that somebody else placed',
    params: id.extend({ hold: z.uuid() }),
    body: z.object({ reason }),
    reply: done,
  },
  recordCarrier: {
    method: 'POST',
    path: '/api/recordings/:id/carriers',
    allow: [...keepers, 'office'],
    title: 'Record that a recording kept for the long term was put on a disc or medium',
    params: id,
    body: Carrier,
    reply: done,
  },
  keepingOverview: {
    method: 'GET',
    path: '/api/keeping',
    allow: overseers,
    title: 'Recordings whose term is over or ends soon, carriers that are wanting, holds, and the lists of disposal',
    reply: KeepingOverview,
  },
  listForDisposal: {
    method: 'POST',
    path: '/api/disposals',
    allow: keepers,
    title: 'Draw up a list of recordings whose term is over, to be appraised and approved',
    body: z.object({ key: z.uuid(), recordings: z.array(z.uuid()).min(1).max(LARGEST_LIST), reason }),
    reply: z.object({ id: z.uuid() }),
  },
  showDisposal: {
    method: 'GET',
    path: '/api/disposals/:id',
    allow: overseers,
    title: 'A list of disposal: its items, what was said of each, who signed, and what became of it',
    params: id,
    reply: DisposalView,
  },
  appraiseItems: {
    method: 'POST',
    path: '/api/disposals/:id/appraisals',
    allow: [...keepers, 'inspection-section'],
    title: 'Say of items of a list whether they are still worth keeping, each with its opinion',
    params: id,
    body: z.object({
      items: z
        .array(z.object({ recording: z.uuid(), opinion: Opinion, words: z.string().trim().min(2).max(1000) }))
        .min(1)
        .max(LARGEST_LIST),
    }),
    reply: done,
  },
  signDisposal: {
    method: 'POST',
    path: '/api/disposals/:id/signatures',
    allow: signers,
    title:
      'Agree to a list of disposal or return it, under one’s own password: two people of different roles, one of the legal section',
    params: id,
    body: z.object({
      password: z.string().min(1).max(200),
      opinion: z.enum(['agreed', 'returned']),
      words: z.string().trim().min(2).max(1000).optional(),
    }),
    reply: z.object({ stands: DisposalStandsName, undoUntil: Instant.optional() }),
    secret: true,
  },
  undoDisposal: {
    method: 'POST',
    path: '/api/disposals/:id/undo',
    allow: overseers,
    title: 'Take a list back, or one recording off it, as long as nothing is destroyed',
    params: id,
    body: z.object({ recording: z.uuid().optional(), reason }),
    reply: done,
  },
  carryOutDisposal: {
    method: 'POST',
    path: '/api/disposals/:id/carry-out',
    allow: keepers,
    title: 'Destroy what is on an approved list, once it can no longer be undone',
    params: id,
    reply: z.object({ stands: DisposalStandsName }),
  },
  disposalCertificate: {
    method: 'GET',
    path: '/api/disposals/:id/certificate',
    allow: overseers,
    title: 'The certificate of a disposal as PDF; the look is journalled',
    params: id,
    raw: true,
  },
})
