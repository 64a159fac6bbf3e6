import { instantOf, millisecondsOf, text } from '../kernel/index.ts'
import type { CalendarDate, Instant, Text } from '../kernel/index.ts'
import { dayText } from './calendar.ts'
import type { HolidayCalendar } from './calendar.ts'
import { dateOf, monthsAfter, numberOf, yearOf } from './days.ts'
import type { Suspension } from './intervals.ts'
import type { CalendarDays, DayTerm, Hours, Months, WorkingDays, Years } from './terms.ts'

/** The moment so many clock hours later: rest days do not count (民法典 art. 201). */
export const lastMoment = (from: Instant, { count }: Hours): Instant =>
  instantOf(millisecondsOf(from) + count * 3_600_000)

/** The last calendar day of the term; the day it starts on is not counted. */
export const lastCalendarDay = (from: CalendarDate, { count }: CalendarDays): CalendarDate =>
  dateOf(numberOf(from) + count)

/** The same day number in the last month, or that month's end (民法典 art. 202). */
export const lastDayOfMonths = (from: CalendarDate, { count, unit }: Months | Years): CalendarDate =>
  dateOf(monthsAfter(numberOf(from), unit === 'year' ? 12 * count : count))

/** The last working day of the term; the day it starts on is not counted. */
export const lastWorkingDay = (from: CalendarDate, term: WorkingDays, calendar: HolidayCalendar): CalendarDate =>
  new Count(numberOf(from), calendar).run(term).date

/** That many working days before; the day counted from is not counted. */
export const workingDayBefore = (from: CalendarDate, term: WorkingDays, calendar: HolidayCalendar): CalendarDate =>
  new Count(numberOf(from), calendar, undefined, -1).run(term).date

/** How many working days lie after `from` up to and including `to`; the inverse of {@link lastWorkingDay}. */
export function workingDaysAfter(from: CalendarDate, to: CalendarDate, calendar: HolidayCalendar): number {
  const end = numberOf(to)
  let found = 0
  for (let day = numberOf(from) + 1; day <= end; day++) if (calendar.kindOf(day).works) found++
  return found
}

/** That day if it is worked, else the next that is (民事诉讼法 art. 85, 民法典 art. 203). */
export const nextWorkingDay = (day: CalendarDate, calendar: HolidayCalendar): CalendarDate =>
  new Count(numberOf(day), calendar).roll().date

/** A day that was passed over, and why. */
export interface Skipped {
  readonly date: CalendarDate
  readonly why: Text
}

const suspendedText = (why: readonly string[]): Text =>
  why.length === 0
    ? text('中止期间，不计入', 'suspended, does not count')
    : text(`中止期间（${why.join('、')}），不计入`, `suspended (${why.join(', ')}), does not count`)

/** A walk over the calendar, one day at a time, that remembers what it passed over. */
export class Count {
  readonly skipped: Skipped[] = []
  /** Make-up workdays that counted. */
  readonly madeUp: Skipped[] = []
  readonly unknownYears = new Set<number>()
  suspendedDays = 0
  #day: number
  readonly #calendar: HolidayCalendar
  readonly #suspension: Suspension
  readonly #step: 1 | -1

  constructor(from: number, calendar: HolidayCalendar, suspension: Suspension = () => undefined, step: 1 | -1 = 1) {
    this.#day = from
    this.#calendar = calendar
    this.#suspension = suspension
    this.#step = step
  }

  get date(): CalendarDate {
    return dateOf(this.#day)
  }

  /** Counts a term on from where the walk stands. */
  run(term: DayTerm): this {
    if (term.unit === 'working-day') return this.#working(term.count)
    if (term.unit === 'calendar-day') return this.#days(term.count)
    const count = this.#step * (term.unit === 'year' ? 12 * term.count : term.count)
    return this.#days(Math.abs(monthsAfter(this.#day, count) - this.#day))
  }

  /** Moves on to the first day that is worked, if this one is not. */
  roll(): this {
    for (;;) {
      const kind = this.#kind()
      const suspended = this.#suspension(this.#day)
      if (kind.works && suspended === undefined) return this
      this.#skip(suspended === undefined ? dayText(this.#day, kind) : suspendedText(suspended))
      this.#day++
    }
  }

  /** What kind of day the walk stands on; whether its year is known is noted. */
  look() {
    return this.#kind()
  }

  #days(count: number): this {
    for (let left = count; left > 0;) {
      this.#day += this.#step
      if (this.#passSuspended()) continue
      left--
    }
    return this
  }

  #working(count: number): this {
    for (let left = count; left > 0;) {
      this.#day += this.#step
      const kind = this.#kind()
      if (!kind.works) this.#skip(dayText(this.#day, kind))
      else if (!this.#passSuspended()) {
        if (kind.why === 'make-up') this.madeUp.push({ date: this.date, why: dayText(this.#day, kind) })
        left--
      }
    }
    return this
  }

  #passSuspended(): boolean {
    const why = this.#suspension(this.#day)
    if (why === undefined) return false
    this.suspendedDays++
    this.#skip(suspendedText(why))
    return true
  }

  #kind() {
    const kind = this.#calendar.kindOf(this.#day)
    if (!kind.known) this.unknownYears.add(yearOf(this.#day))
    return kind
  }

  #skip(why: Text): void {
    this.skipped.push({ date: this.date, why })
  }
}
