import { CalendarDate, Instant } from '@liuhen/core/kernel'
import { z } from 'zod'
import { CaseActView, ClockView } from '../cases/views.ts'
import { FigureView } from '../disclosures/views.ts'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'
import { CheckRow, IndexRow } from '../supervision/views.ts'

/** A case as the supervising authority sees it in a list: natural persons are covered. */
export const OverseenRow = z.object({
  id: z.uuid(),
  title: z.string(),
  procedure: z.string(),
  party: z.string().optional(),
  unit: z.string(),
  officers: z.array(z.string()),
  stage: z.string(),
  openedAt: Instant,
  open: z.boolean(),
  acts: z.number().int(),
  /** Acts that have recordings. */
  recorded: z.number().int(),
})
export type OverseenRow = z.infer<typeof OverseenRow>

const { id, number, act, on, at, until, place, of, says, dueOn, reason, approvals, marks } = CaseActView.shape
const { mustRecord, stands, struck, entered } = CaseActView.shape
/** An act with what the rules say of it, who took part and who signed, and how many recordings there are: none is shown. */
export const OverseenAct = z.object({
  id,
  number,
  act,
  on,
  at,
  until,
  place,
  of,
  says,
  dueOn,
  reason,
  approvals,
  marks,
  mustRecord,
  stands,
  struck,
  entered,
  by: z.array(z.string()),
  recordings: z.number().int(),
  excused: Stamp.extend({ reason: z.string(), counts: z.boolean() }).optional(),
})
export type OverseenAct = z.infer<typeof OverseenAct>

/** The whole process of a case, for supervision. */
export const OverseenCase = z.object({
  row: OverseenRow,
  acts: z.array(OverseenAct),
  clocks: z.array(ClockView),
  evidence: z.number().int(),
  /** By which articles persons are covered. */
  covered: z.array(CitationView),
})
export type OverseenCase = z.infer<typeof OverseenCase>

/** An entry of the ledger of checks; what a complaint said is not in it. */
export const OverseenCheck = CheckRow.omit({ disproves: true, recordings: true, cases: true, devices: true }).extend({
  looked: z.number().int(),
})
export type OverseenCheck = z.infer<typeof OverseenCheck>

export const OverseenFigures = z.object({
  year: z.number().int(),
  decisions: z.array(FigureView.omit({ rows: true }).extend({ cases: z.array(z.uuid()) })),
  units: z.array(
    IndexRow.pick({
      name: true,
      recordings: true,
      minutes: true,
      late: true,
      openGaps: true,
      findings: true,
      open: true,
      points: true,
      score: true,
    }),
  ),
  /** The articles by which whoever looks may look. */
  by: z.array(CitationView),
})
export type OverseenFigures = z.infer<typeof OverseenFigures>

/** What is taken away: cases opened and checks made in these days. */
export const OverseenSpan = z.object({ from: CalendarDate, to: CalendarDate })
