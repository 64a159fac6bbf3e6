import type { CalendarDayView, CalendarSource, CalendarYearView } from '@liuhen/contract/packs'
import { dateOf, type HolidayCalendar, type HolidayYear, numberOf, workingDaysAfter } from '@liuhen/core/calendar'
import { CalendarDate } from '@liuhen/core/kernel'
import type { Book } from '../book.ts'

/** The years whose working days are known, with where they come from. */
export const calendarSources = (book: Book, names: (actor: string) => string): CalendarSource[] =>
  book.calendar.years.map((year) => sourceView(book, year, names))

function sourceView(
  book: Book,
  { year, status, source, note }: HolidayYear,
  names: (actor: string) => string,
): CalendarSource {
  const loaded = book.calendars?.years.find((one) => one.calendar.year === year)
  return {
    year,
    status,
    source,
    ...(note !== undefined && { note }),
    ...(loaded && { loaded: { at: loaded.at, by: names(loaded.by), fileName: loaded.fileName } }),
  }
}

/** A year day by day; of a year that is not loaded only the weekends are known. */
export function calendarYear(book: Book, year: number, names: (actor: string) => string): CalendarYearView {
  const known = book.calendar.years.find((one) => one.year === year)
  const [first, last] = [numberOf(CalendarDate.parse(`${year}-01-01`)), numberOf(CalendarDate.parse(`${year}-12-31`))]
  return {
    year,
    days: calendarDays(book.calendar, first, last),
    workdays: workingDaysAfter(dateOf(first - 1), dateOf(last), book.calendar),
    ...(known && { source: sourceView(book, known, names) }),
  }
}

/** Days by their numbers, each with what it is and why. */
export const calendarDays = (calendar: HolidayCalendar, first: number, last: number): CalendarDayView[] =>
  Array.from({ length: last - first + 1 }, (_, i) => dayView(calendar, first + i))

function dayView(calendar: HolidayCalendar, number: number): CalendarDayView {
  const { why, name, statutory } = calendar.kindOf(number)
  return {
    date: dateOf(number),
    kind: why === 'weekday' ? 'workday' : why,
    ...(name !== undefined && { name }),
    ...(statutory !== undefined && { statutory }),
  }
}
