import type { CalendarDate } from '@liuhen/core/kernel'
import type { Days } from '@liuhen/core/supervision'
import type { Db } from '../platform/database/index.ts'
import { whoseRecordings } from '../recordings/index.ts'

/**
 * The checks of days of that time, each with the units, officers or devices it is of: those whose recordings were looked at,
 * and the unit that was checked as such.
 */
export async function checksOf(
  db: Db,
  by: 'unit' | 'officer' | 'device',
  firstDay: CalendarDate,
  lastDay: CalendarDate,
): Promise<{ readonly id: string; readonly of: ReadonlySet<string | null> }[]> {
  const rows = await db
    .selectFrom('checks')
    .select(['id', 'unit', 'state'])
    .where('last_day', '>=', firstDay)
    .where('first_day', '<=', lastDay)
    .execute()
  const isUnitsOwn = by === 'unit' ? (unit: string | null) => unit !== null : () => false
  const looked = rows.flatMap((one) => (isUnitsOwn(one.unit) ? [] : one.state.recordings))
  const whose = await whoseRecordings(db, looked)
  return rows.map(({ id, unit, state }) => ({
    id,
    of: new Set(isUnitsOwn(unit) ? [unit] : state.recordings.map((one) => whose.get(one)?.[by] ?? null)),
  }))
}

/** Whether anything of these units, or of the whole bureau, was checked of those days. */
export async function wasChecked(db: Db, days: Days, units: readonly string[] | undefined): Promise<boolean> {
  const checks = await checksOf(db, 'unit', days.firstDay, days.lastDay)
  return checks.some(({ of }) => units === undefined || units.some((one) => of.has(one)))
}
