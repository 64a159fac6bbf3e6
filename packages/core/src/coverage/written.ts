import type { Instant } from '../kernel/index.ts'
import { stretchesOf } from './finding.ts'
import type { Finding, Stretch } from './finding.ts'
import { total } from './intervals.ts'
import type { ActivityCoverage, CoverageReport, CoverageSummary } from './judge.ts'
import { instantAt } from './moment.ts'
import type { Requirement } from './requirement.ts'
import type { Waiting } from './waiting.ts'

export const COVERAGE_FORMAT = 'liuhen-coverage/1'

/** A {@link CoverageReport} as it is written down: instants for times, seconds for lengths. See spec/recordings.md. */
export interface WrittenReport {
  readonly format: typeof COVERAGE_FORMAT
  readonly now: string
  readonly sound: boolean
  readonly summary: Omit<CoverageSummary, 'time'> & { readonly seconds: CoverageSummary['time'] }
  readonly activities: readonly WrittenActivity[]
  readonly findings: readonly Finding[]
}

export interface WrittenActivity {
  readonly activity: string
  readonly level: Requirement['level']
  readonly required: boolean
  readonly pause: Requirement['pause']
  readonly by: Requirement['by']
  readonly pictures: Requirement['pictures']
  readonly notices: Requirement['notices']
  readonly recordings: readonly string[]
  /** Set while recordings may still come; without `until` it goes on, and the term has not begun. */
  readonly awaiting?: { readonly running: boolean; readonly until?: Instant }
  readonly stretches: Readonly<Record<keyof ActivityCoverage['coverage'], readonly Stretch[]>>
  readonly seconds: Readonly<Record<keyof ActivityCoverage['coverage'], number>>
  readonly findings: readonly Finding[]
}

export function writtenReport({ now, isSound, summary, activities, findings }: CoverageReport): WrittenReport {
  const { time, ...counts } = summary
  return {
    format: COVERAGE_FORMAT,
    now,
    sound: isSound,
    summary: { ...counts, seconds: inParts((part) => time[part] / 1000) },
    activities: activities.map(writtenActivity),
    findings,
  }
}

export function writtenActivity(one: ActivityCoverage): WrittenActivity {
  const { level, isRequired, pause, by, pictures, notices } = one.requirement
  return {
    activity: one.activity,
    level,
    required: isRequired,
    pause,
    by,
    pictures,
    notices,
    recordings: one.recordings,
    ...(one.waiting && { awaiting: writtenWaiting(one.waiting) }),
    stretches: inParts((part) => stretchesOf(one.coverage[part])),
    seconds: inParts((part) => total(one.coverage[part]) / 1000),
    findings: one.findings,
  }
}

const writtenWaiting = ({ isRunning, until }: Waiting): NonNullable<WrittenActivity['awaiting']> => ({
  running: isRunning,
  ...(until !== undefined && { until: instantAt(until) }),
})

const inParts = <T>(of: (part: keyof ActivityCoverage['coverage']) => T) => ({
  required: of('required'),
  covered: of('covered'),
  uncertain: of('uncertain'),
  missing: of('missing'),
  awaited: of('awaited'),
  explained: of('explained'),
})
