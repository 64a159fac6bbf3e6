import { dateOf, numberOf } from '../calendar/index.ts'
import type { CalendarDate } from '../kernel/index.ts'
import type { ConsolidationRule } from '../policy/index.ts'
import type { z } from 'zod'

export type Cadence = z.infer<typeof ConsolidationRule>['every']

/** The first day of the week (Monday), half-month or month that ends on that day. */
export function firstDayOf(every: Cadence, lastDay: CalendarDate): CalendarDate {
  if (every === 'week') return dateOf(numberOf(lastDay) - 6)
  const isSecondHalf = every === 'half-month' && Number(lastDay.slice(8)) > 15
  return `${lastDay.slice(0, 8)}${isSecondHalf ? '16' : '01'}` as CalendarDate
}
