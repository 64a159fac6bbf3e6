import { beijing, type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'

const DAY = 86_400_000

/** How far the end of a clock is from now. */
export type Left =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'time'; readonly milliseconds: number }

/** Calendar days from one to the other; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/** Of a day, and of an instant that only closes one, in days; of an hour that is near, in hours and minutes. */
export function leftOf(last: string, now: number): Left {
  const today = dayOf(instantOf(now))
  if (!last.includes('T')) return { kind: 'days', days: daysBetween(today, last) }
  const end = millisecondsOf(last as Instant)
  const closesDay = /^(?:00:00:00|23:59)/.test(beijing(last as Instant).slice(11))
  if (!closesDay && Math.abs(end - now) < 2 * DAY) return { kind: 'time', milliseconds: end - now }
  return { kind: 'days', days: daysBetween(today, lastDayOf(last)) }
}

/** The last day of a clock that ends on a day or at an instant; midnight closes the day before it. */
export const lastDayOf = (last: string): CalendarDate =>
  last.includes('T') ? dayOf(instantOf(millisecondsOf(last as Instant) - 1)) : (last as CalendarDate)
