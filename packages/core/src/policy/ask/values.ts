import { z } from 'zod'
import { DeviceKind } from '../../devices/index.ts'
import { NamedPost, TrainingTopic } from '../../duties/index.ts'
import { CalendarDate, Instant, Text } from '../../kernel/index.ts'
import { PaperField } from '../../papers/index.ts'
import { Activity } from '../activities.ts'
import {
  ConsolidationRule,
  ContentRule,
  ContinuityRule,
  DeviceRule,
  HandoverRule,
  InterruptionRule,
  PeriodRule,
  RecordingRule,
  RetentionRule,
} from '../rules.ts'
import { Term, Unit } from '../terms.ts'

const list = <S extends z.ZodType>(of: S) => z.array(of).readonly()
const words = list(z.string())
const fields = list(PaperField)
const yes = z.literal(true)
const { crew: Crew, holds: Holds } = RecordingRule.shape
const Way = InterruptionRule.omit({ id: true, kind: true, source: true, note: true })
const { besides, excuses, written } = InterruptionRule.shape
const check = DeviceRule.shape.check.unwrap().shape

/** How strongly an activity is recorded; `none`: nothing is said of it. */
const Level = z.enum([...RecordingRule.shape.level.options, 'none'])
/** Names in their order; `unnamed`: an approval is wanted and whose is not said; `none-stated`: none is printed. */
const Chain = z.union([words, z.literal('unnamed'), z.literal('none-stated')])
/** A list of review or disclosure: as printed, and in both languages. */
const Items = { items: words, details: list(Text) }

/**
 * What each kind of question is answered with. A member is absent where nothing was said of it. Lengths are written
 * `24 hour`, `3 year`.
 */
export const answerValues = {
  recording: z.strictObject({
    level: Level,
    crew: z
      .strictObject({
        ...Crew.unwrap().shape,
        devices: list(DeviceKind).optional(),
      })
      .optional(),
    holds: list(Holds.unwrap().element).optional(),
    /** Kinds of it of which something is said, where nothing is of the whole. */
    parts: list(z.strictObject({ activity: Activity, level: Level })).optional(),
  }),
  content: z.strictObject({ points: words, details: list(ContentRule.shape.points.element) }),
  notice: z.strictObject({ told: z.boolean(), say: z.string().optional(), beforehand: yes.optional() }),
  continuity: z.strictObject({
    start: ContinuityRule.shape.start,
    end: ContinuityRule.shape.end,
    pause: z.enum([...ContinuityRule.shape.pause.options, 'unsaid']),
  }),
  interruption: z.strictObject({
    reasons: words.optional(),
    spoken: z.boolean(),
    written,
    writtenIntoFile: yes.optional(),
    reportTo: z.string().optional(),
    besides: list(besides.unwrap().element).optional(),
    excuses: list(excuses.element).optional(),
    /** The rules one by one, in the order the answer names them. */
    ways: list(Way),
  }),
  integrity: z.strictObject({ forbidden: z.boolean() }),
  handover: z.strictObject({
    within: z.string().optional(),
    from: z.enum([...HandoverRule.shape.from.options, 'return-to-unit']).optional(),
    by: z.string().optional(),
    to: z.string().optional(),
    exceptionReasons: words.optional(),
    noException: z.boolean().optional(),
    due: Instant.optional(),
  }),
  consolidation: z.strictObject({
    every: ConsolidationRule.shape.every.optional(),
    by: z.string().optional(),
    due: CalendarDate.optional(),
  }),
  custodian: z.strictObject({ who: z.string().optional(), where: z.string().optional() }),
  /** From the outermost folder inwards, as far as the facts are known; `folders` false: labels only. */
  path: z.strictObject({ path: words, folders: z.boolean() }),
  retention: z.strictObject({
    class: z.enum([...RetentionRule.shape.of.options, 'fixed-camera', 'gap']),
    keep: z.string(),
    until: CalendarDate.optional(),
    carriers: words.optional(),
    caseFile: z.string().optional(),
    atLeast: z.string().optional(),
  }),
  access: z.strictObject({
    approvers: Chain,
    districtsDecide: yes.optional(),
    reasons: words.optional(),
    register: words.optional(),
    handedOutBy: words.optional(),
    keepCopy: yes.optional(),
    covers: words.optional(),
    withholds: words.optional(),
    evidenceExempt: yes.optional(),
    duties: list(z.strictObject({ by: words, reach: z.enum(['own', 'case', 'unit', 'bureau']) })).optional(),
    realTime: yes.optional(),
  }),
  statement: z.strictObject({ fields }),
  device: z.strictObject({
    types: words.optional(),
    check: z.strictObject({ when: check.when, items: list(check.items.element) }).optional(),
    faultTo: z.string().optional(),
    lendingForbidden: yes.optional(),
    worn: list(Activity).optional(),
    /** One, or all that instruments name. */
    responsible: list(DeviceRule.shape.responsible.unwrap()).optional(),
  }),
  recorder: z.strictObject({ needs: words, mayOnlyAssist: yes.optional(), countyRecruited: yes.optional() }),
  paper: z.strictObject({
    stage: z.string().optional(),
    fields: fields.optional(),
    approvers: words.optional(),
    signatures: words.optional(),
    everyPageSigned: yes.optional(),
    served: yes.optional(),
    filmed: yes.optional(),
  }),
  'paper-fields': z.strictObject({ fields: fields.optional(), mayLack: words.optional() }),
  approval: z.strictObject({ approvers: Chain }),
  cadence: z.strictObject({ every: z.string(), by: words.optional() }),
  prohibition: z.strictObject({ forbidden: yes, consequences: words.optional() }),
  figure: z.strictObject({ value: z.number().optional(), unit: z.string().optional() }),
  review: z.strictObject(Items),
  disclosure: z.strictObject({ ...Items, primary: z.string().optional() }),
  /** Headings in their order; `side`: those that are bound apart. */
  volume: z.strictObject({
    order: z.string().optional(),
    sections: words,
    side: words.optional(),
    apart: yes.optional(),
    /** Orders there are to choose from. */
    orders: words,
  }),
  /** Points by block or, of one block, by item; a veto is `veto`. */
  organisation: z.strictObject({
    posts: list(NamedPost),
    trains: list(TrainingTopic),
    areas: words,
    equips: yes.optional(),
  }),
  score: z.strictObject({ outOf: z.number(), points: z.record(z.string(), z.union([z.number(), z.literal('veto')])) }),
  /** Rules by their ids, in the order of the packs. */
  step: z.strictObject({
    verdict: z.enum(['allowed', 'late', 'noted', 'unknown', 'refused']),
    missing: words,
    /** Those of them that are only not known to be met. */
    unknown: words,
    says: list(Text),
  }),
  /** Only `provisional` where a setting without which it has no length is open. */
  period: z.strictObject({
    provisional: z.boolean(),
    last: z.union([CalendarDate, Instant]).optional(),
    raw: z.union([CalendarDate, Instant]).optional(),
    rolled: z.boolean().optional(),
    dayAfter: CalendarDate.optional(),
    unknownYears: list(z.number()).optional(),
    skipped: list(z.strictObject({ date: CalendarDate, why: Text })).optional(),
    suspendedDays: z.number().optional(),
    extendedBy: Term.optional(),
    extendedAgainBy: Term.optional(),
    title: z.string().optional(),
    unit: Unit.optional(),
    roll: PeriodRule.shape.roll.optional(),
    /** From when on may be done what the period holds back. */
    'apply-from': CalendarDate.optional(),
    otherReading: z.string().optional(),
    lapse: z.string().optional(),
    displacedBy: z.string().optional(),
  }),
  /** The text with what is known of it filled in; what the paper fills in stands in braces. */
  wording: z.strictObject({ text: z.string() }),
  scope: z.strictObject({ applies: z.union([z.boolean(), z.literal('not-listed')]), acts: words }),
  exemption: z.strictObject({ available: z.boolean() }),
  precedence: z.strictObject({ yields: z.boolean(), to: words }),
} as const

/** The value that answers a question of that kind. */
export type Values = { readonly [K in keyof typeof answerValues]: Readonly<z.infer<(typeof answerValues)[K]>> }
export type ValueOf<K extends keyof Values> = Values[K]
