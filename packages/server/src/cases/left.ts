import type { TimeLeft } from '@liuhen/contract/cases'
import { type DayCount, daysLeft, type HolidayCalendar } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'

/** The day a period ends on, from the first instant that is too late: midnight closes the day before it. */
export const dayOfEnd = (last: Instant): CalendarDate => dayOf(instantOf(millisecondsOf(last) - 1))

/** What is left of a period today, in what it is counted in. */
export function timeLeft(
  last: CalendarDate,
  counted: readonly DayCount[],
  today: CalendarDate,
  calendar: HolidayCalendar,
): TimeLeft {
  const { provisional, ...left } = daysLeft(today, last, calendar)
  // Rest days that may still be announced change nothing where every day counts.
  return { counted: [...counted], ...left, provisional: provisional && counted.includes('working-day') }
}
