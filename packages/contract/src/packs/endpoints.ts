import { ActivityKind, MandatoryDecision, RuleSetChoice, SettingKey, SettingValue } from '@liuhen/core/packs'
import { HolidaySource } from '@liuhen/core/calendar'
import { CalendarDate, Instant } from '@liuhen/core/kernel'
import { Decision, PackId, Question, Term } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import * as view from './views.ts'

const day = CalendarDate.refine((one) => one >= '1970-01-01' && one <= '9998-12-31')
const STAMP = /^\d{4}-\d\d-\d\d/

/** Whether every day and moment in it is of years that a calendar in Beijing can hold. */
function isOfOurTime(value: unknown): boolean {
  if (typeof value === 'string') return !STAMP.test(value) || (value >= '1970-01-02' && value < '9998')
  return typeof value !== 'object' || value === null || Object.values(value).every(isOfOurTime)
}

const reason = z.string().trim().min(2).max(500)
const year = z.coerce.number().int().min(1970).max(9998)
/** Who decides what the bureau runs on: the legal section, and the head. */
const deciders = ['legal-section', 'head'] as const
/** Who keeps the calendar: those, and the office that receives the yearly notice. */
const calendarKeepers = ['legal-section', 'head', 'office'] as const

export const Topic = z.enum([
  'recording',
  'content',
  'notice',
  'continuity',
  'interruption',
  'integrity',
  'handover',
  'consolidation',
  'custodian',
  'classification',
  'retention',
  'long-term',
  'access',
  'statement',
  'device',
  'recorder',
  'paper',
  'paper-fields',
  'wording',
  'approval',
  'period',
  'step',
  'cadence',
  'review',
  'disclosure',
  'prohibition',
  'figure',
  'scope',
  'exemption',
  'precedence',
  'volume',
  'score',
  'organisation',
])
export type Topic = z.infer<typeof Topic>

export const DeadlineOrder = z.object({
  pack: PackId,
  period: z.string().max(80),
  /** The day (or, for terms in hours, the moment) of the event that starts it. */
  from: z.union([day, Instant]).refine(isOfOurTime),
  suspended: z
    .array(z.object({ from: day, to: day, why: z.string().trim().max(120).optional() }))
    .max(50)
    .optional(),
  /** A term: by so much as was granted. */
  extended: z.union([z.boolean(), Term]).optional(),
  /** The same of a second extension. */
  again: z.union([z.boolean(), Term]).optional(),
  /** The length written in the paper that starts it, where the law leaves it to that. */
  stated: Term.optional(),
  /** What it is about, where reconsideration comes before a suit. */
  decision: Decision.optional(),
})
export type DeadlineOrder = z.infer<typeof DeadlineOrder>

/**
 * The notice of a year as a file, in Base64: YAML as in `packs/calendar/`, or CSV (UTF-8 or GB18030) with the columns
 * 日期, 安排 (放假 or 调休上班), 节日 and 法定 (是 or empty). `check` only looks whether it would do.
 */
export const CalendarFile = z.object({
  fileName: z.string().trim().min(1).max(200),
  file: z.base64().max(400_000),
  /** For CSV, which has no room for it: the notice the rows are taken from. */
  source: HolidaySource.optional(),
  check: z.boolean(),
})

export const packsEndpoints = endpoints({
  listInstruments: {
    method: 'GET',
    path: '/api/law/instruments',
    allow: 'signed-in',
    title: 'The instruments whose obligations are loaded',
    reply: z.array(view.Instrument),
  },
  showInstrument: {
    method: 'GET',
    path: '/api/law/instruments/:pack',
    allow: 'signed-in',
    title: 'An instrument and its articles',
    params: z.object({ pack: PackId }),
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    reply: z.object({ instrument: view.Instrument, articles: z.array(view.ArticleRow) }),
  },
  showArticle: {
    method: 'GET',
    path: '/api/law/instruments/:pack/articles/:article',
    allow: 'signed-in',
    title: 'An article: its text, what follows from it here, how that is proven, and the numbers of this week',
    params: z.object({ pack: PackId, article: z.string().min(1).max(80) }),
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    reply: view.ArticlePage,
  },
  compareTopic: {
    method: 'GET',
    path: '/api/law/topics/:topic',
    allow: 'signed-in',
    title: 'One topic in all instruments, side by side',
    params: z.object({ topic: Topic }),
    reply: view.Comparison,
  },
  diffPacks: {
    method: 'GET',
    path: '/api/law/instruments/:pack/diff',
    allow: 'signed-in',
    title: 'What differs between two versions of an instrument, or from another instrument',
    params: z.object({ pack: PackId }),
    query: z.object({
      from: z.coerce.number().int().positive().optional(),
      to: z.coerce.number().int().positive().optional(),
      /** Compare with this pack instead of another version of the same. */
      against: PackId.optional(),
    }),
    reply: view.PackDiff,
  },
  lintFindings: {
    method: 'GET',
    path: '/api/law/findings',
    allow: 'signed-in',
    title: 'Slips, contradictions and conflicts with superior law found in the instruments',
    query: z.object({ pack: PackId.optional() }),
    reply: z.array(view.LintFinding),
  },
  ruleSet: {
    method: 'GET',
    path: '/api/law/rule-set',
    allow: 'signed-in',
    title: 'What the bureau runs on that day: packs, settings decided, settings open',
    query: z.object({ on: day.optional() }),
    reply: view.RuleSetView,
  },
  chooseRuleSet: {
    method: 'PUT',
    path: '/api/law/rule-set',
    allow: deciders,
    title: 'Choose the packs the bureau runs on, from a day on',
    body: RuleSetChoice.extend({ from: day.optional() }),
    reply: view.RuleSetView,
  },
  decideMandatory: {
    method: 'PUT',
    path: '/api/law/rule-set/mandatory/:activity',
    allow: deciders,
    title:
      'Have a kind of activity recorded from a day to come on, where an instrument leaves other acts to the bureau',
    params: MandatoryDecision.pick({ activity: true }),
    body: MandatoryDecision.omit({ activity: true }).extend({ from: day.optional() }),
    reply: view.RuleSetView,
  },
  addActivityKind: {
    method: 'POST',
    path: '/api/law/rule-set/kinds',
    allow: deciders,
    title:
      'Add a kind of activity of the bureau’s own, recorded from a day to come on, where an instrument leaves it others',
    body: ActivityKind.omit({ kind: true, from: true }).extend({ key: z.uuid(), from: day.optional() }),
    reply: view.RuleSetView,
  },
  decideSetting: {
    method: 'PUT',
    path: '/api/law/rule-set/settings/:key',
    allow: deciders,
    title: 'Decide what an instrument leaves to the bureau; laxer than it allows is refused with the article',
    params: z.object({ key: SettingKey }),
    body: z.object({ value: SettingValue, from: day.optional(), reason: reason.optional() }),
    reply: view.SettingView,
  },
  decideForUnit: {
    method: 'PUT',
    path: '/api/law/rule-set/units/:unit/settings/:key',
    allow: ['team-leader', ...deciders],
    title: 'Decide for one unit what the instrument leaves to each district; anything else is refused with its article',
    params: z.object({ unit: z.uuid(), key: SettingKey }),
    body: z.object({ value: SettingValue, from: day.optional(), reason: reason.optional() }),
    reply: view.RuleSetView,
  },
  reviewWorkflow: {
    method: 'GET',
    path: '/api/law/review',
    allow: 'signed-in',
    title:
      'How a legal review goes by the instruments chosen: its course, what is handed in, what is looked at, by when',
    reply: view.ReviewWorkflow,
  },
  calendars: {
    method: 'GET',
    path: '/api/law/calendars',
    allow: 'signed-in',
    title: 'The years whose working days are known, with their sources',
    reply: z.array(view.CalendarSource),
  },
  calendarYear: {
    method: 'GET',
    path: '/api/law/calendars/:year',
    allow: 'signed-in',
    title: 'A year day by day: workdays, rest days, holidays, make-up days',
    params: z.object({ year }),
    reply: view.CalendarYearView,
  },
  loadCalendar: {
    method: 'POST',
    path: '/api/law/calendars',
    allow: calendarKeepers,
    title: 'Load the notice of a year: all rows or none',
    body: CalendarFile,
    reply: view.CalendarReport,
  },
  listPeriods: {
    method: 'GET',
    path: '/api/law/periods',
    allow: 'signed-in',
    title: 'All periods the calculator knows',
    reply: z.array(view.PeriodRow),
  },
  computeDeadline: {
    method: 'POST',
    path: '/api/law/deadlines',
    allow: 'signed-in',
    title: 'When a period ends, each skipped day explained',
    body: DeadlineOrder,
    reply: view.Deadline,
  },
  courtWindow: {
    method: 'POST',
    path: '/api/law/court-window',
    allow: 'signed-in',
    title: 'When a court may be asked to enforce, in both readings',
    body: z.object({
      /** The day the decision was received. */
      received: day,
      /** The day the demand to perform was served. */
      demanded: day.optional(),
      /** The last day of a deferral or of instalments. */
      deferredTo: day.optional(),
      /** What it is about, where reconsideration comes before a suit. */
      decision: Decision.optional(),
      /** Whose wording is held beside the statute; the bureau's own unless told. */
      pack: PackId.optional(),
    }),
    reply: view.CourtWindow,
  },
  askRules: {
    method: 'POST',
    path: '/api/law/questions',
    allow: 'signed-in',
    title: 'Ask the rules in force on a day; the answer comes with its chain of rules and articles',
    body: z.object({
      question: Question.refine(isOfOurTime),
      on: day.optional(),
      /** Ask these packs instead of the bureau's own, without its settings: for comparing bureaus. */
      packs: z.array(PackId).min(1).max(20).optional(),
    }),
    reply: view.AnswerView,
  },
})
