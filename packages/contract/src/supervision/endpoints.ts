import { CalendarDate } from '@liuhen/core/kernel'
import { CheckTarget } from '@liuhen/core/policy'
import {
  CheckFacts,
  drawEvents,
  FindingFacts,
  indexGoalEvents,
  OutsideNumber,
  outsidePaperEvents,
  OutsideSource,
  Quota,
  ScoringLabel,
  StratifiedBy,
} from '@liuhen/core/supervision'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'
import {
  CheckRow,
  CircularRow,
  DrawItem,
  DrawnCase,
  DrawRow,
  DutyOwed,
  FindingRow,
  IndexGoalRow,
  Indices,
  OutsidePaperRow,
  RefutedComplaint,
} from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const made = z.object({ id: z.uuid() })
const words = z.string().trim().min(2).max(2000)

/** Whom the instruments name to check: sections and office for the bureau, leaders and legal officers for their own. */
export const checkers = [
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'information-centre',
  'office',
] as const
const overseers = [...checkers, 'deputy-head', 'head'] as const
/** Who sees what was found: those who check, and those it concerns. */
const concerned = [...overseers, 'officer', 'auxiliary'] as const
const drawers = ['legal-section', 'inspection-section', 'information-centre', 'office', 'legal-officer'] as const

const ledgerFilter = z.object({
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  unit: z.uuid().optional(),
  of: CheckTarget.optional(),
  office: z.string().max(80).optional(),
  problems: z.enum(['with', 'without']).optional(),
})
const findingFilter = z.object({
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  unit: z.uuid().optional(),
  officer: z.uuid().optional(),
  device: z.uuid().optional(),
  check: z.uuid().optional(),
  draw: z.uuid().optional(),
  sheet: z.uuid().optional(),
  stands: z.enum(['open', 'reported', 'verified', 'withdrawn']).optional(),
})
const period = z.string().regex(/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/)
const indicesOf = z.object({
  /** `2026-05`, `2026-Q4` or `2026`; the quarter of today unless told. */
  period: period.optional(),
  level: z.enum(['unit', 'leader', 'officer', 'device']).optional(),
})

const finding = FindingFacts.omit({ check: true, draw: true, sheet: true })

export const supervisionEndpoints = endpoints({
  supervisionPlan: {
    method: 'GET',
    path: '/api/supervision/plan',
    allow: overseers,
    title: 'Who owes which check or circular by the packs, for which period, and what is overdue',
    reply: z.array(DutyOwed),
  },
  listChecks: {
    method: 'GET',
    path: '/api/checks',
    allow: overseers,
    title: 'The ledger of checks',
    query: ledgerFilter,
    reply: z.array(CheckRow),
  },
  checksCsv: {
    method: 'GET',
    path: '/api/checks.csv',
    allow: overseers,
    title: 'The ledger of checks as CSV; the export is journalled',
    raw: true,
    query: ledgerFilter,
  },
  enterCheck: {
    method: 'POST',
    path: '/api/checks',
    allow: checkers,
    title: 'Enter a check and what it found; what has to be played must have been',
    body: CheckFacts.omit({ draw: true }).extend({ findings: z.array(finding.omit({ unit: true })).max(50) }),
    reply: made.extend({ findings: z.array(z.uuid()) }),
  },
  scoringArticles: {
    method: 'GET',
    path: '/api/supervision/articles',
    allow: checkers,
    title: 'The articles of the instruments in force that each scoring label may be measured by',
    reply: z.array(z.object({ label: ScoringLabel, citations: z.array(CitationView) })),
  },
  listFindings: {
    method: 'GET',
    path: '/api/findings',
    allow: concerned,
    title: 'What checks found, as far as it concerns the viewer',
    query: findingFilter,
    reply: z.array(FindingRow),
  },
  listRefuted: {
    method: 'GET',
    path: '/api/refuted-complaints',
    allow: concerned,
    title: 'Complaints that footage refuted, as far as it is of the viewer or their units',
    reply: z.array(RefutedComplaint),
  },
  reportRectification: {
    method: 'POST',
    path: '/api/findings/:id/rectification',
    whileSuspended: true,
    allow: ['officer', 'team-leader', 'legal-officer', 'information-centre'],
    title: 'Report what was done to put it right; it stays open until somebody else has seen so',
    params: id,
    body: z.object({ measures: words }),
    reply: done,
  },
  recheckFinding: {
    method: 'POST',
    path: '/api/findings/:id/recheck',
    allow: checkers,
    title: 'Look again: it was put right, or it is returned with another day',
    params: id,
    body: z.object({ verified: z.boolean(), words, due: CalendarDate.optional() }),
    reply: done,
  },
  appealFinding: {
    method: 'POST',
    path: '/api/findings/:id/appeal',
    whileSuspended: true,
    allow: ['officer', 'auxiliary', 'team-leader', 'legal-officer'],
    title: 'The officer concerned, or where none is named their unit, says why it is not so',
    params: id,
    body: z.object({ grounds: words }),
    reply: done,
  },
  answerAppeal: {
    method: 'POST',
    path: '/api/findings/:id/appeal/answer',
    allow: ['legal-section', 'inspection-section', 'office', 'deputy-head', 'head'],
    title: 'Answer an appeal; by somebody who neither raised the problem nor made the appeal',
    params: id,
    body: z.object({ upheld: z.boolean(), words }),
    reply: done,
  },
  listDraws: {
    method: 'GET',
    path: '/api/draws',
    allow: overseers,
    title: 'Spot checks: populations frozen, samples drawn',
    reply: z.array(DrawRow),
  },
  freezePopulation: {
    method: 'POST',
    path: '/api/draws',
    allow: drawers,
    title: 'Freeze the recordings of a period that is over; its digest goes into the log before a seed is known',
    body: z.object({
      rule: CheckFacts.shape.rule,
      office: CheckFacts.shape.office,
      firstDay: CalendarDate,
      lastDay: CalendarDate,
      by: z.array(StratifiedBy).max(3),
      of: z.literal('cases').optional(),
      ...Quota.shape,
      outside: OutsideSource.optional(),
    }),
    reply: made,
  },
  showDraw: {
    method: 'GET',
    path: '/api/draws/:id',
    allow: overseers,
    title: 'A spot check and its sample; nobody is named before the verdict',
    params: id,
    reply: z.object({ draw: DrawRow, items: z.array(DrawItem), cases: z.array(DrawnCase) }),
  },
  drawSample: {
    method: 'POST',
    path: '/api/draws/:id/sample',
    allow: drawers,
    title: 'Draw the sample by the seed that the log has fixed since',
    params: id,
    body: z.object({ outside: OutsideNumber.optional() }),
    reply: done,
  },
  playDrawn: {
    method: 'GET',
    path: '/api/draws/:id/items/:recording/view-copy',
    allow: drawers,
    title: 'One of the sample, by ranges, for whoever reviews it; the look is journalled with the draw',
    params: z.object({ id: z.uuid(), recording: z.uuid() }),
    raw: true,
  },
  reviewItem: {
    method: 'POST',
    path: '/api/draws/:id/items/:recording/review',
    allow: drawers,
    title: 'A verdict on one of the sample, after it was played, with what was found',
    params: z.object({ id: z.uuid(), recording: z.uuid() }),
    body: z.object({
      scores: z
        .array(z.object({ label: ScoringLabel, holds: z.enum(['yes', 'no', 'not-here']) }))
        .min(1)
        .max(8),
      words: words.optional(),
      findings: z.array(finding.omit({ unit: true, officer: true, recording: true, case: true, device: true })).max(20),
    }),
    reply: z.object({ findings: z.array(z.uuid()) }),
  },
  reviewCase: {
    method: 'POST',
    path: '/api/draws/:id/cases/:case/review',
    allow: drawers,
    title: 'The score of one of the cases drawn, after it was read, with what was found',
    params: z.object({ id: z.uuid(), case: z.uuid() }),
    body: drawEvents['CaseReviewed/1'].pick({ standard: true, score: true, words: true }).extend({
      findings: z.array(finding.pick({ what: true, article: true, points: true, due: true })).max(20),
    }),
    reply: z.object({ findings: z.array(z.uuid()) }),
  },
  drawFile: {
    method: 'GET',
    path: '/api/draws/:id/file',
    allow: overseers,
    title: 'All it takes to draw the sample again, offline: `liuhen draw --verify`',
    params: id,
    raw: true,
  },
  listCirculars: {
    method: 'GET',
    path: '/api/circulars',
    allow: concerned,
    title: 'Circulars issued',
    reply: z.array(CircularRow),
  },
  issueCircular: {
    method: 'POST',
    path: '/api/circulars',
    allow: ['office', 'legal-section', 'inspection-section'],
    title: 'Issue a circular on a period: how devices were used, and what was found',
    body: z.object({
      rule: CheckFacts.shape.rule,
      office: CheckFacts.shape.office,
      title: z.string().trim().min(2).max(120),
      words,
      firstDay: CalendarDate,
      lastDay: CalendarDate,
    }),
    reply: made,
  },
  indices: {
    method: 'GET',
    path: '/api/supervision/indices',
    allow: overseers,
    title: 'Figures of a quarter or year by unit, leader, officer or device, each with the rows behind it',
    query: indicesOf,
    reply: Indices,
  },
  indicesCsv: {
    method: 'GET',
    path: '/api/supervision/indices.csv',
    allow: ['legal-section', 'inspection-section', 'office', 'deputy-head', 'head'],
    title: 'The figures for 绩效 as CSV, of units, leaders or officers; the export is journalled',
    raw: true,
    query: indicesOf,
  },
  listIndexGoals: {
    method: 'GET',
    path: '/api/supervision/goals',
    allow: overseers,
    title: 'Goals of indices as they were set, the newest first',
    reply: z.array(IndexGoalRow),
  },
  setIndexGoal: {
    method: 'POST',
    path: '/api/supervision/goals',
    allow: ['legal-section', 'inspection-section', 'office', 'deputy-head', 'head'],
    title: 'Set what is wanted of an index in periods to come, with its days of grace and where it comes from',
    body: indexGoalEvents['IndexGoalSet/1'],
    reply: made,
  },
  listOutsidePapers: {
    method: 'GET',
    path: '/api/outside-papers',
    allow: overseers,
    title: 'Papers of outside supervision and what was answered',
    reply: z.array(OutsidePaperRow),
  },
  enterOutsidePaper: {
    method: 'POST',
    path: '/api/outside-papers',
    allow: ['office', 'legal-section', 'inspection-section'],
    title: 'Enter a paper of outside supervision; its term is the one it states, else what the bureau has set for that',
    body: outsidePaperEvents['OutsidePaperEntered/1'].omit({ usual: true }).extend({ due: CalendarDate.optional() }),
    reply: made,
  },
  answerOutsidePaper: {
    method: 'POST',
    path: '/api/outside-papers/:id/answer',
    allow: ['office', 'legal-section', 'inspection-section', 'team-leader', 'information-centre'],
    title: 'What was reported or objected, by whoever owns it or the office',
    params: id,
    body: outsidePaperEvents['OutsidePaperAnswered/1'],
    reply: done,
  },
})
