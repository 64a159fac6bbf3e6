import type { Instant } from '../kernel/index.ts'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]
const ZERO = 48
/** What two digits weigh too much when their character codes are taken for their values. */
const ZEROS = 11 * ZERO

/**
 * An instant in milliseconds since 1970. An instant has one form only, so its digits can be read where they stand; a
 * city-year has millions of them, and reading them by a general parser would take most of its time.
 */
export function momentOf(instant: Instant): number {
  const day = dayNumber(two(instant, 0) * 100 + two(instant, 2), two(instant, 5), two(instant, 8))
  const time = two(instant, 11) * HOUR + two(instant, 14) * MINUTE + two(instant, 17) * SECOND
  return day * DAY + time + two(instant, 20) * 10 + instant.charCodeAt(22) - ZERO
}

const two = (digits: string, at: number): number => digits.charCodeAt(at) * 10 + digits.charCodeAt(at + 1) - ZEROS

/** Days since 1970-01-01 in the Gregorian calendar, years counted from March so that the leap day comes last. */
function dayNumber(year: number, month: number, day: number): number {
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  // Months from March on have 31 30 31 30 31 days, and again: 153 in five.
  return years * 365 + leapDays + Math.floor((153 * months + 2) / 5) + day - 719_469
}

/** The instant of a moment that was read from one, or lies between two that were. */
export const instantAt = (moment: number): Instant => new Date(moment).toISOString() as Instant
