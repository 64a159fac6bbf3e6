import type { TimeLeft } from '@liuhen/contract/cases'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'

const DAY = 86_400_000

/** How far the end of a clock is from now: by the clock, or in each kind of days it is counted in. */
export type Left =
  | { readonly kind: 'time'; readonly milliseconds: number }
  | {
      readonly kind: 'days'
      /** Calendar days; negative once it is over. */
      readonly days: number
      readonly parts: readonly Part[]
      readonly provisional: boolean
    }

export interface Part {
  readonly of: 'working-day' | 'calendar-day'
  readonly count: number
}

/** Calendar days from one to the other; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/**
 * Of a period in hours what the clock says; of any other its days, in the kind it is counted in, in both where it was
 * lengthened in another. Working days that none of the days between is leave only the days to be told.
 */
export function leftOf(last: string, { counted, days, workingDays, provisional }: TimeLeft, now: number): Left {
  if (counted.every((one) => one === 'hour') && counted.length > 0 && last.includes('T'))
    return { kind: 'time', milliseconds: millisecondsOf(last as Instant) - now }
  const kinds = counted.filter((one) => one !== 'hour')
  const parts = (kinds.length > 0 ? kinds : (['calendar-day'] as const)).map((of): Part => ({
    of,
    count: Math.abs(of === 'working-day' ? workingDays : days),
  }))
  return { kind: 'days', days, parts, provisional }
}

/** The last day of a clock that ends on a day or at an instant; midnight closes the day before it. */
export const lastDayOf = (last: string): CalendarDate =>
  last.includes('T') ? dayOf(instantOf(millisecondsOf(last as Instant) - 1)) : (last as CalendarDate)
