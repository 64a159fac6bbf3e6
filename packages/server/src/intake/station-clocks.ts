import { Docked, stationOffset, type StationOffset } from '@liuhen/core/intake'
import { type Instant, Refused } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { numbersOfDevices } from '../devices/index.ts'
import type { Db } from '../platform/database/index.ts'

export interface StationClock extends StationOffset {
  /** Its number in the register of devices. */
  readonly number: string
}

/**
 * How far the clock of each station that docked since then was ahead of ours the last time, in milliseconds, worked out from
 * the looks it signed. A reading whose looks disagree says nothing.
 */
export async function stationClocks(db: Db, since: Instant): Promise<readonly StationClock[]> {
  const rows = await db
    .selectFrom('docking')
    .innerJoin('journal', (join) => join.on('journal.stream', '=', sql<string>`'docking:' || docking.id`))
    .select([sql<string>`journal.body->>'station'`.as('station'), 'journal.body'])
    .where('docking.at', '>=', since)
    .where(sql<boolean>`journal.body->'samples' is not null and journal.body->'station' is not null`)
    .orderBy('docking.at')
    .execute()
  const last = new Map(rows.map((row) => [row.station, Docked.parse(row.body).samples?.server ?? []]))
  const numbers = await numbersOfDevices(db)
  return [...last].flatMap(([station, samples]) => {
    try {
      return [{ number: numbers.get(station) ?? station, ...stationOffset(samples) }]
    } catch (error) {
      if (error instanceof Refused) return []
      throw error
    }
  })
}
