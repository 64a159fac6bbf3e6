import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { VerdictPlace } from '@liuhen/core/score'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'

const named = z.object({ id: z.uuid(), name: z.string() })
const Total = z.object({ score: z.number(), band: z.enum(['failed', 'passed', 'excellent']) })

/** Where in the case something was found: an act, or a paper. */
const At = z.object({
  act: z.string().optional(),
  number: z.number().int().optional(),
  paper: z.string().optional(),
  title: Text,
  on: CalendarDate.optional(),
})

/** One item of the sheet, with what is reckoned of it. */
export const SheetItemView = z.object({
  item: z.string(),
  block: z.string(),
  say: Text,
  citations: z.array(CitationView),
  /** The most it may cost; absent of a veto. */
  most: z.number().optional(),
  computed: z.object({
    stands: z.enum(['kept', 'lost', 'unsure', 'unasked']),
    points: z.number().optional(),
    found: z.array(z.object({ why: Text, citations: z.array(CitationView), at: At.optional() })),
  }),
})
export type SheetItemView = z.infer<typeof SheetItemView>

const Block = z.object({ block: z.string(), title: Text, points: z.number() })

/** The sheet of a case as somebody opens it to fill it in. */
export const BlankSheet = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  unit: named,
  draw: z.uuid().optional(),
  on: CalendarDate,
  blocks: z.array(Block),
  items: z.array(SheetItemView),
  outOf: z.number(),
  own: Total,
  /** Why this viewer cannot hand it in now. */
  obstacles: z.array(z.object({ code: z.string(), message: Text })),
  /** Who handles the case, for what is to be put right. */
  officers: z.array(named),
  acts: z.array(z.object({ id: z.string(), number: z.number().int(), name: Text, on: CalendarDate })),
  papers: z.array(z.object({ id: z.uuid(), title: z.string() })),
  recordings: z.array(z.object({ id: z.uuid(), fileName: z.string(), length: z.number().int() })),
  /** The last day there may be for putting something right, where an instrument has one. */
  latest: CalendarDate.optional(),
})
export type BlankSheet = z.infer<typeof BlankSheet>

/** A sheet as it was handed in: the case's own score beside the reviewer's. */
export const ScoreSheetRow = z.object({
  id: z.uuid(),
  case: z.object({ id: z.uuid(), title: z.string() }),
  unit: named,
  draw: z.uuid().optional(),
  on: CalendarDate,
  at: Instant,
  by: z.string(),
  outOf: z.number(),
  ...Total.shape,
  own: Total,
  /** The reviewer's less the system's. */
  difference: z.number(),
  /** Items where the reviewer took something else than the system. */
  differing: z.number().int(),
  findings: z.array(
    z.object({ id: z.uuid(), stands: z.enum(['open', 'reported', 'verified', 'withdrawn']), appealed: z.boolean() }),
  ),
})
export type ScoreSheetRow = z.infer<typeof ScoreSheetRow>

export const ScoreSheetView = ScoreSheetRow.extend({
  blocks: z.array(Block),
  items: z.array(
    SheetItemView.extend({
      verdict: z.object({
        fails: z.boolean(),
        points: z.number().optional(),
        reason: z.string().optional(),
        place: VerdictPlace.optional(),
      }),
      differs: z.boolean(),
    }),
  ),
  words: z.string().optional(),
})
export type ScoreSheetView = z.infer<typeof ScoreSheetView>

/** What the sheets of one unit in a period come to; the rows are behind each figure. */
export const ScoreFigures = z.object({
  unit: named,
  sheets: z.number().int(),
  cases: z.number().int(),
  /** On average, of a hundred. */
  score: z.number(),
  own: z.number(),
  difference: z.number(),
  failed: z.number().int(),
  differing: z.number().int(),
})
export type ScoreFigures = z.infer<typeof ScoreFigures>

export const ScoreSheets = z.object({
  period: z.string(),
  rows: z.array(ScoreSheetRow),
  units: z.array(ScoreFigures),
})
export type ScoreSheets = z.infer<typeof ScoreSheets>
