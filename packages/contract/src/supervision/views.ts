import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { AssessedLevel, CheckTarget } from '@liuhen/core/policy'
import {
  Every,
  GoalStands,
  IndexKind,
  OutsidePaperKind,
  OutsideSource,
  Quota,
  ScoringLabel,
  StratifiedBy,
} from '@liuhen/core/supervision'
import { Total } from '@liuhen/core/score'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

const named = z.object({ id: z.uuid(), name: z.string() })

/** What somebody owes by a rule of the packs for one period: a check, a circular. */
export const DutyOwed = z.object({
  /** `pack/rule`. */
  rule: z.string(),
  what: Text,
  /** In the words of the instrument. */
  office: z.string(),
  every: z.enum(Every).optional(),
  /** The bureau has not decided how often; the setting that asks. */
  open: z.object({ key: z.string(), title: Text }).optional(),
  circulates: z.boolean(),
  of: z.array(CheckTarget),
  sampled: z.boolean(),
  played: z.boolean(),
  /** Where each checks their own unit. */
  unit: named.optional(),
  firstDay: CalendarDate.optional(),
  lastDay: CalendarDate.optional(),
  /** `done` by an entry that covers days of the period; `running` while the period lasts. */
  stands: z.enum(['done', 'running', 'overdue', 'open']),
  yours: z.boolean(),
  citations: z.array(CitationView),
})
export type DutyOwed = z.infer<typeof DutyOwed>

/** An entry of 检查台账. */
export const CheckRow = z.object({
  id: z.uuid(),
  ...Stamp.shape,
  rule: z.string().optional(),
  office: z.string().optional(),
  of: z.array(CheckTarget),
  unit: named.optional(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  result: z.string(),
  recordings: z.array(z.uuid()),
  cases: z.array(z.uuid()),
  devices: z.array(z.uuid()),
  draw: z.uuid().optional(),
  disproves: z.object({ complaint: z.string(), recording: z.uuid(), position: z.number().int() }).optional(),
  findings: z.array(z.uuid()),
  citations: z.array(CitationView),
})
export type CheckRow = z.infer<typeof CheckRow>

const said = Stamp.extend({ words: z.string() })
export const FindingRow = z.object({
  id: z.uuid(),
  check: z.uuid().optional(),
  draw: z.uuid().optional(),
  /** The score sheet whose item it is. */
  sheet: z.uuid().optional(),
  unit: named,
  /** Absent where the viewer is not among those who may know. */
  officer: named.optional(),
  recording: z.uuid().optional(),
  position: z.number().int().optional(),
  case: z.uuid().optional(),
  device: z.object({ id: z.uuid(), number: z.string() }).optional(),
  label: ScoringLabel,
  what: z.string(),
  points: z.number().int(),
  due: CalendarDate,
  overdue: z.boolean(),
  stands: z.enum(['open', 'reported', 'verified', 'withdrawn']),
  citation: CitationView,
  raised: Stamp,
  reported: said.optional(),
  returned: z.array(said.extend({ due: CalendarDate })),
  verified: said.optional(),
  appeal: said.extend({ answer: said.extend({ upheld: z.boolean() }).optional() }).optional(),
  /** What the viewer may do now. */
  may: z.array(z.enum(['report', 'recheck', 'appeal', 'answer'])),
})
export type FindingRow = z.infer<typeof FindingRow>

export const DrawRow = z.object({
  id: z.uuid(),
  rule: z.string().optional(),
  office: z.string().optional(),
  unit: named.optional(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  by: z.array(StratifiedBy),
  of: z.literal('cases').optional(),
  ...Quota.shape,
  count: z.number().int(),
  strata: z.number().int(),
  digest: z.string(),
  outside: OutsideSource.optional(),
  frozen: Stamp,
  /** The seed can be fixed: a checkpoint covers the freezing. */
  sealed: z.boolean(),
  drawn: Stamp.extend({
    size: z.number().int(),
    outside: z.string().optional(),
    seed: z.string(),
    sample: z.number().int(),
  }).optional(),
  reviewed: z.number().int(),
})
export type DrawRow = z.infer<typeof DrawRow>

/** One of a sample, without the name of whoever recorded it until the verdict is given. */
export const DrawItem = z.object({
  recording: z.uuid(),
  stratum: z.string(),
  unit: named.optional(),
  start: Instant,
  /** Milliseconds. */
  length: z.number().int(),
  /** What a player can be given. */
  shows: z.enum(['video', 'audio', 'image', 'waiting', 'nothing']),
  /** All of it was handed to the viewer's player for this spot check. */
  played: z.boolean(),
  /** Where it was begun: what of it was not yet, in milliseconds from its start, by its bytes. */
  unplayed: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** The viewer made it themselves. */
  own: z.boolean(),
  review: Stamp.extend({
    scores: z.array(z.object({ label: ScoringLabel, holds: z.enum(['yes', 'no', 'not-here']) })),
    words: z.string().optional(),
    findings: z.array(z.uuid()),
    officer: named.optional(),
  }).optional(),
})
export type DrawItem = z.infer<typeof DrawItem>

/** One of the cases drawn. */
export const DrawnCase = z.object({
  case: z.uuid(),
  stratum: z.string(),
  title: z.string(),
  unit: named,
  /** The viewer has opened it since it was drawn. */
  read: z.boolean(),
  /** The viewer handles it themselves. */
  own: z.boolean(),
  review: Stamp.extend({
    standard: z.string(),
    score: z.number().int(),
    /** What the system reckoned then, of a hundred. */
    own: Total.optional(),
    sheet: z.uuid().optional(),
    words: z.string().optional(),
    findings: z.array(z.uuid()),
  }).optional(),
})
export type DrawnCase = z.infer<typeof DrawnCase>

export const CircularRow = z.object({
  id: z.uuid(),
  ...Stamp.shape,
  office: z.string().optional(),
  title: z.string(),
  words: z.string(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  findings: z.array(
    z.object({
      id: z.uuid(),
      unit: z.string(),
      officer: z.string().optional(),
      what: z.string(),
      label: ScoringLabel,
      /** As it stands now, not as it stood when it was told; an appeal against it that nobody has answered. */
      stands: FindingRow.shape.stands,
      appealed: z.boolean(),
    }),
  ),
  /** How many that it told were struck on appeal since: of them nothing is told any more. */
  withdrawn: z.number().int(),
  devices: z.array(
    z.object({ device: z.uuid(), number: z.string(), recordings: z.number().int(), openGaps: z.number().int() }),
  ),
  citations: z.array(CitationView),
})
export type CircularRow = z.infer<typeof CircularRow>

/** What the bureau wants of an index, as it was set. */
export const IndexGoalRow = z.object({
  id: z.uuid(),
  ...Stamp.shape,
  index: IndexKind,
  /** In tenths; absent, nothing is wanted any more. */
  goal: z.number().int().optional(),
  graceDays: z.number().int(),
  from: CalendarDate,
  source: z.string(),
})
export type IndexGoalRow = z.infer<typeof IndexGoalRow>

/** Figures of one unit, officer or device in a period; each with where its rows are. */
export const IndexRow = z.object({
  id: z.uuid(),
  name: z.string(),
  unit: named.optional(),
  recordings: z.number().int(),
  minutes: z.number().int(),
  /** Handed over after their term, of those that have one. */
  late: z.number().int(),
  /** Those, the first of them, each by how much. */
  lates: z.array(
    z.object({
      recording: z.uuid(),
      fileName: z.string(),
      device: z.string().optional(),
      milliseconds: z.number().int(),
    }),
  ),
  due: z.number().int(),
  openGaps: z.number().int(),
  unreadable: z.number().int(),
  /** Looks that nobody had approved, taken in an emergency; what whoever supervises found of each, where they have looked into it. */
  emergencies: z.array(z.object({ request: z.uuid(), at: Instant, justified: z.boolean().optional() })),
  findings: z.number().int(),
  open: z.number().int(),
  points: z.number().int(),
  /** Of a hundred, less the points of what was found and not withdrawn; absent where nothing of it was checked. */
  score: z.number().int().optional(),
  /** The findings behind it. */
  rows: z.array(z.uuid()),
  checks: z.array(z.uuid()),
  /** Its figures of which something is wanted in this period, in tenths. */
  goals: z.array(z.object({ index: IndexKind, figure: z.number().int(), stands: GoalStands })),
})
export type IndexRow = z.infer<typeof IndexRow>

export const Indices = z.object({
  period: z.string(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  level: z.enum(['unit', 'leader', 'officer', 'device']),
  rows: z.array(IndexRow),
  /** The assessments the packs ask for, and of whom. */
  asked: z.array(z.object({ what: Text, levels: z.array(AssessedLevel), citations: z.array(CitationView) })),
  /** The whole, by the period before it and those before that: oldest first. */
  trend: z.array(
    z.object({
      period: z.string(),
      /** Absent where nobody checked anything of it. */
      findings: z.number().int().optional(),
      recordings: z.number().int(),
      /** The figures of what is wanted in the period asked for, and what was wanted in this one, in tenths. */
      goals: z.array(
        z.object({ index: IndexKind, figure: z.number().int().optional(), goal: z.number().int().optional() }),
      ),
    }),
  ),
  /** What is wanted in this period, and the last day on which nobody says that it was missed. */
  goals: z.array(IndexGoalRow.required({ goal: true }).extend({ graceEnds: CalendarDate })),
})
export type Indices = z.infer<typeof Indices>

export const OutsidePaperRow = z.object({
  id: z.uuid(),
  kind: OutsidePaperKind,
  from: z.string(),
  number: z.string().optional(),
  title: z.string(),
  receivedOn: CalendarDate,
  due: CalendarDate,
  objectionBy: CalendarDate.optional(),
  /** Which of these the paper does not state. */
  usual: z.array(z.enum(['due', 'objectionBy'])).optional(),
  owner: named,
  entered: Stamp,
  answers: z.array(said.extend({ how: z.enum(['report', 'objection']), on: CalendarDate, late: z.boolean() })),
  /** `answered-claimed`: that it was in time is the word of whoever entered the answer after the term was over. */
  stands: z.enum(['open', 'overdue', 'answered', 'answered-late', 'answered-claimed']),
  citations: z.array(CitationView),
})
export type OutsidePaperRow = z.infer<typeof OutsidePaperRow>

/** A complaint that footage refuted: who found so, and where it is seen. */
export const RefutedComplaint = Stamp.extend({
  check: z.uuid(),
  complaint: z.string(),
  recording: z.uuid(),
  position: z.number().int(),
  officer: named.optional(),
})
export type RefutedComplaint = z.infer<typeof RefutedComplaint>

/** Something of supervision that waits for the viewer. */
export const SupervisionTask = z.object({
  kind: z.enum([
    'check',
    'circular',
    'review',
    'rectify',
    'recheck',
    'answer-appeal',
    'outside-paper',
    'liability',
    'post',
  ]),
  title: Text,
  due: CalendarDate.optional(),
  overdue: z.boolean(),
  /** Where it is done. */
  to: z.string(),
  citations: z.array(CitationView),
})
export type SupervisionTask = z.infer<typeof SupervisionTask>
