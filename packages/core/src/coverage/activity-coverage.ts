import { crewLack } from './crew.ts'
import type { CrewLack } from './crew.ts'
import { uselessBy } from './explanations.ts'
import type { Explanation, Explanations } from './explanations.ts'
import type { Act } from './facts.ts'
import { common, united, without } from './intervals.ts'
import type { Span, Spans } from './intervals.ts'
import { partLacks } from './parts.ts'
import type { PartLack } from './parts.ts'
import type { Requirement } from './requirement.ts'
import type { RulesInForce } from './rules-in-force.ts'
import type { Track, TrackIndex } from './tracks.ts'
import { momentOf } from './moment.ts'
import type { Waiting } from './waiting.ts'

/** The required time of one activity, taken apart: the last four make up the first, and no two of them overlap. */
export interface TimeParts {
  readonly required: Spans
  /** Recorded whatever the error of the clocks. */
  readonly covered: Spans
  /** Recorded only if the clocks erred to the recorder's favour. */
  readonly uncertain: Spans
  /** Not recorded, whatever the error of the clocks. */
  readonly missing: Spans
  /** Not or not certainly recorded, and the rules accept what was said of it. */
  readonly explained: Spans
}

/** The same, where what is missing may be missing only because recordings are still to come. */
export interface Coverage extends TimeParts {
  /** Not recorded so far, and nobody can say yet that it was not. Nothing is then missing. */
  readonly awaited: Spans
}

/** Coverage by these stretches of recording, any number of cameras together. `accepted` is what an explanation closes. */
export function coverageOf(
  required: Spans,
  tracks: readonly { readonly certain: Span; readonly possible: Span }[],
  accepted: Spans = [],
): TimeParts {
  const certain = united(tracks.map((one) => one.certain))
  const possible = united(tracks.map((one) => one.possible))
  const open = without(required, certain)
  return {
    required,
    covered: common(required, certain),
    uncertain: without(common(open, possible), accepted),
    missing: without(without(open, possible), accepted),
    explained: common(open, accepted),
  }
}

/** An activity with what counts for it. */
export interface Seen {
  readonly activity: Act
  readonly rules: RulesInForce
  readonly requirement: Requirement
  /** In order of time, those of another time that were tied to it included. */
  readonly counted: readonly Track[]
  readonly explanations: readonly Explanation[]
  readonly coverage: Coverage
  /** A crew that is asked for and is not there, and time that lacks sound or picture. */
  readonly crew?: CrewLack
  readonly parts: readonly PartLack[]
  /** Set while recordings of it may still come that it needs. */
  readonly waiting?: Waiting
}

export interface Looking {
  readonly index: TrackIndex
  readonly explanations: Explanations
  /** Milliseconds. */
  readonly tolerance: number
  /** Whether recordings of it may still come. */
  readonly wait: () => Waiting | undefined
}

/** Looks up what counts for an activity and takes its time apart. */
export function seen(
  activity: Act,
  rules: RulesInForce,
  requirement: Requirement,
  { index, explanations, tolerance, wait }: Looking,
): Seen {
  const act = actOf(activity, requirement)
  const counted = index.countedFor(activity, act)
  const told = explanations
    .of(activity.id, requiredSpan(requirement) ?? act, counted, rules.interruption)
    .map((one) => heldAgainst(one, requirement))
  const accepted = united(told.filter((one) => one.isAccepted).map((one) => one.span))
  // Where nothing excuses an interruption, an explanation closes nothing.
  const parts = coverageOf(requirement.required, counted, without(accepted, requirement.unbroken))
  const crew = requirement.isRequired ? crewLack(requirement, activity, counted, told, tolerance) : undefined
  const lacks = requirement.isRequired ? partLacks(requirement, counted) : []
  const shared = { activity, rules, requirement, counted, explanations: told, parts: lacks, ...(crew && { crew }) }
  // What is over and lacks nothing waits for nothing.
  const isLacking = parts.missing.length + parts.uncertain.length + lacks.length > 0 || crew !== undefined
  const waiting = requirement.isRequired && (activity.isRunning || isLacking) ? wait() : undefined
  if (waiting === undefined) return { ...shared, coverage: { ...parts, awaited: [] } }
  return { ...shared, waiting, coverage: { ...parts, missing: [], awaited: parts.missing } }
}

/** An explanation of time that may not be interrupted at all is told so. */
function heldAgainst(one: Explanation, { unbroken, grounds }: Requirement): Explanation {
  const during = common(united([one.span]), unbroken)
  if (during.length === 0) return one
  const strict = grounds.filter((ground) => ground.pause === 'never' && common(during, united([ground])).length > 0)
  return uselessBy(
    one,
    strict.flatMap((ground) => ground.continuity),
  )
}

/** From the earliest moment that has to be filmed, or the start, to the end. */
function actOf(activity: Act, { required }: Requirement): Span {
  const start = momentOf(activity.start)
  return { from: Math.min(start, required[0]?.from ?? start), to: momentOf(activity.end) }
}

/** Whatever asks for it lasts to the end of the act, so what is required is one stretch. */
function requiredSpan({ required }: Requirement): Span | undefined {
  const [first, last] = [required[0], required.at(-1)]
  return first && last && { from: first.from, to: last.to }
}
