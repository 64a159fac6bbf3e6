import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** When each of these was first confirmed to be gathered; what nobody confirmed is absent. */
export async function consolidatedAt(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ recording: string; at: Instant }>`
    select recording, min(made_at) as at
    from consolidations, unnest(recordings) as recording
    where recordings && ${[...ids]}::uuid[] and recording = any(${[...ids]}::uuid[]) group by recording`.execute(db)
  return new Map(rows.map((one) => [one.recording, one.at]))
}
