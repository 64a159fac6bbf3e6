import { z } from 'zod'
import { CalendarDate, Digests } from '../kernel/index.ts'
import { Medium } from './media.ts'

const words = z.string().trim().min(2).max(500)
const count = z.number().int().nonnegative()

/** A disc that is to be made: its number, and what goes on it. */
export const DiscOrder = z.object({
  serial: z.string(),
  medium: Medium,
  recordings: z.array(z.uuid()).min(1),
  /** Which of several that were ordered together, counted from 1: each verifies alone. */
  part: z.object({ set: z.uuid(), number: z.number().int().positive(), of: z.number().int().positive() }).optional(),
  /** The disc that this one is made anew for, and why. */
  replaces: z.object({ disc: z.uuid(), reason: words }).optional(),
})
export type DiscOrder = z.infer<typeof DiscOrder>

/** An image as it lies in the store: every byte of the disc to be. */
export const DiscImage = z.object({
  /** The evidence package that is the whole content of it. */
  package: z.uuid(),
  ...Digests.shape,
  bytes: count,
  /** The program that wrote it, with its version. */
  tool: z.string(),
})
export type DiscImage = z.infer<typeof DiscImage>

/** What reading a whole disc back gave, beside its image. */
export const ReadBack = z.object({ ...Digests.shape, bytes: count, same: z.boolean() })
export type ReadBack = z.infer<typeof ReadBack>

const place = z.string().trim().min(1).max(200)

/** By whom it is said that a disc was burnt or looked at: a drive of the server that read all of it, or a person. */
const Burnt = z.discriminatedUnion('how', [
  z.object({ how: z.literal('read-back'), read: ReadBack, tool: z.string() }),
  z.object({ how: z.literal('said'), note: words.optional() }),
])
const Checked = z.discriminatedUnion('how', [
  z.object({ how: z.literal('read-back'), read: ReadBack }),
  z.object({ how: z.literal('said'), whole: z.boolean(), note: words }),
])

export const discEvents = {
  'DiscOrdered/1': DiscOrder,
  'DiscImageMade/1': DiscImage,
  /** The image did not come about: the number stays used. */
  'DiscImageFailed/1': z.object({ said: z.string() }),
  'DiscBurnt/1': z.object({ burnt: Burnt, place, nextCheck: CalendarDate }),
  /** The drive failed, or what it wrote reads back otherwise: nothing is counted. */
  'DiscBurnFailed/1': z.object({ said: z.string() }),
  'DiscChecked/1': z.object({ checked: Checked, nextCheck: CalendarDate.optional() }),
  'DiscMoved/1': z.object({ place }),
  /** Lent under a granted request to borrow, to whoever asked, until that day. */
  'DiscLent/1': z.object({
    loan: z.uuid(),
    request: z.uuid(),
    /** By name, and by account where they have one here. */
    borrower: z.string().min(1).max(240),
    person: z.uuid().exactOptional(),
    due: CalendarDate,
  }),
  'DiscGivenBack/1': z.object({ loan: z.uuid(), condition: words }),
  'DiscGone/1': z.object({ how: z.enum(['lost', 'broken']), reason: words }),
} as const
