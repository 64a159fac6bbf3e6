import type { Viewer } from '@liuhen/core/access'
import { quarterOf } from '@liuhen/core/calendar'
import { because, type CalendarDate, Malformed } from '@liuhen/core/kernel'
import { type Days, daysOfPeriod, type RecordedCounts } from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { seesAll } from './here.ts'

/** The quarter of a day as a period: `2026-Q4`. */
export const quarterNamed = (day: CalendarDate): string => quarterOf(day).replace('-', '-Q')

/** The days of a period by its name. Throws Malformed. */
export function daysNamed(period: string): Days {
  const days = daysOfPeriod(period)
  if (days) return days
  throw because(
    Malformed,
    'period-unknown',
    '期间应写作 2026-05、2026-Q4 或 2026',
    'A period is written 2026-05, 2026-Q4 or 2026',
    { field: 'period' },
  )
}

/** What had to be recorded and was, by unit, by officer and in all: counted by coverage, which knows supervision. */
export type RecordedBetween = (
  viewer: Viewer,
  days: Days,
) => Promise<{
  readonly units: ReadonlyMap<string, RecordedCounts>
  readonly officers: ReadonlyMap<string, RecordedCounts>
  readonly whole: RecordedCounts
}>

/** Whose figures, by which packs, and who counts activities. */
export interface Figuring {
  readonly db: Db
  readonly book: Book
  readonly viewer: Viewer
  readonly recorded?: RecordedBetween | undefined
}

/** Whose figures a viewer sees: everybody's; else those of their units. */
export const visibleUnit = (viewer: Viewer, unit: string | null): boolean =>
  seesAll(viewer) || (unit !== null && viewer.units.includes(unit))
