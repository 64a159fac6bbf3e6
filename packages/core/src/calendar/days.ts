import { because, CalendarDate, Malformed } from '../kernel/index.ts'

const DAY = 86_400_000

/** Days since 1970-01-01. */
export const numberOf = (date: CalendarDate): number => Date.parse(date) / DAY

// The digits of toISOString are a date by construction; parsing each would make counting ten times slower.
export const dateOf = (number: number): CalendarDate =>
  new Date(number * DAY).toISOString().slice(0, 10) as CalendarDate

export const yearOf = (number: number): number => new Date(number * DAY).getUTCFullYear()

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7

/** The same day number so many months on; the month's last day where it has none (民法典 art. 202). */
export function monthsAfter(date: number, count: number): number {
  const from = new Date(date * DAY)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + count]
  const end = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), end)) / DAY
}

const [FIRST, LAST] = ['1949-10-01', '2199-12-31']

/** Throws Malformed on a day that no file of a bureau can hold, which is a slip of the keyboard. */
export function plausible(date: CalendarDate): CalendarDate {
  if (date < FIRST || date > LAST)
    throw because(
      Malformed,
      'date-implausible',
      `日期 ${date} 不在 ${FIRST} 至 ${LAST} 之间，请核对`,
      `The date ${date} is not between ${FIRST} and ${LAST}; please check it`,
    )
  return date
}
