import { ActivityDetails, ExemptionClaim, GapDeed, GapExplanation } from '@liuhen/core/activities'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { Activity } from '@liuhen/core/policy'
import { z } from 'zod'
import { CitationView, RuleView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

const named = z.object({ id: z.uuid(), name: z.string() })

/**
 * A stretch of an activity: recorded, not recorded, not recorded so far though it may still come in, or not to be told
 * because a clock was not known well enough.
 */
export const CoverageSpan = z.object({
  kind: z.enum(['covered', 'missing', 'awaited', 'uncertain', 'explained']),
  from: Instant,
  to: Instant,
})
export type CoverageSpan = z.infer<typeof CoverageSpan>

/** How an activity of a kind is recorded by the rules of a day, by the stage at which each thing is wanted. */
export const ActivityMeans = z.object({
  activity: Activity,
  /** False while the bureau has chosen no instruments: nothing is then asked. */
  chosen: z.boolean(),
  level: z.enum(['must', 'implied', 'as-needed', 'none']),
  lines: z.array(
    z.object({ stage: z.enum(['before', 'during', 'after']), say: Text, citations: z.array(CitationView) }),
  ),
})
export type ActivityMeans = z.infer<typeof ActivityMeans>

/** What is wrong about the recording of an activity, why, and what to do now. */
export const CoverageFinding = z.object({
  /** A `FindingCode` of core/coverage: `inner-gap`, `late-start`, `notice-missing`. */
  code: z.string(),
  /**
   * `breach`: a rule is not kept; `doubt`: nobody can tell whether it is; `awaited`: it can still be kept; `note`: worth
   * knowing, nothing is owed.
   */
  weight: z.enum(['breach', 'doubt', 'awaited', 'note']),
  stretches: z.array(z.object({ from: Instant, to: Instant })),
  message: Text,
  /** What to do about it, as a sentence; `act` is the door to it, where there is one on the screen. */
  todo: Text,
  act: z.enum(['explain', 'complete', 'end-activity', 'look']).optional(),
  citations: z.array(CitationView),
})
export type CoverageFinding = z.infer<typeof CoverageFinding>

export const ActivityExplanation = z.object({
  explanation: GapExplanation,
  /** Whether it closes its gap by the rules of the day. Absent while that cannot be said. */
  accepted: z.boolean().optional(),
  /** What is wanted for it to be accepted, and the articles that say so. */
  lacks: Text.optional(),
  citations: z.array(CitationView).optional(),
  ...Stamp.shape,
})
export type ActivityExplanation = z.infer<typeof ActivityExplanation>

/** What an explanation must be to count: as the rules of the day say. */
export const WantedExplanation = z.object({
  /** The only reasons accepted, in the instrument's words; absent: any. */
  reasons: z.array(z.string()).optional(),
  spoken: z.boolean(),
  written: z.enum(['when-not-spoken', 'when-not-resumed']).optional(),
  writtenIntoFile: z.boolean().optional(),
  reportTo: z.string().optional(),
  besides: z.array(GapDeed).optional(),
  citations: z.array(CitationView),
})
export type WantedExplanation = z.infer<typeof WantedExplanation>

export const ActivityRow = z.object({
  id: z.uuid(),
  activity: Activity,
  /** What a kind of the bureau's own is called; the activity is then `other`. */
  ownKind: z.string().optional(),
  officer: named,
  unit: named,
  colleagues: z.array(named),
  start: Instant,
  /** Absent while it lasts. */
  end: Instant.optional(),
  place: z.string().optional(),
  /** What it was said to be recorded with. */
  devices: z.array(z.object({ id: z.uuid(), number: z.string() })),
  /** It had to be recorded, and by the register nobody there had a device: they were warned when it began. */
  withoutDevice: z.boolean(),
  /** A leader has it recorded, whatever its kind, from then on. */
  ordered: z.object({ reason: z.string(), at: Instant, by: z.string() }).optional(),
  /** What was added since: arrival, marks, notices given, pictures confirmed. */
  details: ActivityDetails,
  /** Whether the annotations say something else than was registered. */
  corrected: z.boolean(),
})
export type ActivityRow = z.infer<typeof ActivityRow>

/** An activity held against the recordings of those who were there, by the rules of its day; computed each time. */
export const ActivityCoverage = z.object({
  /** False while the bureau has not chosen its packs: then nothing is judged. */
  judged: z.boolean(),
  required: z.enum(['must', 'implied', 'as-needed', 'none']).optional(),
  spans: z.array(CoverageSpan),
  recordings: z.array(z.uuid()),
  /** While it goes on, and until the term for handing over has run out: `until`, by these articles. */
  awaiting: z.object({ running: z.boolean(), until: Instant.optional(), citations: z.array(CitationView) }).optional(),
  findings: z.array(CoverageFinding),
  rules: z.array(RuleView),
  /** What must be in the picture, in the words of the instruments. */
  points: z.array(z.object({ point: z.string(), citations: z.array(CitationView) })),
  /** What the party is told, about the activity itself or one of its marks. */
  notices: z.array(z.object({ of: Activity, say: z.string(), citations: z.array(CitationView) })),
  /** What the rules want to be told of this activity and nobody can read off a recording. */
  asks: z.object({
    /** When they were at the scene: filming counts from then. */
    arrival: z.array(CitationView).optional(),
    /** Why one camera was enough, where several are to be used as needed. */
    oneCamera: z.array(CitationView).optional(),
    /** Why no worn camera filmed it, where one is to. */
    fallback: z.array(CitationView).optional(),
    /** What was taken, thing by thing, where each is to be in the picture. */
    goods: z.array(CitationView).optional(),
    /** How somebody’s filming hindered the act, where nobody is kept from it without that. */
    restriction: z.array(CitationView).optional(),
  }),
  /** Grounds on which it may go unfilmed, with what stands in the way of each. */
  exemptions: z.array(
    z.object({
      ground: ExemptionClaim.shape.ground,
      available: z.boolean(),
      /** It is somebody’s to find: who did is named with the reason. */
      found: z.boolean(),
      citations: z.array(CitationView),
    }),
  ),
  /** Absent while nothing is judged. */
  explanation: WantedExplanation.optional(),
  /** Settings of the bureau that are missing, so that this is not the last word. */
  open: z.array(z.object({ key: z.string(), title: Text })),
})
export type ActivityCoverage = z.infer<typeof ActivityCoverage>

export const ActivityView = z.object({
  row: ActivityRow,
  registered: z.object({
    activity: Activity,
    start: Instant,
    end: Instant.optional(),
    place: z.string().optional(),
    ...Stamp.shape,
  }),
  annotations: z.array(
    z.object({
      annotation: z.uuid(),
      text: z.string(),
      corrects: z.record(z.string(), z.unknown()).optional(),
      ...Stamp.shape,
    }),
  ),
  explanations: z.array(ActivityExplanation),
  reviews: z.array(z.object({ text: z.string(), ...Stamp.shape })),
  tied: z.array(z.object({ recording: z.uuid(), fileName: z.string(), reason: z.string(), ...Stamp.shape })),
  exemptions: z.array(
    z.object({
      ...ExemptionClaim.shape,
      /** Who found it so, by name. */
      decidedBy: named.optional(),
      ...Stamp.shape,
    }),
  ),
  /** What was recorded of it and lost before it was handed over. */
  losses: z.array(z.object({ reason: z.string(), device: z.string().optional(), ...Stamp.shape })),
  coverage: ActivityCoverage,
  history: z.array(
    z.object({ at: Instant, by: z.string(), kind: z.string(), body: z.unknown(), index: z.number().int().optional() }),
  ),
})
export type ActivityView = z.infer<typeof ActivityView>

export const LaneRecording = z.object({
  id: z.uuid(),
  fileName: z.string(),
  device: z.string().optional(),
  start: Instant,
  end: Instant,
  /** Milliseconds either way; absent where the clock was not measured. */
  error: z.number().int().optional(),
  /** Handed over later than the rules in force that day allow; absent where that is open. */
  late: z.boolean().optional(),
  /** Activities that it is part of. */
  activities: z.array(z.uuid()),
})
export type LaneRecording = z.infer<typeof LaneRecording>

/**
 * 应录未录: an activity that had to be recorded and was not, in part or whole. `explain`: the viewer says why. `review`: the
 * viewer watches over recording and says what follows.
 */
export const UnrecordedActivity = z.object({
  row: ActivityRow,
  /** Not recorded, in milliseconds. */
  missing: z.number().int(),
  message: Text,
  citations: z.array(CitationView),
  /** Somebody has said why, and by the rules of the day that closes nothing, or not all. */
  explained: z.boolean(),
  act: z.enum(['explain', 'review']),
})
export type UnrecordedActivity = z.infer<typeof UnrecordedActivity>

/** A device that was with an activity and has not been docked since, past the term for handing over. */
export const OverdueDocking = z.object({
  device: z.uuid(),
  number: z.string(),
  /** Who had it then. */
  holder: z.string(),
  person: z.uuid().optional(),
  /** As whom the viewer hears of it: who answers for it, who supervises the unit directly, or whoever else sees it. */
  as: z.enum(['responsible', 'supervisor', 'other']),
  /** The case that was worked on. */
  case: z.object({ id: z.uuid(), title: z.string() }).optional(),
  unit: z.string(),
  activity: z.object({ id: z.uuid(), activity: Activity, start: Instant }),
  due: Instant,
  message: Text,
  citations: z.array(CitationView),
})
export type OverdueDocking = z.infer<typeof OverdueDocking>

/** So many of so many; `percent` to one decimal, absent of none. */
export const Share = z.object({ value: z.number().int(), of: z.number().int(), percent: z.number().optional() })
export type Share = z.infer<typeof Share>

/** How somebody recorded in a quarter. What may still come in is not counted either way. */
const Shares = z.object({
  activities: z.number().int(),
  /** Of those that had to be recorded, how many were at all. */
  recorded: Share,
  /** Of these, how many without a stretch that nothing excuses. */
  unbroken: Share,
  /** Of the places where a recording broke off, how many were explained as the rules accept it. */
  explained: Share,
  /** Of the recordings with a term for handing over, how many kept it. */
  handedOver: Share,
})
/** Of a unit. */
export const UnitAssessment = Shares.extend({ unit: named })
export type UnitAssessment = z.infer<typeof UnitAssessment>

export const Quarter = z.string().regex(/^(19[7-9]|[2-9]\d\d)\d-[1-4]$/)

export const Assessment = z.object({
  quarter: Quarter,
  from: CalendarDate,
  to: CalendarDate,
  units: z.array(UnitAssessment),
  /** Each activity counts for all who took part in it. */
  officers: z.array(Shares.extend({ officer: named })),
  /** All units seen together. */
  whole: Shares,
  /** What the rules have looked at every quarter, by whom. */
  asked: z.array(z.object({ what: Text, by: z.array(z.string()), citations: z.array(CitationView) })),
  /** Days of the quarter for which no rules are chosen: nothing of them is counted. */
  unjudged: z.number().int(),
})
export type Assessment = z.infer<typeof Assessment>

/** What the shares of a unit or an officer are of. */
export const AssessmentRows = z.object({
  activities: z.array(
    z.object({
      id: z.uuid(),
      activity: Activity,
      start: Instant,
      people: z.array(z.string()),
      recorded: z.boolean(),
      unbroken: z.boolean(),
      /** Where its recording broke off, and how often that was explained. */
      interruptions: z.number().int(),
      explained: z.number().int(),
    }),
  ),
  late: z.array(z.object({ recording: z.uuid(), fileName: z.string(), milliseconds: z.number().int() })),
})
export type AssessmentRows = z.infer<typeof AssessmentRows>

/** One day of a unit as a picture: a lane for each officer. */
export const DayCoverage = z.object({
  day: CalendarDate,
  unit: named.optional(),
  judged: z.boolean(),
  lanes: z.array(
    z.object({
      officer: named,
      unit: named,
      activities: z.array(
        z.object({ row: ActivityRow, coverage: ActivityCoverage, explanations: z.array(ActivityExplanation) }),
      ),
      recordings: z.array(LaneRecording),
      /** About the officer's recordings and devices rather than one activity. */
      findings: z.array(CoverageFinding),
    }),
  ),
  /** About nobody's lane in particular, such as a setting that is open. */
  findings: z.array(CoverageFinding),
  totals: z.object({
    activities: z.number().int(),
    required: z.number().int(),
    /** Minutes. */
    requiredMinutes: z.number(),
    missingMinutes: z.number(),
    uncertainMinutes: z.number(),
    awaitedMinutes: z.number(),
    /** Activities that must be filmed and cannot be judged yet. */
    awaited: z.number().int(),
    /** Breaches and doubts. */
    findings: z.number().int(),
  }),
})
export type DayCoverage = z.infer<typeof DayCoverage>
