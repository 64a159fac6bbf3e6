import { CalendarDate } from '@liuhen/core/kernel'
import { Verdict } from '@liuhen/core/score'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'
import { BlankSheet, ScoreSheetRow, ScoreSheets, ScoreSheetView } from './views.ts'

const id = z.object({ id: z.uuid() })

/** Who scores files: the sections that supervise, and in their own unit its legal officer. */
const reviewers = ['legal-section', 'inspection-section', 'legal-officer'] as const
const overseers = [...reviewers, 'team-leader', 'deputy-head', 'head'] as const

export const scoreEndpoints = endpoints({
  openScoreSheet: {
    method: 'GET',
    path: '/api/cases/:id/score-sheet',
    allow: reviewers,
    title:
      'The sheet of a case item by item, to be filled in; that it was opened is journalled, and is not a look at the file',
    params: id,
    query: z.object({ draw: z.uuid().optional() }),
    reply: BlankSheet,
  },
  handInScoreSheet: {
    method: 'POST',
    path: '/api/cases/:id/score-sheets',
    allow: reviewers,
    title: 'Hand in a sheet with a verdict on every item; it stays as it is, and what is to be put right is a finding',
    params: id,
    body: z.object({
      draw: z.uuid().optional(),
      verdicts: z.array(Verdict).max(300),
      words: z.string().trim().min(2).max(2000).optional(),
      findings: z
        .array(z.object({ item: z.string().max(200), officer: z.uuid().optional(), due: CalendarDate }))
        .max(100),
    }),
    reply: z.object({ id: z.uuid(), findings: z.array(z.uuid()) }),
  },
  scoreSheetsOfCase: {
    method: 'GET',
    path: '/api/cases/:id/score-sheets',
    allow: caseLookers,
    title: 'The sheets that were handed in of a case, each beside what the system reckoned then',
    params: id,
    reply: z.array(ScoreSheetRow),
  },
  showScoreSheet: {
    method: 'GET',
    path: '/api/score-sheets/:id',
    allow: caseLookers,
    title: 'A sheet as it was handed in, item by item',
    params: id,
    reply: ScoreSheetView,
  },
  listScoreSheets: {
    method: 'GET',
    path: '/api/score-sheets',
    allow: overseers,
    title: 'Sheets of a quarter or a year, and what they come to by unit',
    query: z.object({
      /** `2026-Q4` or `2026`; the quarter of today unless told. */
      period: z
        .string()
        .regex(/^\d{4}(-Q[1-4])?$/)
        .optional(),
      unit: z.uuid().optional(),
    }),
    reply: ScoreSheets,
  },
})
