import { z } from 'zod'

/** Days that there are: 31 in seven months, 30 in eleven, 28 in all, and the 29th of February in the years that have it. */
const DAY = [
  '\\d{4}-(?:0[13578]|1[02])-31',
  '\\d{4}-(?:0[13-9]|1[0-2])-(?:29|30)',
  '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])',
  '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29',
].join('|')

/**
 * A point in time in UTC to the millisecond, always written `2026-11-22T01:20:00.000Z`, of a day that there is.
 * Years begin at 0100: hours before the first day of a year are in the year before, and databases know no year 0000.
 */
export const Instant = z
  .string()
  .regex(new RegExp(`^(?!00)(?:${DAY})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$`))
  .brand('Instant')
export type Instant = z.infer<typeof Instant>

/** A calendar day, `2026-11-22`, without hours and without a zone. Years begin at 1000, so that every day has its instants. */
export const CalendarDate = z.iso
  .date({ abort: true })
  .regex(/^[1-9]/)
  .brand('CalendarDate')
export type CalendarDate = z.infer<typeof CalendarDate>

export const instantOf = (milliseconds: number): Instant => Instant.parse(new Date(milliseconds).toISOString())
export const millisecondsOf = (instant: Instant): number => Date.parse(instant)

/** Beijing time has had no daylight saving since 1992: a fixed eight hours ahead of UTC. */
const BEIJING = 8 * 3_600_000

/** The day in Beijing on which the instant falls. */
export const dayOf = (instant: Instant): CalendarDate =>
  CalendarDate.parse(new Date(millisecondsOf(instant) + BEIJING).toISOString().slice(0, 10))

/** The first instant of that day in Beijing. */
export const startOf = (day: CalendarDate): Instant => instantOf(Date.parse(`${day}T00:00:00.000Z`) - BEIJING)

/** Wall-clock digits in Beijing, `2026-11-22 09:20:00`, as cameras print them. */
export const beijing = (instant: Instant): string =>
  new Date(millisecondsOf(instant) + BEIJING).toISOString().slice(0, 19).replace('T', ' ')

/** Reads wall-clock digits as Beijing time; undefined when they name no real time. */
export function instantFromBeijing(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): Instant | undefined {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(utc)
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || back.getUTCHours() !== hour) return undefined
  if (back.getUTCMinutes() !== minute || back.getUTCSeconds() !== second || year < 1970 || year > 9999) return undefined
  return instantOf(utc - BEIJING)
}
