import { z } from 'zod'
import { Catalogue } from '../causes/index.ts'
import { CalendarDate, Instant } from '../kernel/index.ts'
import { Act, CaseTold, DatedAct } from '../procedure/index.ts'
import { Activity } from './activities.ts'
import { Term } from './terms.ts'
import {
  AccessRule,
  CustodianRule,
  Decision,
  DisclosureRule,
  ExemptionRule,
  HandoverRule,
  IntegrityRule,
  LongTermRule,
  PrecedenceRule,
  ReviewRule,
  Wording,
} from './rules.ts'

/** What is known of a recording when its keeping is asked for. */
export const KeepingFacts = z.strictObject({
  /** Absent: recorded without a case. */
  procedure: z.enum(['ordinary', 'simple', 'coercion']).optional(),
  activity: Activity.optional(),
  evidence: z.boolean().default(false),
  /** It is of a fixed public camera. */
  fixedCamera: z.literal(true).optional(),
  triggers: z
    .array(z.strictObject({ trigger: LongTermRule.shape.trigger, by: z.enum(['party', 'anyone']).optional() }))
    .default([]),
  recordedOn: CalendarDate.optional(),
  /** When the file of its case was closed: what is kept as long as the file counts from then. */
  caseClosedOn: CalendarDate.optional(),
})
export type KeepingFacts = z.infer<typeof KeepingFacts>

/** What is known of a recording when its place in the hierarchy is asked for. */
export const FilingFacts = z.strictObject({
  unit: z.string(),
  device: z.string(),
  officer: z.string(),
  recordedOn: CalendarDate,
  storedOn: CalendarDate.optional(),
  /** Absent without a case: the activity's name stands in. */
  case: z.string().optional(),
  party: z.string().optional(),
  cause: z.string().optional(),
  activity: Activity.optional(),
})
export type FilingFacts = z.infer<typeof FilingFacts>

/** An interval that does not count, first and last day included. */
export const Interval = z.strictObject({ from: CalendarDate, to: CalendarDate, why: z.string().optional() })
export type Interval = z.infer<typeof Interval>

/** Everything that may be asked of a rule set, by a screen, a command line or a row of `examples.yaml`. */
export const Question = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('recording'), activity: Activity }),
  z.strictObject({ ask: z.literal('content'), activity: Activity }),
  z.strictObject({ ask: z.literal('notice'), activity: Activity }),
  z.strictObject({ ask: z.literal('continuity'), activity: Activity }),
  z.strictObject({ ask: z.literal('interruption') }),
  z.strictObject({ ask: z.literal('integrity'), deed: IntegrityRule.shape.forbids.element }),
  z.strictObject({
    ask: z.literal('handover'),
    what: HandoverRule.shape.what.default('all'),
    recordingEnd: Instant.optional(),
    /** When the duty of that day ended, where that is known. */
    dutyEnd: Instant.optional(),
    returned: Instant.optional(),
    reason: z.string().optional(),
  }),
  z.strictObject({ ask: z.literal('consolidation'), recordedOn: CalendarDate.optional() }),
  z.strictObject({ ask: z.literal('custodian'), of: CustodianRule.shape.of }),
  z.strictObject({ ask: z.literal('path'), facts: FilingFacts }),
  z.strictObject({ ask: z.literal('retention'), facts: KeepingFacts }),
  z.strictObject({ ask: z.literal('access'), purpose: AccessRule.shape.purpose }),
  z.strictObject({ ask: z.literal('statement') }),
  z.strictObject({ ask: z.literal('device') }),
  z.strictObject({ ask: z.literal('recorder'), who: z.enum(['officer', 'auxiliary']) }),
  z.strictObject({ ask: z.literal('paper'), title: z.string() }),
  /** What the law wants in a paper of that name. */
  z.strictObject({ ask: z.literal('paper-fields'), title: z.string() }),
  z.strictObject({ ask: z.literal('wording'), wording: Wording }),
  z.strictObject({ ask: z.literal('approval'), what: z.string() }),
  z.strictObject({
    ask: z.literal('period'),
    period: z.string(),
    from: z.union([CalendarDate, Instant]),
    suspended: z.array(Interval).default([]),
    /** A term: by so much as was granted. */
    extended: z.union([z.boolean(), Term]).default(false),
    /** The same of a second extension, where the rule knows one. */
    again: z.union([z.boolean(), Term]).optional(),
    /** The length that the paper states, where the law leaves it to that. */
    stated: Term.optional(),
    /** What it is about, where some decisions go another way first. */
    decision: Decision.optional(),
  }),
  z.strictObject({ ask: z.literal('cadence'), what: z.string() }),
  z.strictObject({ ask: z.literal('review'), list: ReviewRule.shape.list }),
  z.strictObject({ ask: z.literal('disclosure'), list: DisclosureRule.shape.list }),
  /** The order the bureau follows, or that of a name. */
  z.strictObject({ ask: z.literal('volume'), order: z.string().optional() }),
  /** The blocks of the score sheet, or the items of one of them by its id. */
  z.strictObject({ ask: z.literal('score'), block: z.string().optional() }),
  /** Posts that are filled, people who are trained, matters that are laid down. */
  z.strictObject({ ask: z.literal('organisation') }),
  z.strictObject({ ask: z.literal('prohibition'), act: z.string() }),
  z.strictObject({ ask: z.literal('figure'), figure: z.string() }),
  z.strictObject({ ask: z.literal('scope'), act: z.string() }),
  z.strictObject({ ask: z.literal('exemption'), activity: Activity, ground: ExemptionRule.shape.ground }),
  z.strictObject({
    ask: z.literal('step'),
    step: Act,
    /** More of the act that is to be done on the day asked about. */
    now: DatedAct.omit({ act: true, on: true }).optional(),
    /** All that was done before it. */
    before: z.array(DatedAct).max(2000).default([]),
    ...CaseTold.pick({
      procedure: true,
      party: true,
      facts: true,
      people: true,
      evidence: true,
      punished: true,
      inspected: true,
      papers: true,
      gaps: true,
      materials: true,
    }).shape,
  }),
  z.strictObject({
    ask: z.literal('precedence'),
    of: PrecedenceRule.shape.over.element,
    period: z.string().optional(),
  }),
])
export type Question = z.infer<typeof Question>
/** The kinds of question there are. */
export type Ask = Question['ask']
export type QuestionOf<K extends Ask> = Extract<Question, { ask: K }>

/** One row of `examples.yaml`: a question, the members of the answer that matter, and the articles it must stand on. */
export const Example = z.strictObject({
  question: Question,
  answer: z.record(z.string(), z.unknown()),
  /** `changsha-county-2023/41`, or `41` for the pack the row stands in. */
  articles: z.array(z.string()),
  /** On which day it is asked; the pack's first day in force unless told. */
  on: CalendarDate.optional(),
  /** Settings of the bureau the answer depends on. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** Rows of a catalogue that the pack alone does not have: a benchmark is a bureau’s own. */
  catalogue: Catalogue.optional(),
  /**
   * Obligations of the pack that the row demonstrates, because what they demand is the answer itself. It counts only
   * where the row fails as soon as the rule that carries the obligation is taken out.
   */
  proves: z.array(z.string()).optional(),
})
export type Example = z.infer<typeof Example>
