import { text } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import { seen } from './activity-coverage.ts'
import type { Coverage } from './activity-coverage.ts'
import { checkFindings } from './check-findings.ts'
import { conductFindings } from './conduct-findings.ts'
import { dockingFindings } from './docking-findings.ts'
import { Duties } from './duties.ts'
import { Explanations } from './explanations.ts'
import type { Explanation } from './explanations.ts'
import type { CoverageFacts } from './facts.ts'
import type { Finding, FindingCode } from './finding.ts'
import { total } from './intervals.ts'
import { consolidationFindings, keepingFinding, keepingOf } from './keeping-findings.ts'
import { kindFindings } from './kind-findings.ts'
import { requirementFor } from './requirement.ts'
import type { Requirement } from './requirement.ts'
import { RulesByDay } from './rules-in-force.ts'
import type { AskOn, RulesInForce } from './rules-in-force.ts'
import { timeFindings } from './time-findings.ts'
import { TrackIndex } from './tracks.ts'
import type { Track } from './tracks.ts'
import { momentOf } from './moment.ts'
import { apart, unconfirmedAlone, unconfirmedFindings } from './unconfirmed.ts'
import { actAt, notEnded, waitingFor } from './waiting.ts'
import type { Waiting } from './waiting.ts'

/** One activity, judged. */
export interface ActivityCoverage {
  readonly activity: string
  readonly requirement: Requirement
  /** Recordings that count for it, in order of time. */
  readonly recordings: readonly string[]
  readonly coverage: Coverage
  /** What was said of it, held against the rules; first what was filed with the activity, in the order given. */
  readonly explanations: readonly Explanation[]
  /** Set while recordings of it may still come; it is then not judged for what is missing. */
  readonly waiting?: Waiting
  readonly findings: readonly Finding[]
}

export interface CoverageSummary {
  readonly activities: number
  /** Of these, had to be filmed. */
  readonly required: number
  /** Of these, have any time recorded; have no time missing, in doubt or awaited; and are not judged yet. */
  readonly recorded: number
  readonly whole: number
  readonly awaited: number
  readonly recordings: number
  /** Recordings with a term for storing or handing over, and those that kept it or still can. */
  readonly handedOver: { readonly of: number; readonly inTime: number }
  /** Milliseconds over all activities. */
  readonly time: Readonly<Record<keyof Coverage, number>>
  readonly findings: Readonly<Partial<Record<FindingCode, number>>>
}

/** What should have been recorded and was not, and what was not kept as it should have been. */
export interface CoverageReport {
  readonly now: Instant
  /** In the order they were given. */
  readonly activities: readonly ActivityCoverage[]
  /** What concerns recordings, devices and units rather than one activity. */
  readonly findings: readonly Finding[]
  readonly summary: CoverageSummary
  /** Whether nothing that the rules require is missing, late or in doubt. */
  readonly isSound: boolean
}

export interface JudgeOptions {
  readonly now: Instant
  /** Stretches up to this long are counted but not held against anyone. Milliseconds; 0 unless given. */
  readonly tolerance?: number
}

/**
 * Holds what was done against what was recorded, by the rules in force on the day of each act. One pass: recordings are
 * sorted once by device and once by recorder, and each activity looks up those of its officers. `facts` must be sound
 * (see {@link readFacts}): ids unique and every name known.
 */
export function judge(given: CoverageFacts, askOn: AskOn, options: JudgeOptions): CoverageReport {
  const { counted, unconfirmed } = apart(given.recordings)
  const facts = { ...given, recordings: counted }
  const byDay = new RulesByDay(askOn)
  const index = new TrackIndex(facts.recordings)
  const explanations = new Explanations(facts.interruptions, index)
  const people = new Map(facts.people.map((one) => [one.id, one]))
  const duties = new Duties(facts.duties)
  const now = momentOf(options.now)
  const tolerance = options.tolerance ?? 0
  const activities = facts.activities.map((activity): ActivityCoverage => {
    const act = actAt(activity, options.now)
    const rules = byDay.at(momentOf(act.start))
    const wait = () => waitingFor(act, rules, { duties, index, now })
    const one = seen(act, rules, requirementFor(act, rules), { index, explanations, tolerance, wait })
    return {
      activity: activity.id,
      requirement: one.requirement,
      recordings: one.counted.map((track) => track.facts.id),
      coverage: one.coverage,
      explanations: one.explanations,
      ...(one.waiting && { waiting: one.waiting }),
      findings: rules.asKnownThen([
        ...timeFindings(one, tolerance),
        ...kindFindings(one),
        ...conductFindings(one, { people, days: byDay }),
        ...dockingFindings(one, { people, duties, index, now }),
        ...notEnded(activity, options.now),
        ...unconfirmedFindings(act, unconfirmed),
      ]),
    }
  })
  // In the order they were given, not in that of their devices.
  const tracks = facts.recordings.flatMap((one) => index.of(one.id) ?? [])
  const kept = handovers(tracks, duties, byDay, now)
  const findings = [
    ...kept.findings,
    ...consolidationFindings(tracks, byDay, { people, duties, now: options.now }),
    ...checkFindings(tracks, facts.checks, duties, byDay),
    ...unconfirmedAlone(
      facts.activities.map((one) => actAt(one, options.now)),
      unconfirmed,
    ),
  ]
  const all = [...activities.flatMap((one) => one.findings), ...findings]
  return {
    now: options.now,
    activities,
    findings,
    summary: summaryOf(activities, facts.recordings.length, kept, all),
    isSound: all.every((one) => one.weight === 'note'),
  }
}

interface Handovers {
  readonly findings: readonly Finding[]
  readonly of: number
  readonly inTime: number
}

function handovers(tracks: readonly Track[], duties: Duties, byDay: RulesByDay, now: number): Handovers {
  const findings: Finding[] = []
  const open = new Set<string>()
  let [of, inTime] = [0, 0]
  let rules: RulesInForce | undefined
  for (const track of tracks) {
    rules = byDay.at(track.from)
    const stored = keepingOf(track, 'all', rules, duties, now, open)
    if (stored !== undefined) of++
    if (stored?.lateBy === 0) inTime++
    const disc = track.facts.evidence ? keepingOf(track, 'evidence-disc', rules, duties, now, open) : undefined
    for (const one of [stored, disc])
      if (one !== undefined && one.lateBy > 0) findings.push(...rules.asKnownThen([keepingFinding(one, track.facts)]))
  }
  if (rules !== undefined && open.size > 0) findings.push(settingOpen(rules.titles([...open])))
  return { findings, of, inTime }
}

const settingOpen = (titles: Text): Finding => ({
  code: 'setting-open',
  weight: 'doubt',
  message: text(
    `移交时限无法判断，本局还没有设定：${titles.zh}`,
    `Whether recordings were handed over in time cannot be told; the bureau has not set: ${titles.en}`,
  ),
  todo: text('在制度设置中填写', 'Set it among the settings of the rules'),
  stretches: [],
  citations: [],
})

/** Whether any of the time that had to be recorded was: a recording of another time is none of it. */
export const isRecorded = ({ coverage }: ActivityCoverage): boolean =>
  coverage.covered.length + coverage.uncertain.length > 0

/** Whether none of that time is missing, in doubt or awaited. */
export const isWhole = ({ coverage, waiting }: ActivityCoverage): boolean =>
  waiting === undefined && coverage.missing.length + coverage.uncertain.length === 0

function summaryOf(
  activities: readonly ActivityCoverage[],
  recordings: number,
  { of, inTime }: Handovers,
  findings: readonly Finding[],
): CoverageSummary {
  const required = activities.filter((one) => one.requirement.isRequired)
  const time = { required: 0, covered: 0, uncertain: 0, missing: 0, awaited: 0, explained: 0 }
  for (const { coverage } of required)
    for (const part of Object.keys(time) as (keyof Coverage)[]) time[part] += total(coverage[part])
  const codes: Partial<Record<FindingCode, number>> = {}
  for (const { code } of findings) codes[code] = (codes[code] ?? 0) + 1
  return {
    activities: activities.length,
    required: required.length,
    recorded: required.filter(isRecorded).length,
    whole: required.filter(isWhole).length,
    awaited: required.filter((one) => one.waiting !== undefined).length,
    recordings,
    handedOver: { of, inTime },
    time,
    findings: codes,
  }
}
