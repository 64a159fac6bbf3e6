import { z } from 'zod'
import { CalendarDate, Sha256 } from '../kernel/index.ts'
import { CheckTarget } from '../policy/index.ts'
import { Total } from '../score/index.ts'
import { OutsideNumber, Quota } from './draw.ts'
import { ScoringLabel } from './labels.ts'

const words = z.string().trim().min(2).max(2000)
const ids = (most: number) => z.array(z.uuid()).max(most)
const position = z.number().int().nonnegative()
/** `pack/rule` of the packs. */
const rule = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
/** `pack/article`, as `/law/<pack>/<article>` names it. */
const article = z.string().regex(/^[a-z0-9-]+\/[^\s]{1,80}$/)

/**
 * That somebody checked how a unit records: an entry of 检查台账. `rule` and `office`: whose duty by which rule, in the
 * words of the instrument; absent where nobody had to.
 */
export const CheckFacts = z.object({
  rule: rule.optional(),
  office: z.string().min(1).max(80).optional(),
  of: z.array(CheckTarget).min(1).max(3),
  /** Absent of a sample that is drawn of the whole bureau. */
  unit: z.uuid().optional(),
  /** The days it is about. */
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  result: words,
  recordings: ids(1000),
  cases: ids(200),
  devices: ids(500),
  /** The sample all this was. */
  draw: z.uuid().optional(),
  /** What footage refutes a complaint, and at which moment. */
  disproves: z.object({ complaint: words, recording: z.uuid(), position }).optional(),
})
export type CheckFacts = z.infer<typeof CheckFacts>

export const checkEvents = { 'CheckEntered/1': CheckFacts } as const

/** What a check found, with the moment it can be seen at and the article it breaks. */
export const FindingFacts = z.object({
  check: z.uuid().optional(),
  draw: z.uuid().optional(),
  /** The score sheet whose item it is. */
  sheet: z.uuid().exactOptional(),
  unit: z.uuid(),
  officer: z.uuid().optional(),
  recording: z.uuid().optional(),
  /** Milliseconds into it. */
  position: position.optional(),
  case: z.uuid().optional(),
  device: z.uuid().optional(),
  label: ScoringLabel,
  what: words,
  article,
  /** Deducted, of a hundred. */
  points: z.number().int().min(0).max(100),
  /** The last day for putting it right. */
  due: CalendarDate,
})
export type FindingFacts = z.infer<typeof FindingFacts>

export const findingEvents = {
  'FindingRaised/1': FindingFacts,
  'RectificationReported/1': z.object({ measures: words }),
  /** Somebody else has looked again and found it put right. */
  'RectificationVerified/1': z.object({ words }),
  /** Or not: it is to be put right by another day. */
  'RectificationReturned/1': z.object({ words, due: CalendarDate }),
  'FindingAppealed/1': z.object({ grounds: words }),
  /** `upheld`: the officer is right, and it counts no more. */
  'AppealAnswered/1': z.object({ upheld: z.boolean(), words }),
} as const

/** What recordings of a closed period may be drawn by, besides all being one stratum. */
export const StratifiedBy = z.enum(['unit', 'device', 'gap-score'])
export type StratifiedBy = z.infer<typeof StratifiedBy>

/** A public number nobody can know at the freezing: who publishes it, and on which day. */
export const OutsideSource = z.object({ name: z.string().trim().min(2).max(120), on: CalendarDate })

export const drawEvents = {
  'PopulationFrozen/1': z.object({
    rule: rule.optional(),
    office: z.string().min(1).max(80).optional(),
    /** Of one unit alone, where each checks their own. */
    unit: z.uuid().optional(),
    firstDay: CalendarDate,
    lastDay: CalendarDate,
    by: z.array(StratifiedBy).max(3),
    /** 案卷评查: what is drawn are cases in which something was done in those days; recordings unless told. */
    of: z.literal('cases').exactOptional(),
    ...Quota.shape,
    count: z.number().int().positive(),
    digest: Sha256,
    outside: OutsideSource.optional(),
  }),
  'SampleDrawn/1': z.object({
    /** The first that covers the freezing; its root in base64. */
    checkpoint: z.object({ size: z.number().int().positive(), root: z.string() }),
    outside: OutsideNumber.optional(),
    /** In hexadecimal. */
    seed: Sha256,
    sample: z.array(z.uuid()).min(1).max(20_000),
  }),
  /** A verdict on one of the sample, after it was played. */
  'ItemReviewed/1': z.object({
    recording: z.uuid(),
    scores: z
      .array(z.object({ label: ScoringLabel, holds: z.enum(['yes', 'no', 'not-here']) }))
      .min(1)
      .max(8),
    words: words.optional(),
    findings: ids(20),
  }),
  /** The score of one of the cases drawn, by the standard it was measured with, after it was read. */
  'CaseReviewed/1': z.object({
    case: z.uuid(),
    standard: z.string().trim().min(2).max(200),
    score: z.number().int().min(0).max(100),
    /** What the system reckoned then, of a hundred. */
    own: Total.exactOptional(),
    words: words.optional(),
    findings: ids(100),
    /** The sheet that says item by item what was taken and why. */
    sheet: z.uuid().exactOptional(),
  }),
} as const

export const circularEvents = {
  /** 通报: what was found in a period, to all; the figures as they stood. */
  'CircularIssued/1': z.object({
    rule: rule.optional(),
    office: z.string().min(1).max(80).optional(),
    title: z.string().trim().min(2).max(120),
    words,
    firstDay: CalendarDate,
    lastDay: CalendarDate,
    findings: ids(2000),
    devices: z.array(
      z.object({ device: z.uuid(), number: z.string(), recordings: z.number().int(), openGaps: z.number().int() }),
    ),
  }),
} as const

/** Papers of outside supervision: 督办函、意见书、决定书、约谈; anything else by its title. */
export const OutsidePaperKind = z.enum(['urging-letter', 'opinion', 'decision', 'interview', 'other'])
export type OutsidePaperKind = z.infer<typeof OutsidePaperKind>

export const outsidePaperEvents = {
  'OutsidePaperEntered/1': z.object({
    kind: OutsidePaperKind,
    from: z.string().trim().min(2).max(120),
    number: z.string().trim().min(1).max(80).optional(),
    title: z.string().trim().min(2).max(200),
    receivedOn: CalendarDate,
    /** The last day as the paper states it: no law prints one. */
    due: CalendarDate,
    /** The last day for an objection, where the paper states one. */
    objectionBy: CalendarDate.optional(),
    /** Which of these the paper does not state: they are counted by what the bureau has set for that. */
    usual: z
      .array(z.enum(['due', 'objectionBy']))
      .min(1)
      .exactOptional(),
    owner: z.uuid(),
  }),
  'OutsidePaperAnswered/1': z.object({ how: z.enum(['report', 'objection']), on: CalendarDate, words }),
} as const
