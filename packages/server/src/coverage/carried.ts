import type { Instant } from '@liuhen/core/kernel'
import type { ActivityRowOf } from '../activities/index.ts'
import { type Carried, carriedBy } from '../devices/index.ts'
import type { Db } from '../platform/database/index.ts'

/** What was carried to activities that are over, by their id. */
export const carriedTo = (db: Db, over: readonly ActivityRowOf[]): Promise<ReadonlyMap<string, readonly Carried[]>> =>
  carriedBy(
    db,
    over.map(({ id, people, start_at, end_at, state }) => ({
      id,
      people,
      start: start_at,
      end: end_at as Instant,
      devices: state.facts.devices,
    })),
  )
