import { z } from 'zod'
import { CalendarDate, Digests, Instant, Sha256 } from '../kernel/index.ts'
import { LongTermRule, RetentionRule } from '../policy/index.ts'

const reason = z.string().trim().min(2).max(500)
const words = z.string().trim().min(2).max(1000)

/** What keeps recordings, as instruments list it: a complaint, a petition, a suit, obstruction, a mass incident. */
export const Trigger = LongTermRule.shape.trigger
export type Trigger = z.infer<typeof Trigger>

/** What a fact is registered of: one recording, or everything recorded at an activity or in a case. */
export const KeptThing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recording'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('activity'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('case'), id: z.uuid() }),
])
export type KeptThing = z.infer<typeof KeptThing>

/** A fact that keeps what it is registered of, as a person says it; it is never taken back, for it only ever extends. */
export const KeepingFact = z.object({
  about: KeptThing,
  trigger: Trigger,
  /** Whose doing it was, where instruments ask: the party's, or anybody's at the scene. */
  of: LongTermRule.shape.by.unwrap().optional(),
  reason,
})
export type KeepingFact = z.infer<typeof KeepingFact>

export const keepingFactEvents = { 'KeepingFactRegistered/1': KeepingFact } as const

const Cited = z.object({ article: z.string(), quote: z.string().optional() })

/** How long a recording is kept, with the articles it rests on. `forGood`: for the long term, of which no end is written. */
export const Kept = z.object({
  class: z.enum([...RetentionRule.shape.of.options, 'fixed-camera', 'gap']),
  /** The last day on which it must be kept. */
  until: CalendarDate.optional(),
  forGood: z.literal(true).optional(),
  carriers: z.array(z.string()).optional(),
  citations: z.array(Cited).max(50),
})
export type Kept = z.infer<typeof Kept>

/** That a recording was put on a disc or medium for the long term, as whoever did it says. */
export const Carrier = z.object({
  kind: z.string().trim().min(1).max(40),
  number: z.string().trim().min(1).max(80),
  madeOn: CalendarDate,
  /** Whether what is on it was read back and compared with the digest of the original. */
  compared: z.boolean(),
})
export type Carrier = z.infer<typeof Carrier>

export const retentionEvents = {
  /** Its keeping was found for the first time, or became longer. */
  'KeepingExtended/1': Kept,
  'HoldPlaced/1': z.object({ hold: z.uuid(), reason }),
  'HoldReleased/1': z.object({ hold: z.uuid(), reason }),
  'CarrierRecorded/1': Carrier,
  'KeepingEnded/1': z.object({ disposal: z.uuid() }),
  /** The same bytes came in again: they are kept anew. */
  'KeepingBegunAnew/1': z.object({ arrival: z.uuid() }),
} as const

/** Who may sign that recordings are destroyed. */
export const SigningRole = z.enum(['legal-section', 'inspection-section', 'deputy-head', 'head'])
export type SigningRole = z.infer<typeof SigningRole>

/** One thing in the vault that a warrant destroys. `of`: the original, or what was made of it. */
export const CondemnedBlob = z.object({ sha256: Sha256, bytes: z.number().int().nonnegative(), of: z.string() })
export type CondemnedBlob = z.infer<typeof CondemnedBlob>

/** Recordings on one list at most: one person looks at each of them. */
export const LARGEST_LIST = 200

/** What is destroyed by a list that was approved, digest by digest: the one thing that opens the vault's door. */
export const Warrant = z.object({
  items: z
    .array(
      z.object({
        recording: z.uuid(),
        fileName: z.string(),
        ...Digests.shape,
        bytes: z.number().int().nonnegative(),
        blobs: z.array(CondemnedBlob).min(1),
      }),
    )
    .max(LARGEST_LIST),
  /** Packages on this machine that hold nothing else: folder and .zip go too. */
  packages: z.array(z.uuid()),
  /** What came in the way since the approval stays, and is off the list. */
  spared: z.array(z.object({ recording: z.uuid(), why: z.string() })),
  /** Discs whose images in the store hold nothing else: they go too. */
  discs: z.array(z.uuid()).exactOptional(),
  /** Copies that are out of reach here, each with the reason: somebody else destroys them, or they stay with whoever has them. */
  stays: z
    .array(z.object({ copy: z.enum(['disc', 'image', 'hand-out']), id: z.uuid(), why: z.string() }))
    .exactOptional(),
  /** The same bytes are also what something else needs: they stay. */
  shared: z.array(z.object({ sha256: Sha256, stream: z.string() })),
})
export type Warrant = z.infer<typeof Warrant>

export const Opinion = z.enum(['dispose', 'keep'])

export const disposalEvents = {
  'DisposalListed/1': z.object({
    items: z
      .array(z.object({ recording: z.uuid(), class: Kept.shape.class, until: CalendarDate }))
      .min(1)
      .max(LARGEST_LIST),
    reason,
  }),
  /** 鉴定: whether it is still worth keeping, item by item. */
  'DisposalAppraised/1': z.object({ recording: z.uuid(), opinion: Opinion, words }),
  'DisposalSigned/1': z.object({
    role: SigningRole,
    opinion: z.enum(['agreed', 'returned']),
    words: words.optional(),
  }),
  /** Both have agreed; nothing is destroyed before that moment. */
  'DisposalApproved/1': z.object({ undoUntil: Instant }),
  'DisposalUndone/1': z.object({ recording: z.uuid().optional(), reason }),
  'DisposalBegun/1': Warrant,
  'DisposalCarriedOut/1': z.object({
    /** Of what was destroyed, and when the last of it was gone. */
    blobs: z.number().int().nonnegative(),
    destroyed: z.number().int().nonnegative(),
    gone: Instant,
    /** Events whose bodies went with it. */
    bodies: z.number().int().nonnegative(),
    ...Digests.shape,
    /** Of the certificate, which is in the vault under the two digests. */
    bytes: z.number().int().positive(),
  }),
} as const
