import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { Act } from '../../procedure/index.ts'
import { Guard } from './steps.ts'
import { Setting, Term, Unit } from '../terms.ts'
import { rule } from './rule.ts'

/** Decisions and omissions against which reconsideration comes before a suit (行政复议法 art. 23). */
export const Decision = z.enum(['on-the-spot', 'information-refusal', 'failure-to-act'])
export type Decision = z.infer<typeof Decision>

/** A clock: what starts it, how long it runs, what stops it for a while, who may lengthen it. */
export const PeriodRule = rule('period', {
  title: Text,
  /** What starts it; counting begins the day (or moment) after. */
  start: Text,
  end: Text,
  /** The acts of a case that start and end it, where it runs in one; the first that ends it does. */
  startsOn: z.array(Act).min(1).optional(),
  endsOn: z.array(Act).min(1).optional(),
  /** It is for others to use, and passes where they do not; nothing of the bureau's is overdue then. */
  right: z.literal(true).optional(),
  /** In which cases it runs; absent: in every one. */
  when: Guard.optional(),
  /**
   * `stated`: the law prints no length, the paper that starts it does, and which paper; `usual`: the setting that holds what
   * the place goes by where the paper has none.
   */
  length: z.union([Term, Setting, z.strictObject({ stated: Text, usual: Setting.optional() })]),
  /** Another law may set another length: the setting that holds it, with that law. */
  otherwise: Setting.optional(),
  /** What the setting counts in, where the length is one. */
  unit: Unit,
  /** `back`: counted from an event that is still to come, such as the day of a hearing. */
  direction: z.enum(['forward', 'back']).default('forward'),
  /** Whether a last day of rest moves it to the next working day: rights of the party do, limits on power never. */
  roll: z.enum(['forward', 'none']),
  /** Intervals that do not count, in the instrument's words. */
  suspendedBy: z.array(z.string()).optional(),
  extension: z
    .strictObject({
      length: z.union([Term, z.literal('unnamed')]),
      by: z.string(),
      /** The act by which it is lengthened, where it runs in a case. */
      act: Act.optional(),
      times: z.number().int().positive().optional(),
      /** The act by which its notice is served; until then the new end is shown as not served. */
      served: Act.optional(),
      /** A second one after the first, and who decides on it. */
      further: z.strictObject({ length: Term, by: z.string() }).optional(),
    })
    .optional(),
  /** It is one for each instalment that the act which starts it sets, and ends with what was paid by then. */
  each: z.literal('instalments').optional(),
  /** A limit on power set by law: no instrument makes it longer (行政强制法 art. 25). A rule of its id in an instrument is held to it. */
  limit: z.literal(true).optional(),
  /** What was done before it came into force is not held to it: 从旧 (行政处罚法 art. 37). */
  notBackwards: z.literal(true).optional(),
  /** So many calendar days before its last day those who handle the case are told of it; two unless it says so. */
  warn: z.number().int().positive().optional(),
  /** What happens by itself when it has passed. */
  lapse: Text.optional(),
  /** The rule of the law that goes before this one, which is then only shown beside it: `national/…`. */
  displacedBy: z.string().optional(),
  /** Decisions against which another period comes first, by the id of its rule. */
  notBefore: z.strictObject({ decisions: z.array(Decision).min(1), period: z.string(), source: z.string() }).optional(),
  /** What the program itself counts it for, outside of cases: a fixed public camera's filing, and its pictures' keeping. */
  of: z.enum(['fixed-camera-filing', 'fixed-camera-keeping']).optional(),
  /** Another reading that is shown beside this one, by the id of its rule. */
  otherReading: z.string().optional(),
  /** The period whose last day starts this one, by the id of its rule, in this pack or as `national/…`. */
  after: z.string().optional(),
  /** What it is for may be done from the day after its start on, and not before: the application to the court (行政强制法 art. 53). */
  opens: z.literal('day-after-start').optional(),
  /** A short name it may be asked by: `PAY`. */
  short: z
    .string()
    .regex(/^[A-Z0-9_]+$/)
    .optional(),
})

/** What a check looks into: 案卷、声像资料、记录设备. */
export const CheckTarget = z.enum(['case-files', 'recordings', 'devices'])
export type CheckTarget = z.infer<typeof CheckTarget>

/** On whom results of checks count in the assessment: 执法队、负责人、办案人员. */
export const AssessedLevel = z.enum(['unit', 'leader', 'officer'])
export type AssessedLevel = z.infer<typeof AssessedLevel>

/** Something done again and again. */
export const CadenceRule = rule('cadence', {
  what: Text,
  every: z.union([z.enum(['day', 'week', 'half-month', 'month', 'quarter', 'year']), Setting]),
  by: z.array(z.string()),
  /** It is a check on how others record: of what, and whether each of `by` checks their own unit or all of them. */
  checks: z
    .strictObject({
      of: z.array(CheckTarget).min(1),
      units: z.enum(['own', 'all']),
      /** 抽查: what is looked at is a sample. */
      sampled: z.literal(true).optional(),
      /** 回放: what is checked has to be played. */
      played: z.literal(true).optional(),
    })
    .optional(),
  /** It is an assessment, of these. */
  assesses: z.array(AssessedLevel).min(1).optional(),
  /** It is 通报: told to all. */
  circulates: z.literal(true).optional(),
  /** What the program itself keeps the dates of. */
  of: z.enum(['device-maintenance']).optional(),
})
