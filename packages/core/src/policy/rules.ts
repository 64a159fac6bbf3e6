import { z } from 'zod'
import { Text } from '../kernel/index.ts'
import { Activity } from './activities.ts'
import { BureauNames, Setting, Term, Unit } from './terms.ts'

/**
 * The rules of a pack, one schema for each kind of question they answer. Every rule names the places it stands on: for an
 * instrument its obligations (`41.2`), for the national law its provisions (`penalty-law/60`).
 */
const rule = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    kind: z.literal(kind),
    source: z.array(z.string()).min(1),
    /** What a reader should know that the text does not say: an assumption, a reading chosen among several. */
    note: Text.optional(),
    ...shape,
  })

const activities = z.array(Activity).min(1)

/** Which activities are filmed. `implied`: through a wider term of the same instrument; `as-needed`: may be. */
export const RecordingRule = rule('recording', {
  activities,
  level: z.enum(['must', 'implied', 'as-needed']),
  /** More than one camera or an operator of its own. */
  crew: z.strictObject({ operator: z.boolean(), angles: z.boolean(), level: z.enum(['must', 'as-needed']) }).optional(),
  /** What a recording of it must have, where the instrument asks for both: 录音录像. */
  holds: z
    .array(z.enum(['sound', 'picture']))
    .min(1)
    .optional(),
})

/** What must be in the picture; `activities` absent means in every recording. */
export const ContentRule = rule('content', {
  activities: activities.optional(),
  points: z.array(z.strictObject({ point: Text, moment: z.enum(['before', 'during', 'after']).optional() })).min(1),
})

/** What the party is told, and before what. */
export const NoticeRule = rule('notice', { activities, say: Text })

/** From when to when it is recorded, and whether it may pause; the narrowest rule for an activity wins. */
export const ContinuityRule = rule('continuity', {
  activities: activities.optional(),
  start: z.enum(['arrival', 'start-of-act']).optional(),
  end: z.enum(['end-of-act']).optional(),
  /** `never`: no reason is accepted; `with-reason`: the interruption rule says which. */
  pause: z.enum(['never', 'with-reason']),
})

/** Why a recording may be interrupted and what closes the gap. */
export const InterruptionRule = rule('interruption', {
  /** The reasons accepted, in the instrument's words; absent means any stated reason. */
  reasons: z.array(z.string()).optional(),
  /** `spoken`: said into the recording when it goes on. */
  spoken: z.boolean(),
  /** When a written statement closes it: when nothing could be said, or when recording could not go on at all. */
  written: z.enum(['when-not-spoken', 'when-not-resumed']).optional(),
  writtenIntoFile: z.boolean().optional(),
  /** Who is told at once. */
  reportTo: z.string().optional(),
  /** What the officer does besides: stop the act, take another device, stop using the device. */
  besides: z.array(z.enum(['stop-act', 'other-device', 'stop-device', 'clear-fault'])).optional(),
})

/** What the bureau does not allow to happen to the record: selection, later filming, inserted pictures, cutting. */
export const IntegrityRule = rule('integrity', {
  forbids: z.array(z.enum(['selecting', 'filming-later', 'inserting', 'cutting', 'deleting', 'altering', 'losing'])),
})

/** By when a recording is stored or handed over. */
export const HandoverRule = rule('handover', {
  what: z.enum(['all', 'evidence-disc']),
  from: z.enum(['recording-end', 'duty-end']),
  /** `duty-day`: by the end of that day's duty, at the hour the bureau sets. */
  within: z.union([Term, z.strictObject({ unit: z.literal('duty-day') }), Setting]),
  by: z.string().optional(),
  to: z.string().optional(),
  bureauNames: BureauNames.optional(),
  exception: z
    .strictObject({ reasons: z.array(z.string()).min(1), from: z.literal('return-to-unit'), within: Term })
    .optional(),
  /** True where the instrument has none and says no other. */
  noException: z.boolean().optional(),
})

/** How often what was handed over is gathered centrally, and by whom. */
export const ConsolidationRule = rule('consolidation', {
  every: z.enum(['week', 'half-month', 'month']),
  by: z.string(),
})

/** Who keeps it. */
export const CustodianRule = rule('custodian', {
  of: z.enum(['case-file', 'media']),
  who: z.string(),
  where: z.string().optional(),
  bureauNames: BureauNames.optional(),
})

/** What a folder or label may be named after. */
export const FilingPart = z.enum([
  'unit',
  'device',
  'officer',
  'year',
  'month',
  'day',
  'used-at',
  'case',
  'party',
  'cause',
  'recorded-on',
  'stored-on',
])
export type FilingPart = z.infer<typeof FilingPart>

/** The hierarchy a recording is filed under. */
export const ClassificationRule = rule('classification', {
  levels: z.union([z.array(z.array(FilingPart)).min(1), Setting]),
  /** False where the instrument asks for labels only and prescribes no folders. */
  folders: z.boolean(),
})

/** How long a class of recordings is kept. */
export const RetentionRule = rule('retention', {
  /** `case`: recorded in a case, not used as evidence; `long-term`: for how long at least that is. */
  of: z.enum([
    'evidence',
    'case',
    'simple-procedure',
    'minor-correction',
    'patrol',
    'everything-else',
    'case-file',
    'long-term',
  ]),
  /** The procedures it is printed for; absent means any. */
  procedures: z
    .array(z.enum(['ordinary', 'simple', 'coercion']))
    .min(1)
    .optional(),
  keep: z.union([
    z.strictObject({ atLeast: Term }),
    z.strictObject({ sameAs: z.literal('case-file') }),
    z.strictObject({ longTerm: z.literal(true) }),
    Setting,
  ]),
})

/** What keeps a recording for the long term, whenever it comes to light. */
export const LongTermRule = rule('long-term', {
  trigger: z.enum([
    'used-as-evidence',
    'objection',
    'complaint',
    'petition',
    'reconsideration',
    'litigation',
    'evasion',
    'refusal',
    'obstruction',
    'abuse',
    'insult',
    'beating',
    'violent-resistance',
    'mass-incident',
    'sudden-incident',
    'major-case',
    'complex-case',
    'difficult-case',
    'other-important',
  ]),
  by: z.enum(['party', 'anyone']).optional(),
  carriers: z.array(z.string()).optional(),
})

/** Who says yes to an access, in order; what is entered, and what is kept of it. */
export const AccessRule = rule('access', {
  purpose: z.enum([
    'look',
    'look-by-authority',
    'look-by-party',
    'look-by-supervisor',
    'look-by-bureau',
    'copy',
    'provide-to-reconsideration-or-court',
    'provide',
    'publish-footage',
    'publish-information',
  ]),
  /** Names as the instrument prints them; `unnamed` where it wants an approval and does not say whose. */
  approvers: z.union([z.array(z.string()), z.literal('unnamed')]),
  bureauNames: BureauNames.optional(),
  /** Districts may decide for themselves. */
  districtsDecide: z.boolean().optional(),
  reasons: z.array(z.string()).optional(),
  register: z.array(z.string()).optional(),
  handedOutBy: z.array(z.string()).optional(),
  keepCopy: z.boolean().optional(),
  covers: z.array(z.string()).optional(),
  withholds: z.array(z.string()).optional(),
  /** Evidence goes out without it. */
  evidenceExempt: z.boolean().optional(),
  realTime: z.boolean().optional(),
})

/** What an evidence disc says of itself. */
export const StatementRule = rule('statement', { fields: z.array(z.string()).min(1) })

/** Devices that count, what is checked before a shift, and what happens when one fails. */
export const DeviceRule = rule('device', {
  types: z.array(z.string()).optional(),
  check: z
    .strictObject({
      when: z.enum(['each-duty-day', 'before-duty', 'when-recording']),
      items: z.array(z.enum(['fault', 'battery', 'storage', 'clock'])).min(1),
    })
    .optional(),
  faultTo: z.string().optional(),
  bureauNames: BureauNames.optional(),
  lendingForbidden: z.boolean().optional(),
  responsible: z.enum(['wearer', 'unit-head']).optional(),
})

/** Who may record, and who may only help. */
export const RecorderRule = rule('recorder', {
  who: z.enum(['officer', 'auxiliary']),
  needs: z.array(z.string()),
  mayOnlyAssist: z.boolean().optional(),
})

/** A paper, its fields, who signs and approves it in order. */
export const PaperRule = rule('paper', {
  title: Text,
  stage: z.string(),
  fields: z.array(z.string()),
  approvers: z.array(z.string()),
  signatures: z.array(z.string()),
  everyPageSigned: z.boolean().optional(),
  served: z.boolean().optional(),
  filmed: z.boolean().optional(),
})

/** An approval that is not tied to one paper: what, and by whom in order. */
export const ApprovalRule = rule('approval', {
  what: Text,
  approvers: z.union([z.array(z.string()), z.literal('unnamed')]),
})

/** A clock: what starts it, how long it runs, what stops it for a while, who may lengthen it. */
export const PeriodRule = rule('period', {
  title: Text,
  /** What starts it; counting begins the day (or moment) after. */
  start: Text,
  end: Text,
  length: z.union([Term, Setting]),
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
      times: z.number().int().positive().optional(),
    })
    .optional(),
  /** Another reading that is shown beside this one, by the id of its rule. */
  otherReading: z.string().optional(),
  /** The period whose last day starts this one, by the id of its rule, in this pack or as `national/…`. */
  after: z.string().optional(),
  /** A short name it may be asked by: `PAY`. */
  short: z
    .string()
    .regex(/^[A-Z0-9_]+$/)
    .optional(),
})

/** Something done again and again. */
export const CadenceRule = rule('cadence', {
  what: Text,
  every: z.union([z.enum(['day', 'week', 'half-month', 'month', 'quarter', 'year']), Setting]),
  by: z.array(z.string()),
})

/** Legal review: which decisions, what is handed in, what is looked at, how it may end. */
export const ReviewRule = rule('review', {
  list: z.enum(['decisions', 'materials', 'points', 'outcomes']),
  items: z.array(Text).min(1),
})

/** What is disclosed, where, and what makes it change. */
export const DisclosureRule = rule('disclosure', {
  list: z.enum(['items', 'forms', 'update-triggers', 'withheld']),
  items: z.array(Text).min(1),
  primary: z.string().optional(),
})

/** What is forbidden, and what follows. */
export const ProhibitionRule = rule('prohibition', { act: Text, consequences: z.array(z.string()).optional() })

/** A number the law prints that is no period: a threshold, a share, a rate. */
export const FigureRule = rule('figure', { title: Text, value: z.number(), unit: z.string() })

/** What acts an instrument is about, in its words. */
export const ScopeRule = rule('scope', { acts: z.array(z.string()).min(1) })

/** A ground on which filming may be left out; it lifts the duties that stand on the same obligation. */
export const ExemptionRule = rule('exemption', {
  /** `text-suffices`: the written record tells everything; `unsuitable`: State secrets and the like. */
  ground: z.enum(['text-suffices', 'unsuitable']),
})

/** Matters on which an instrument gives way to those of a superior. Only such as have one answer: lists add up. */
export const PrecedenceRule = rule('precedence', {
  over: z
    .array(
      z.enum([
        'continuity',
        'interruption',
        'handover',
        'consolidation',
        'path',
        'retention',
        'access',
        'approval',
        'cadence',
        'period',
      ]),
    )
    .min(1),
  /** With `period`: the rule of this pack that it speaks of. */
  period: z.string().optional(),
})

export const Rule = z.discriminatedUnion('kind', [
  RecordingRule,
  ContentRule,
  NoticeRule,
  ContinuityRule,
  InterruptionRule,
  IntegrityRule,
  HandoverRule,
  ConsolidationRule,
  CustodianRule,
  ClassificationRule,
  RetentionRule,
  LongTermRule,
  AccessRule,
  StatementRule,
  DeviceRule,
  RecorderRule,
  PaperRule,
  ApprovalRule,
  PeriodRule,
  CadenceRule,
  ReviewRule,
  DisclosureRule,
  ProhibitionRule,
  FigureRule,
  ScopeRule,
  ExemptionRule,
  PrecedenceRule,
])
export type Rule = z.infer<typeof Rule>
export type RuleKind = Rule['kind']
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>
