import { z } from 'zod'
import { Sha256, Sm3 } from '../kernel/index.ts'
import { FactKey, FactValue } from '../papers/index.ts'

const Reason = z.string().trim().min(2).max(2000)
const Name = z.string().trim().min(1).max(120)
const Slot = z.string().regex(/^[a-z][a-z0-9-]*$/u)
const Values = z.partialRecord(FactKey, FactValue)

/** What a template is: its name is a label, its digest is what it is. */
export const Template = z.object({ name: z.enum(['form', 'letter', 'record']), sha256: Sha256 })
export type Template = z.infer<typeof Template>

/** Where somebody signs: by hand, or an officer under their own password. */
export const Slotted = z.object({
  slot: Slot,
  label: z.string(),
  /** Whose account signs it; absent where it is signed by hand. */
  person: z.uuid().optional(),
  name: z.string().optional(),
})
export type Slotted = z.infer<typeof Slotted>

/** Bytes kept in the vault. */
const Kept = { sha256: Sha256, sm3: Sm3, bytes: z.number().int().positive() }
/** Which page of which paper: the digest of the whole file, and that of the page within it. */
const OfPage = { slot: Slot, page: z.number().int().positive(), paper: Sha256, pageDigest: Sha256 }

export const paperEvents = {
  'PaperBegun/1': z.object({
    case: z.uuid(),
    /** `changsha-county-2023/paper-questioning` */
    rule: z.string(),
    title: z.string(),
    template: Template,
    /** What was copied from the case then; it is the officer's from here on. */
    values: Values,
    /** The paper it is the next version of. */
    corrects: z.uuid().optional(),
    /** The measure that it is of, by its act; absent of a paper of no measure, or of one that was not entered then. */
    about: z.uuid().optional(),
  }),
  /** Fields as somebody left them, each with the version of it that they saw; null takes it out. */
  'PaperWritten/1': z.object({
    edits: z
      .array(z.object({ field: FactKey, value: FactValue.nullable(), base: z.number().int().nonnegative() }))
      .min(1),
  }),
  /** Who types the record from here on. */
  'PaperTakenUp/1': z.object({ reason: Reason.optional() }),
  'PaperMoved/1': z.object({ template: Template }),
  'PaperNumbered/1': z.object({ series: z.string(), number: z.number().int().positive(), printed: z.string() }),
  /** The bytes that are signed, and everything they were made from. */
  'PaperFrozen/1': z.object({
    ...Kept,
    values: Values,
    /** As they were printed, field by field. */
    facts: z.array(z.object({ label: z.string(), words: z.string() })),
    packs: z.array(z.object({ pack: z.string(), version: z.number().int() })),
    template: Template,
    number: z.string().optional(),
    code: z.string(),
    on: z.iso.date(),
    pageDigests: z.array(Sha256).min(1),
    /** Each page bears the code with its own number, and a check character; absent of what was fixed when all bore the code alone. */
    coded: z.enum(['by-page', 'checked']).optional(),
    slots: z.array(Slotted),
    places: z.array(
      z.object({
        slot: Slot,
        page: z.number().int().positive(),
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    ),
  }),
  /** By hand: the strokes are kept as they were drawn. Under a password: that it was right is what this event says. */
  'PaperSigned/1': z.object({
    ...OfPage,
    name: Name,
    /** `scan`: on paper, and the page was scanned in; its picture has no strokes. */
    how: z.enum(['strokes', 'password', 'scan']),
    /** Of a scan: the code at the foot of the page, as it was read from it. */
    code: z.string().max(60).optional(),
    /** Of the strokes, or of the scan. */
    sha256: Sha256.optional(),
    sm3: Sm3.optional(),
    bytes: z.number().int().positive().optional(),
    /** What the browser says it is. */
    device: z.string().max(300).optional(),
  }),
  'SignatureRefused/1': z.object({ ...OfPage, name: Name, reason: Reason, witness: Name }),
  'PaperFinished/1': z.object({}),
  'PaperVoided/1': z.object({ reason: Reason }),
  /** Another version stands beside it. */
  'PaperCorrected/1': z.object({ successor: z.uuid(), reason: Reason }),
  /** The other version was voided: this one stands as before. */
  'PaperUncorrected/1': z.object({ successor: z.uuid() }),
} as const

export const numberEvents = {
  'NumberTaken/1': z.object({
    /** 类型字 and year, which the series is of. */
    mark: z.string(),
    year: z.number().int(),
    number: z.number().int().positive(),
    paper: z.uuid(),
    /** Out of a block that was given out beforehand. */
    block: z.uuid().optional(),
  }),
  'NumberVoided/1': z.object({ number: z.number().int().positive(), reason: Reason }),
  /** A slip that lay printed with somebody was spoiled before it was used: no paper ever has its number. */
  'SlipSpoiled/1': z.object({ number: z.number().int().positive(), block: z.uuid(), reason: Reason }),
  'BlockGiven/1': z.object({
    mark: z.string(),
    year: z.number().int(),
    block: z.uuid(),
    from: z.number().int().positive(),
    to: z.number().int().positive(),
    person: z.uuid(),
  }),
} as const
