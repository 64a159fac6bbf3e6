import { Instant, Text } from '@liuhen/core/kernel'
import { ForWhom, Outsider, SecretKind, Use } from '@liuhen/core/requests'
import { z } from 'zod'
import { ApprovalView } from '../cases/views.ts'
import { CitationView } from '../packs/views.ts'

const Stamp = z.object({ at: Instant, by: z.string() })
const Item = z.object({ id: z.uuid(), fileName: z.string(), start: Instant, officer: z.string().optional() })

/** One use under a request: the entry of the register of looks. */
export const UseView = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  what: z.enum(['look', 'copy', 'package']),
  /** 查阅人: of outside, who was shown it; else who opened it. */
  looker: z.string(),
  reason: z.string(),
  ...Stamp.shape,
})
export type UseView = z.infer<typeof UseView>

export const RequestView = z.object({
  id: z.uuid(),
  use: Use,
  whom: ForWhom,
  items: z.array(Item),
  /** The papers of the files they lie in may go with them. */
  papers: z.literal(true).optional(),
  unit: z.string(),
  reason: z.string(),
  ground: z.string().optional(),
  days: z.number().int(),
  times: z.number().int(),
  outsider: Outsider.optional(),
  document: z
    .object({ name: z.string(), mediaType: z.string(), bytes: z.number().int(), sha256: z.string() })
    .optional(),
  emergency: z.boolean(),
  stands: z.enum(['entered', 'asked', 'granted', 'refused', 'withdrawn', 'ended']),
  /** Granted, and its time is over. */
  over: z.boolean(),
  asked: Stamp,
  /** Under which articles it falls. */
  citations: z.array(CitationView),
  /** Why nobody can be asked yet, and what the bureau has to settle. */
  blocked: z.array(Text),
  approval: ApprovalView.optional(),
  granted: z
    .object({
      until: Instant,
      /** How often each recording may be used at least. */
      left: z.number().int(),
      handedOutBy: z.array(z.string()).optional(),
      /** Nobody had to agree: that it was asked for is the word of who entered it, and another serves it. */
      byClaim: z.boolean().optional(),
      ...Stamp.shape,
    })
    .optional(),
  refused: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  withdrawn: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  ended: z.object({ reason: z.string(), nothingThere: z.boolean(), ...Stamp.shape }).optional(),
  reviewed: z.object({ justified: z.boolean(), reason: z.string(), ...Stamp.shape }).optional(),
  uses: z.array(UseView),
  /** What the viewer may do with it now. */
  may: z.object({
    putUp: z.boolean(),
    withdraw: z.boolean(),
    end: z.boolean(),
    /** Look or copy under it. */
    use: z.boolean(),
    /** Show it to whoever of outside asked. */
    show: z.boolean(),
    refuse: z.boolean(),
    review: z.boolean(),
  }),
  /** The unit may not refuse: it provides, or says that it is not there. */
  mustProvide: z.boolean(),
})
export type RequestView = z.infer<typeof RequestView>

const Permitted = z.union([
  z.object({
    may: z.literal(true),
    /** By what right: the role where nothing is prescribed, own work, a duty, a case, or a request. */
    by: z.enum(['role', 'own', 'duty', 'case', 'request', 'emergency']),
    request: z.uuid().optional(),
    citation: CitationView.optional(),
  }),
  z.object({ may: z.literal(false), why: Text, citation: CitationView.optional() }),
])
export type Permitted = z.infer<typeof Permitted>

export const SecretView = z.object({
  mark: z.uuid(),
  kind: SecretKind,
  reason: z.string(),
  until: Instant.optional(),
  readers: z.array(z.string()),
  marked: Stamp,
  lifted: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  /** Whether it counts now. */
  counts: z.boolean(),
})
export type SecretView = z.infer<typeof SecretView>

/** What one viewer may do with one recording, and who has looked at it. */
export const UseOfRecording = z.object({
  /** Whether instruments are chosen: while they are not, nothing is prescribed and everything stays with the roles. */
  rulesChosen: z.boolean(),
  look: Permitted,
  copy: Permitted,
  provide: Permitted,
  /** The redaction whose approved copy is shown to whoever asked, in place of the recording. */
  masked: z.uuid().optional(),
  /** What is shown of it; absent while there is nothing to show. */
  medium: z.enum(['video', 'audio', 'image']).optional(),
  /** May look at once with a reason, and is reported. */
  emergency: z.boolean(),
  secrets: z.array(SecretView),
  /** May mark and lift. */
  marks: z.boolean(),
  /** Newest first: who saw or took what, by what right and for what; at most a hundred. */
  lookers: z.array(
    z.object({
      what: z.enum(['page', 'view-copy', 'original', 'still', 'receipt', 'cover', 'waveform', 'transcript']),
      right: z.enum(['role', 'own', 'duty', 'case', 'request', 'emergency']).optional(),
      request: z.uuid().optional(),
      reason: z.string().optional(),
      /** Of a film that was played: where in it the player jumped to, in milliseconds, in order. */
      sought: z.array(z.number().int()),
      ...Stamp.shape,
    }),
  ),
})
export type UseOfRecording = z.infer<typeof UseOfRecording>

/** What the instruments say of a request as its form is filled in so far. */
export const RequestCheck = z.object({
  chain: z.array(z.string()),
  unnamed: z.boolean(),
  grounds: z.array(z.string()),
  handedOutBy: z.array(z.string()),
  citations: z.array(CitationView),
  notes: z.array(Text),
  blocked: z.array(Text),
  mustProvide: z.boolean(),
})
export type RequestCheck = z.infer<typeof RequestCheck>

/** A package that is handed out to somebody of outside: kept as it was made, confirmed, received. */
export const HandOutView = z.object({
  /** That of its package. */
  id: z.uuid(),
  request: z.uuid(),
  serial: z.string(),
  recipient: z.string(),
  manifest: z.string(),
  offices: z.array(z.object({ office: z.string(), confirmed: Stamp.optional() })),
  released: z.boolean(),
  prepared: Stamp,
  received: z.object({ name: z.string(), document: Outsider.shape.document, ...Stamp.shape }).optional(),
})
export type HandOutView = z.infer<typeof HandOutView>
