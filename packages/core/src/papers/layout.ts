import { z } from 'zod'

/**
 * A paper ready to be typeset: everything on it is text already, in the order in which it is printed, and nothing is looked
 * up any more. What composes a paper makes one of these; the typesetter knows nothing else, so a template decides how things
 * look and never what is said.
 */
const Words = z.string().min(1).max(100_000)

/** Where somebody signs by hand: the slot is named, and stands at the end or at the foot of every page. */
export const SignatureSlot = z.strictObject({
  slot: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  label: Words.max(100),
  where: z.enum(['end', 'every-page']),
})
export type SignatureSlot = z.infer<typeof SignatureSlot>

export const LayoutBlock = z.discriminatedUnion('kind', [
  /** A labelled field: `text` absent is printed as an empty space to write in, of `room` lines (one when not said). */
  z.strictObject({
    kind: z.literal('field'),
    label: Words.max(200),
    text: Words.optional(),
    room: z.int().min(1).max(25).optional(),
  }),
  /** Rows that may go on over pages; the header is repeated on each. */
  z.strictObject({
    kind: z.literal('table'),
    label: Words.max(200),
    columns: z.array(Words.max(50)).min(1).max(12),
    rows: z.array(z.array(z.string().max(2000))).max(2000),
  }),
  /** Running text: paragraphs of a decision, or a statement that the pack prints. */
  z.strictObject({ kind: z.literal('paragraph'), text: Words }),
  /** An opinion with who gave it and when; absent, it is still to be given. */
  z.strictObject({
    kind: z.literal('opinion'),
    label: Words.max(200),
    text: Words.optional(),
    signer: Words.max(200).optional(),
    on: z.iso.date().optional(),
  }),
  /** Questions and answers of a record, one after another, on ruled lines. */
  z.strictObject({
    kind: z.literal('dialogue'),
    lines: z.array(z.strictObject({ who: z.enum(['asked', 'answered', 'noted']), text: Words })).max(5000),
  }),
])
export type LayoutBlock = z.infer<typeof LayoutBlock>

export const PaperLayout = z.strictObject({
  /** The family of layout: a form in a frame, a letter or decision (GB/T 9704), a record on ruled lines. */
  template: z.enum(['form', 'letter', 'record']),
  authority: Words.max(200),
  title: Words.max(200),
  /** Whole, as printed: 长综执罚决字〔2026〕第0012号. */
  number: Words.max(100).optional(),
  /** A letter's addressee. */
  addressee: Words.max(300).optional(),
  blocks: z.array(LayoutBlock).min(1),
  signatures: z.array(SignatureSlot),
  /** The authority's seal goes over its name and this day. */
  seal: z.strictObject({ on: z.iso.date() }).optional(),
  /** What binds a signed page that is scanned in to this version: printed at the foot of every page. */
  code: z.string().regex(/^[0-9A-Z-]{8,40}$/u),
  /** The day the file bears as its own, so that the same paper is the same bytes. */
  day: z.iso.date(),
  /** Printed across it while it may not be signed. */
  draft: z.boolean(),
})
export type PaperLayout = z.infer<typeof PaperLayout>

/** Where a slot came to stand on a page, in millimetres from its upper left corner; pages count from 1. */
export interface SlotPlace {
  readonly slot: string
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
