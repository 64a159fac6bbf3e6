import type { ActivityState } from '@liuhen/core/activities'
import type { Instant } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** A recording as far as it says which activities it is part of. */
export interface RecordedWhen {
  readonly id: string
  readonly start_at: Instant
  readonly end_at: Instant
  readonly officer: string | null
}

/** One activity that a recording is part of, and everything it was. */
export interface KeepingActivity {
  readonly id: string
  readonly kinds: readonly Activity[]
  readonly start: Instant
}

/**
 * The activities each of these recordings is part of: that its officer was at meanwhile, and that somebody tied it to. An
 * activity lasts a day at most.
 */
export async function activitiesKeeping(
  db: Db,
  recordings: readonly RecordedWhen[],
): Promise<ReadonlyMap<string, readonly KeepingActivity[]>> {
  if (recordings.length === 0) return new Map()
  const column = <T>(of: (one: RecordedWhen) => T): T[] => recordings.map(of)
  const { rows } = await sql<{ recording: string; id: string; state: ActivityState; start_at: Instant }>`
    with asked as (
      select * from unnest(${column((one) => one.id)}::uuid[], ${column((one) => one.officer)}::uuid[],
        ${column((one) => one.start_at)}::timestamptz[], ${column((one) => one.end_at)}::timestamptz[])
        as asked (recording, officer, begins, ends)
    )
    select asked.recording, activities.id, activities.state, activities.start_at
    from asked join activities on activities.people @> array[asked.officer]
      and activities.start_at < asked.ends and activities.start_at >= asked.begins - interval '24 hours'
      and (activities.end_at is null or activities.end_at > asked.begins)
    where asked.officer is not null
    union
    select asked.recording, activities.id, activities.state, activities.start_at
    from asked join activities on activities.tied @> array[asked.recording]
    order by 4, 2`.execute(db)
  const found = new Map<string, KeepingActivity[]>()
  for (const { recording, id, state, start_at } of rows) {
    const { activity, marks = [] } = state.facts
    const kinds = [...new Set([activity, ...marks.map((one) => one.mark)])]
    found.set(recording, [...(found.get(recording) ?? []), { id, kinds, start: start_at }])
  }
  return found
}
