import type { Instant } from '../kernel/index.ts'
import type { Activity } from '../policy/index.ts'
import type { ActivityState } from './state.ts'

/** What lists of activities are filtered and sorted by. */
export interface ActivityColumns {
  readonly activity: Activity
  readonly officer: string
  readonly unit: string
  /** The officer and the colleagues: whose recordings may be of it. */
  readonly people: readonly string[]
  /** Recordings a person tied to it. */
  readonly tied: readonly string[]
  readonly start_at: Instant
  /** Null while it lasts. */
  readonly end_at: Instant | null
}

/** The columns an activity's state gives rise to: what the server keeps, and an audit derives again. */
export const activityColumnsOf = ({ facts, tied }: ActivityState): ActivityColumns => ({
  activity: facts.activity,
  officer: facts.officer,
  unit: facts.unit,
  people: [...new Set([facts.officer, ...facts.colleagues])],
  tied: (tied ?? []).map((one) => one.recording),
  start_at: facts.start,
  end_at: facts.end ?? null,
})
