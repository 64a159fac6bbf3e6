import { Instant, Sha256, Text } from '@liuhen/core/kernel'
import { FactKey, FactType, FactValue } from '@liuhen/core/papers'
import { Act } from '@liuhen/core/procedure'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

/** Something a paper lacks before it may be printed for signature, or that is wrong with it. */
export const LackView = z.object({
  code: z.string(),
  message: Text,
  /** The field that would clear it: `party.idNumber`. */
  field: z.string().optional(),
  citations: z.array(CitationView),
})
export type LackView = z.infer<typeof LackView>

export const PaperStands = z.enum(['draft', 'signing', 'finished', 'void'])

/** A paper of a case that is there. */
export const PaperRow = z.object({
  id: z.uuid(),
  rule: z.string(),
  title: Text,
  number: z.string().optional(),
  /** The measure that it is of, in words. */
  measure: Text.optional(),
  stands: PaperStands,
  begun: Stamp,
  /** Of a draft: what it lacks. Of one that is being signed: the places that are empty. */
  lacks: z.array(LackView),
  /** Periods that were over when it was made: it stands, and says so. */
  late: z.array(LackView),
  voided: z.string().optional(),
  correctedBy: z.uuid().optional(),
})
export type PaperRow = z.infer<typeof PaperRow>

/** A paper that the rules of the case call for. */
export const CalledFor = z.object({
  rule: z.string(),
  title: Text,
  note: Text.optional(),
  /** The acts that it is the paper of, and whether one of them is done. */
  acts: z.array(Act),
  done: z.boolean(),
  /** It stands in, since the bureau's instruments have none of these acts. */
  byDefault: z.boolean(),
  citations: z.array(CitationView),
  /** Of one of several measures: which. */
  measure: z.object({ id: z.uuid(), title: Text }).optional(),
  /** Those of the kind that are there, and of that measure. */
  papers: z.array(z.uuid()),
})
export type CalledFor = z.infer<typeof CalledFor>

export const FieldView = z.object({
  key: FactKey,
  label: Text,
  type: FactType,
  kind: z.enum(['derived', 'suggested', 'asked', 'opinion', 'fixed']),
  value: FactValue.optional(),
  words: z.string().optional(),
  from: Text.optional(),
  /** Of one that was copied: what the case says today. */
  now: FactValue.optional(),
  mayLack: z.boolean(),
  /** How often it was changed; given back with the next change. */
  version: z.number().int(),
  /** Who wrote it last. */
  by: Stamp.optional(),
  /** What others wrote without having seen that. */
  rivals: z.array(z.object({ value: FactValue.optional(), words: z.string().optional(), by: Stamp })),
  lacks: z.array(LackView),
})
export type FieldView = z.infer<typeof FieldView>

/** Where somebody signs: one place on one page. */
export const PlaceView = z.object({
  slot: z.string(),
  page: z.number().int(),
  /** What that page bears at its foot. */
  code: z.string(),
  label: z.string(),
  name: z.string().optional(),
  /** By hand, or by an officer under their password. */
  how: z.enum(['hand', 'password']),
  /** Whether it is the viewer's own. */
  mine: z.boolean(),
  mark: z
    .object({
      is: z.enum(['signed', 'refused']),
      name: z.string(),
      at: Instant,
      /** Who was there: the officer whose session it was. */
      by: z.string(),
      reason: z.string().optional(),
      witness: z.string().optional(),
      /** Of a signature by hand: names its strokes. */
      strokes: Sha256.optional(),
      /** It was signed on paper, and this is the page as it was scanned in. */
      scan: Sha256.optional(),
    })
    .optional(),
})
export type PlaceView = z.infer<typeof PlaceView>

export const PaperView = z.object({
  row: PaperRow,
  case: z.object({ id: z.uuid(), title: z.string() }),
  note: Text.optional(),
  citations: z.array(CitationView),
  template: z.enum(['form', 'letter', 'record']),
  /** The version of its template that it was made with, by its digest. */
  templateVersion: Sha256,
  /** Its template has changed since it was begun. */
  templateNewer: z.boolean(),
  everyPageSigned: z.boolean(),
  fields: z.array(FieldView),
  missing: z.array(LackView),
  problems: z.array(LackView),
  recorder: z.object({ name: z.string(), mine: z.boolean() }).optional(),
  frozen: z
    .object({
      at: Instant,
      by: z.string(),
      sha256: Sha256,
      code: z.string(),
      pages: z.number().int(),
      facts: z.array(z.object({ label: z.string(), words: z.string() })),
      packs: z.array(z.object({ pack: z.string(), version: z.number().int() })),
      places: z.array(PlaceView),
    })
    .optional(),
  /** Its number is one printed beforehand: how many the viewer has left, the next of them, and whether they give some out. */
  beforehand: z.object({ left: z.number().int(), next: z.number().int().optional(), gives: z.boolean() }).optional(),
  corrects: z.uuid().optional(),
  corrected: z.object({ successor: z.uuid(), reason: z.string() }).optional(),
  finished: Stamp.optional(),
  /** Whether the viewer may write in it. */
  writes: z.boolean(),
  /** The laws that a provision is picked from. */
  laws: z.array(z.string()),
})
export type PaperView = z.infer<typeof PaperView>

/** One point of the pen: in a space of 1000 by 400, milliseconds from the first, pressure from 0 to 1. */
const Point = z.tuple([
  z.number().min(-200).max(1200),
  z.number().min(-200).max(600),
  z.number().int().min(0).max(600_000),
  z.number().min(0).max(1),
])
/** A signature by hand as it was drawn, stroke by stroke. */
export const Strokes = z.strictObject({
  format: z.literal('liuhen-strokes/1'),
  strokes: z.array(z.array(Point).min(1).max(2000)).min(1).max(100),
})
export type Strokes = z.infer<typeof Strokes>

export const SeriesView = z.object({
  series: z.string(),
  mark: z.string(),
  year: z.number().int(),
  last: z.number().int(),
  voided: z.array(z.object({ number: z.number().int(), reason: z.string(), at: Instant })),
  blocks: z.array(
    z.object({
      block: z.uuid(),
      person: z.string(),
      from: z.number().int(),
      to: z.number().int(),
      used: z.number().int(),
    }),
  ),
})
export type SeriesView = z.infer<typeof SeriesView>
