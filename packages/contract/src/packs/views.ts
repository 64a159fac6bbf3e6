import { SettingValue } from '@liuhen/core/packs'
import { HolidayYear } from '@liuhen/core/calendar'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { Act } from '@liuhen/core/procedure'
import {
  Activity,
  type Ask,
  Decision,
  ObligationKind,
  SettingWanted,
  Term,
  Unit,
  type Values,
  Verdict,
} from '@liuhen/core/policy'
import { z } from 'zod'

/** A place to go to: `/law/<pack>/<article>`. `quote` is the obligation's words in that article. */
export const CitationView = z.object({
  pack: z.string(),
  /** The pack's title, `长沙县…规定`. */
  title: Text,
  article: z.string(),
  /** `第四十一条`; for the national law the law and its article. */
  label: z.string(),
  quote: z.string().optional(),
})
export type CitationView = z.infer<typeof CitationView>

/** A rule as a sentence, with its facts for those who want to show them otherwise. */
export const RuleView = z.object({
  pack: z.string(),
  version: z.number().int(),
  rule: z.string(),
  /** A `RuleKind` of core/policy. */
  kind: z.string(),
  says: Text,
  note: Text.optional(),
  facts: z.record(z.string(), z.unknown()),
  citations: z.array(CitationView),
})
export type RuleView = z.infer<typeof RuleView>

/** A slip, contradiction or conflict that was found in a pack; nothing in the pack was changed for it. */
export const LintFinding = z.object({
  /** Stays the same as long as the place does. */
  id: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  /** `pack`: a fault of the data; the others are of the instrument's text. */
  kind: z.enum(['pack', 'print', 'gap', 'doubt', 'conflict']),
  pack: z.string(),
  /** Of the instrument. */
  title: Text,
  /** Where in the pack: an article, `rules/handover`, a file. */
  place: z.string(),
  article: z.string().optional(),
  /** `第四十一条`: what that article is called. */
  label: z.string().optional(),
  /** The rule, where the place is one. */
  rule: RuleView.optional(),
  /** The words that are meant, as they are printed. */
  quote: z.string().optional(),
  message: Text,
  /** How the rules read it until someone with the right to do so says otherwise. */
  reading: Text.optional(),
  /** Against superior law: how the clause stands. */
  verdict: Verdict.optional(),
  citations: z.array(CitationView),
})
export type LintFinding = z.infer<typeof LintFinding>

export const Instrument = z.object({
  id: z.string(),
  version: z.number().int(),
  /** All versions that are loaded, oldest first; the one shown is in force on the day asked, or the latest. */
  versions: z.array(
    z.object({ version: z.number().int(), from: CalendarDate.nullable(), to: CalendarDate.optional() }),
  ),
  kind: z.enum(['national', 'instrument']),
  title: Text,
  issuer: z.string(),
  documentNumber: z.string().optional(),
  trial: z.boolean(),
  issuedOn: CalendarDate.optional(),
  /** What it says it is based on, by the titles it gives them. */
  basedOn: z.array(z.string()),
  /** 解释机关, where the text names it. */
  interpretedBy: z.string().optional(),
  /** Kinds of act it says it is about, in its own words: `行政处罚`. Empty where it does not say. */
  scope: z.array(z.string()),
  /** Null where neither the text nor the bureau has said the day. */
  effectiveFrom: CalendarDate.nullable(),
  effectiveTo: CalendarDate.optional(),
  note: Text.optional(),
  /** Whether the bureau runs on it today. */
  chosen: z.boolean(),
  inForce: z.boolean(),
  counts: z.object({
    articles: z.number().int(),
    obligations: z.number().int(),
    rules: z.number().int(),
    settings: z.number().int(),
    openSettings: z.number().int(),
    findings: z.number().int(),
  }),
})
export type Instrument = z.infer<typeof Instrument>

export const ArticleRow = z.object({
  id: z.string(),
  label: z.string(),
  chapter: z.string().optional(),
  /** National law: which law. */
  law: z.string().optional(),
  /** The first words of it. */
  opening: z.string(),
  obligations: z.number().int(),
  rules: z.number().int(),
  findings: z.number().int(),
})
export type ArticleRow = z.infer<typeof ArticleRow>

/** How an obligation is proven, as the last whole run of the tests found (docs/law-coverage.json); `unknown` without it. */
export const ObligationProof = z.object({
  state: z.enum(['proven', 'stated', 'organisational', 'open', 'unknown']),
  /** Names of the tests that drive the product and show it to be met. */
  tests: z.array(z.string()),
  /** Of those that only show a rule on it to be there; they count for nothing. */
  states: z.array(z.string()),
  reason: Text.optional(),
})

/** A number of this installation that an article is about, such as 3 recordings late this week. */
export const LiveNumber = z.object({
  key: z.enum(['late-handovers', 'recordings', 'unexplained-gaps', 'activities-unrecorded']),
  value: z.number().int(),
  of: z.number().int().optional(),
  says: Text,
  from: CalendarDate,
  to: CalendarDate,
})
export type LiveNumber = z.infer<typeof LiveNumber>

export const ArticlePage = z.object({
  instrument: Instrument,
  article: z.object({
    id: z.string(),
    label: z.string(),
    labelLost: z.boolean(),
    chapter: z.string().optional(),
    law: z.string().optional(),
    /** Word for word; absent for the national law, which has `gist` instead. */
    text: z.string().optional(),
    gist: Text.optional(),
    from: CalendarDate.optional(),
    to: CalendarDate.optional(),
    unverified: z.boolean(),
  }),
  previous: z.object({ id: z.string(), label: z.string() }).optional(),
  next: z.object({ id: z.string(), label: z.string() }).optional(),
  obligations: z.array(
    z.object({
      id: z.string(),
      kind: ObligationKind,
      modality: z.enum(['must', 'must-not', 'should', 'may', 'states']),
      quote: z.string(),
      /** What the system does about it: the rules that stand on it. None means that nothing is decided by it here. */
      does: z.array(RuleView),
      settings: z.array(z.object({ key: z.string(), title: Text, open: z.boolean() })),
      proof: ObligationProof,
    }),
  ),
  /** For the national law: rules on the article itself. */
  rules: z.array(RuleView),
  live: z.array(LiveNumber),
  findings: z.array(LintFinding),
})
export type ArticlePage = z.infer<typeof ArticlePage>

/** One topic across the bureaus: a row for each thing that can differ, a cell for each bureau, empty where it is silent. */
export const Comparison = z.object({
  topic: z.string(),
  title: Text,
  /** Instruments of one issuer stand together as one bureau. */
  bureaus: z.array(
    z.object({ issuer: z.string(), packs: z.array(z.object({ id: z.string(), title: Text })), chosen: z.boolean() }),
  ),
  rows: z.array(z.object({ key: z.string(), title: Text, cells: z.array(z.array(RuleView)) })),
})
export type Comparison = z.infer<typeof Comparison>

/** What differs between two versions of a pack, or between two packs. */
export const PackDiff = z.object({
  before: z.object({ id: z.string(), version: z.number().int(), title: Text }),
  after: z.object({ id: z.string(), version: z.number().int(), title: Text }),
  changes: z.array(
    z.object({
      part: z.enum(['identity', 'article', 'obligation', 'rule', 'setting']),
      id: z.string(),
      change: z.enum(['added', 'removed', 'changed']),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      says: Text,
    }),
  ),
})
export type PackDiff = z.infer<typeof PackDiff>

export const SettingView = z.object({
  key: z.string(),
  title: Text,
  wanted: SettingWanted.shape.value,
  suggestion: Text.optional(),
  /** The instrument has an answer of its own, which a decision replaces: not open without one. */
  optional: z.boolean(),
  /** Governs what the system does not do yet: not open without a decision either. */
  waitsFor: SettingWanted.shape.waitsFor,
  /** It says something of other settings: `due` while that is still to be said since they were decided last. */
  renewal: z.object({ state: z.enum(['not-due', 'due', 'kept']), say: Text }).optional(),
  citations: z.array(CitationView),
  /** What counts on the day asked; absent means open, unless optional. */
  current: z.object({ value: SettingValue, says: Text, from: CalendarDate, at: Instant, by: z.string() }).optional(),
  /** Every decision about it, latest first, those for a later day among them. */
  decisions: z.array(
    z.object({
      value: SettingValue,
      says: Text,
      from: CalendarDate,
      at: Instant,
      by: z.string(),
      reason: z.string().optional(),
    }),
  ),
})
export type SettingView = z.infer<typeof SettingView>

const Cited = z.object({ title: Text, citations: z.array(CitationView) })
/** How a legal review goes by the instruments of a day. */
export const ReviewWorkflow = z.object({
  on: CalendarDate,
  /** Each act of it in order, with what is refused where it is wanting. */
  course: z.array(
    z.object({
      act: Act,
      title: Text,
      refusedWhere: z.array(z.object({ say: Text, citations: z.array(CitationView) })),
    }),
  ),
  decisions: z.array(Cited),
  materials: z.array(Cited),
  points: z.array(Cited),
  outcomes: z.array(Cited),
  /** `says` is absent while the bureau has to decide how long. */
  term: z.object({ start: Text, end: Text, says: Text.optional(), citations: z.array(CitationView) }).optional(),
  /** What the instruments chosen do not lay down. */
  missing: z.array(z.enum(['course', 'materials', 'points', 'outcomes', 'term'])),
})
export type ReviewWorkflow = z.infer<typeof ReviewWorkflow>

export const SuperiorView = z.object({
  title: Text,
  /** Absent where the bureau's own says nothing of it. */
  ours: RuleView.optional(),
  theirs: RuleView,
  /** The one of both that counts, and why. */
  effective: RuleView,
  why: Text,
  /** By which the bureau's own gives way. */
  yields: z.array(CitationView),
})
export type SuperiorView = z.infer<typeof SuperiorView>

export const RuleSetView = z.object({
  /** The day the answer is for. */
  on: CalendarDate,
  /** False until packs are chosen for that day: nothing is then judged, and everything is shown as open. */
  chosen: z.boolean(),
  packs: z.array(z.object({ id: z.string(), version: z.number().int(), title: Text, issuer: z.string() })),
  /** Chosen, and not in force on that day, with the reason. */
  outOfForce: z.array(z.object({ id: z.string(), title: Text, reason: Text })),
  settings: z.array(SettingView),
  open: z.number().int(),
  /** Where the instrument of a superior provides otherwise than the bureau's own, with both articles and what counts. */
  superiors: z.array(SuperiorView),
  /** Kinds of activity the bureau itself has recorded, or no longer: the latest decision first. */
  mandatory: z.array(
    z.object({
      activity: Activity,
      required: z.boolean(),
      from: CalendarDate,
      reason: z.string(),
      at: Instant,
      by: z.string(),
    }),
  ),
  /** Kinds of activity the bureau has added, each recorded from its day on. */
  ownKinds: z.array(
    z.object({
      kind: z.uuid(),
      name: z.string(),
      from: CalendarDate,
      reason: z.string(),
      at: Instant,
      by: z.string(),
    }),
  ),
  /** What the instruments leave to each district, and what units have decided for themselves: it goes before the bureau's own. */
  districts: z.object({
    settings: z.array(SettingView.pick({ key: true, title: true, wanted: true, citations: true })),
    decided: z.array(
      z.object({
        unit: z.object({ id: z.uuid(), name: z.string() }),
        key: z.string(),
        says: Text,
        from: CalendarDate,
        at: Instant,
        by: z.string(),
        reason: z.string().optional(),
      }),
    ),
  }),
  /** By which articles the bureau may; none where no instrument leaves it other acts. */
  mandatoryBy: z.array(CitationView),
  history: z.array(
    z.object({
      packs: z.array(z.object({ id: z.string(), title: Text })),
      from: CalendarDate,
      at: Instant,
      by: z.string(),
      reason: z.string().optional(),
    }),
  ),
})
export type RuleSetView = z.infer<typeof RuleSetView>

export const CalendarSource = z.object({
  year: z.number().int(),
  /** `provisional`: statutory days only, adjusted days and make-up workdays not known. */
  status: HolidayYear.shape.status,
  source: HolidayYear.shape.source,
  note: z.string().optional(),
  /** Who loaded it here; absent when it came with the program. */
  loaded: z.object({ at: Instant, by: z.string(), fileName: z.string() }).optional(),
})
export type CalendarSource = z.infer<typeof CalendarSource>

export const CalendarDayView = z.object({
  date: CalendarDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'make-up']),
  name: z.string().optional(),
  statutory: z.boolean().optional(),
})
export type CalendarDayView = z.infer<typeof CalendarDayView>

export const CalendarYearView = z.object({
  year: z.number().int(),
  /** Absent when the year is not loaded: every deadline that reaches into it is provisional. */
  source: CalendarSource.optional(),
  days: z.array(CalendarDayView),
  workdays: z.number().int(),
})
export type CalendarYearView = z.infer<typeof CalendarYearView>

export const CalendarReport = z.object({
  /** False when only checked, or when anything was wrong: the calendar in use stays as it was. */
  loaded: z.boolean(),
  year: z.number().int().optional(),
  holidays: z.number().int(),
  makeUpDays: z.number().int(),
  problems: z.array(z.object({ row: z.number().int().optional(), field: z.string().optional(), message: Text })),
})
export type CalendarReport = z.infer<typeof CalendarReport>

export const PeriodRow = z.object({
  /** The pack and the rule: what {@link DeadlineOrder} takes. */
  pack: z.string(),
  period: z.string(),
  title: Text,
  start: Text,
  end: Text,
  /** Absent while a setting that says it is open. */
  count: z.number().int().optional(),
  unit: Unit,
  direction: z.enum(['forward', 'back']),
  roll: z.enum(['forward', 'none']),
  suspendedBy: z.array(z.string()),
  extension: z
    .object({
      says: Text,
      by: z.string(),
      times: z.number().int().optional(),
      /** At most so long; absent where the text allows one and prints no length, so that it has to be given. */
      most: Term.optional(),
      /** A second one after the first. */
      further: z.object({ most: Term, by: z.string() }).optional(),
    })
    .optional(),
  /** The paper that states its length, where the law leaves it to that. */
  stated: Text.optional(),
  /** Decisions against which reconsideration comes first. */
  notBefore: z.array(Decision).optional(),
  /** The law goes before it: the window for the court shows both. */
  displaced: z.boolean().optional(),
  /** First and last day on which it counts, where those are not its instrument's. */
  validFrom: CalendarDate.optional(),
  validTo: CalendarDate.optional(),
  otherReading: z.string().optional(),
  note: Text.optional(),
  citations: z.array(CitationView),
  /** Of the bureau's own rule set, the national law included. */
  ours: z.boolean(),
})
export type PeriodRow = z.infer<typeof PeriodRow>

export const SkippedDay = z.object({
  date: CalendarDate,
  why: Text,
  kind: z.enum(['weekend', 'holiday', 'suspended', 'rolled', 'other']),
})

export const Deadline = z.object({
  pack: z.string(),
  period: z.string(),
  title: Text,
  unit: Unit,
  from: z.string(),
  /** A calendar date, or an instant for terms in hours; absent while a setting is open. */
  last: z.string().optional(),
  /** Before it rolled over rest days. */
  raw: z.string().optional(),
  provisional: z.boolean(),
  skipped: z.array(SkippedDay),
  /** Whole sentences: why it is provisional, what was assumed, another reading. */
  notes: z.array(Text),
  open: z.array(z.object({ key: z.string(), title: Text })),
  rules: z.array(RuleView),
  /** Another reading of the same clause; `last` is absent where it runs from another event, which `start` names. */
  other: z.object({ period: z.string(), title: Text, start: Text, last: z.string().optional() }).optional(),
})
export type Deadline = z.infer<typeof Deadline>

/** When a court may be asked to enforce, by the statute and as the bureau's instrument prints it, beside each other. */
export const CourtWindow = z.object({
  /** The first day after the time for remedies: before it no court takes the application. */
  earliest: CalendarDate,
  /** The first day on which an application is lawful; absent while no demand was served. */
  opens: CalendarDate.optional(),
  closes: CalendarDate,
  /** The last day as printed; whether a court could take an application by then. */
  printed: CalendarDate.optional(),
  printedIsUsable: z.boolean().optional(),
  provisional: z.boolean(),
  steps: z.array(
    z.object({
      step: z.enum(['suit', 'performance', 'demand', 'application', 'printed']),
      title: Text,
      last: CalendarDate,
      rule: RuleView,
    }),
  ),
  notes: z.array(Text),
})
export type CourtWindow = z.infer<typeof CourtWindow>

/** An answer of the rules, and the chain of rules and articles behind it. */
export const AnswerView = z.object({
  on: CalendarDate,
  /** False when the bureau has not chosen its packs for that day: then nothing was asked. */
  chosen: z.boolean(),
  /** Absent where nothing was asked. */
  value: z.record(z.string(), z.unknown()).optional(),
  says: Text,
  rules: z.array(RuleView),
  open: z.array(z.object({ key: z.string(), title: Text })),
  notes: z.array(Text),
})
export type AnswerView = z.infer<typeof AnswerView>

/** The same, where what was asked is known: the value has the members of that kind of question. */
export type AnswerViewOf<K extends Ask> = Omit<AnswerView, 'value'> & { readonly value?: Values[K] | undefined }
export const answerViewOf = <S extends z.ZodType>(value: S) => AnswerView.extend({ value: z.optional(value) })
