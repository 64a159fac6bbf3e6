import type { CalendarDate } from '../kernel/index.ts'
import type { HolidayCalendar } from './calendar.ts'
import { workingDaysAfter } from './count.ts'
import { numberOf, yearOf } from './days.ts'
import type { Term } from './terms.ts'

/** In what the rest of a period is told: 工作日, 日 (months and years end on a date and are told so too), or by the clock. */
export type DayCount = 'hour' | 'working-day' | 'calendar-day'

const TOLD: Readonly<Record<Term['unit'], DayCount>> = {
  hour: 'hour',
  'working-day': 'working-day',
  'calendar-day': 'calendar-day',
  month: 'calendar-day',
  year: 'calendar-day',
}

/** Each kind once, in the order in which they were counted. */
export const dayCounts = (units: readonly Term['unit'][]): readonly DayCount[] => [
  ...new Set(units.map((unit) => TOLD[unit])),
]

/** From a day to the last one of a period, in both kinds: negative once that is over. */
export interface DaysLeft {
  readonly days: number
  readonly workingDays: number
  /** A year lies between whose rest days are not announced: its working days may turn out otherwise. */
  readonly provisional: boolean
}

/** How many days lie after `today` up to and including `last`, or after `last` up to and including `today`. */
export function daysLeft(today: CalendarDate, last: CalendarDate, calendar: HolidayCalendar): DaysLeft {
  const days = numberOf(last) - numberOf(today)
  const [from, to] = days < 0 ? [last, today] : [today, last]
  const between = workingDaysAfter(from, to, calendar)
  const years = [yearOf(numberOf(from)), yearOf(numberOf(to))] as const
  const unknown = Array.from({ length: years[1] - years[0] + 1 }, (_, i) => years[0] + i).some(
    (year) => !calendar.knows(year),
  )
  return { days, workingDays: days < 0 && between > 0 ? -between : between, provisional: days !== 0 && unknown }
}
