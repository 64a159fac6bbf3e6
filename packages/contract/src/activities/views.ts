import { ActivityDetails, GapDeed, GapExplanation } from '@liuhen/core/activities'
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
  officer: named,
  unit: named,
  colleagues: z.array(named),
  start: Instant,
  /** Absent while it lasts. */
  end: Instant.optional(),
  place: z.string().optional(),
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
