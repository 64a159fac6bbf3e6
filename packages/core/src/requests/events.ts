import { z } from 'zod'
import { CopyMark, Instant, Sha256 } from '../kernel/index.ts'
import { ForWhom, Use } from './purposes.ts'

const Words = z.string().trim().min(2).max(2000)
const Name = z.string().trim().min(1).max(120)
/** `changsha-county-2023/44` and the words of it. */
const Cited = z.object({ article: z.string(), quote: z.string().exactOptional() })

/** The letter or form by which it was asked for, kept as it came. */
export const RequestDocument = z.object({
  name: z.string().trim().min(1).max(200),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
  sha256: Sha256,
  bytes: z.number().int().positive(),
})
export type RequestDocument = z.infer<typeof RequestDocument>

/** Who of outside asks: an authority by its name and whom it sends, or a person whose identity somebody checked. */
export const Outsider = z.object({
  organisation: Name.optional(),
  name: Name,
  /** 证件: what was shown and the last places of its number, never the whole of it. */
  document: z.object({ kind: Name, ending: z.string().trim().min(2).max(8) }).optional(),
  /** 与案件的关系 */
  relation: Name.optional(),
})
export type Outsider = z.infer<typeof Outsider>

/** So long, and so often, at most: an own limit of the program, which no instrument prints and nobody can widen. */
export const MOST_DAYS = 30
export const MOST_TIMES = 50

export const RequestAsked = z.object({
  use: Use,
  whom: ForWhom,
  recordings: z.array(z.uuid()).min(1).max(100),
  /** The papers of the files that these recordings lie in are asked for with them. */
  papers: z.literal(true).exactOptional(),
  /** 事由 */
  reason: Words,
  /** One of the grounds that the instrument names, where it names several. */
  ground: Name.optional(),
  /** For how many days and how many uses, counted from when it is granted. */
  days: z.number().int().min(1).max(MOST_DAYS),
  times: z.number().int().min(1).max(MOST_TIMES),
  /** The uses are counted of each recording by itself; of all of them together where it was asked for before that was so. */
  each: z.literal(true).exactOptional(),
  outsider: Outsider.optional(),
  document: RequestDocument.optional(),
  /** Whose recordings they are: its head is asked where the instrument says the head of the unit. */
  unit: z.uuid(),
})
export type RequestAsked = z.infer<typeof RequestAsked>

/** By what it was granted: the article, and who hands out where the text says that only they do. */
const Granted = z.object({
  until: Instant,
  citations: z.array(Cited),
  handedOutBy: z.array(z.string()).exactOptional(),
  keepCopy: z.boolean().exactOptional(),
})

export const requestEvents = {
  'RequestAsked/1': RequestAsked,
  /** Handed to whoever the instrument names, as the approval of that id. */
  'RequestPutUp/1': z.object({ approval: z.uuid(), chain: z.array(z.string()), citations: z.array(Cited) }),
  'RequestGranted/1': Granted,
  'RequestRefused/1': z.object({ reason: Words }),
  'RequestWithdrawn/1': z.object({ reason: Words }),
  /** 紧急调阅: looked at once by somebody on duty, with the reason, and told to those who supervise. */
  'LookedInEmergency/1': z.object({
    recordings: z.array(z.uuid()).min(1).max(20),
    reason: Words,
    unit: z.uuid(),
    until: Instant,
    times: z.number().int().positive(),
    each: z.literal(true).exactOptional(),
  }),
  /** Somebody who supervises has looked into it. */
  'EmergencyReviewed/1': z.object({ justified: z.boolean(), reason: Words }),
  /** A use begun under it. `looker`: who of outside looked, by name, where it was shown to them. */
  'GrantUsed/1': z.object({
    recording: z.uuid(),
    what: z.enum(['look', 'copy', 'package']),
    looker: z.string().exactOptional(),
    reason: z.string(),
  }),
  /** Copies to look at are made for it, each with this mark in its picture: one that is found names the request. */
  'CopiesMarked/1': z.object({ mark: CopyMark, recordings: z.array(z.uuid()).min(1).max(100) }),
  /** No more under it, before its time is over. `nothing-there`: what was asked for is not there, which alone may be answered where nobody may refuse. */
  'GrantEnded/1': z.object({ reason: Words, nothingThere: z.boolean().exactOptional() }),
} as const

export const SecretKind = z.enum(['state', 'business', 'privacy'])
export type SecretKind = z.infer<typeof SecretKind>

export const secrecyEvents = {
  /** 定密 and the like: who says so, why, until when, and who may use it all the same. */
  'SecretMarked/1': z.object({
    mark: z.uuid(),
    kind: SecretKind,
    reason: Words,
    until: Instant.exactOptional(),
    readers: z.array(z.uuid()).max(50),
  }),
  'SecretLifted/1': z.object({ mark: z.uuid(), reason: Words }),
} as const
