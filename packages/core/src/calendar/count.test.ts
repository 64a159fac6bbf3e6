import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { parse } from 'yaml'
import { CalendarDate, instantOf, millisecondsOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import {
  calendarDays,
  dateOf,
  HolidayCalendar,
  hours,
  lastCalendarDay,
  lastDayOfMonths,
  lastMoment,
  lastWorkingDay,
  months,
  nextWorkingDay,
  numberOf,
  readHolidayYear,
  workingDayBefore,
  workingDays,
  workingDaysAfter,
  years,
} from './index.ts'
import type { CalendarDays, Hours, Months, WorkingDays } from './index.ts'

const PACKS = join(import.meta.dirname, '../../../../packs/calendar')
const announced = [2024, 2025, 2026].map((year) =>
  readHolidayYear(parse(readFileSync(join(PACKS, `${year}.yaml`), 'utf8'))),
)
const calendar = new HolidayCalendar(announced)
const day = (date: string): CalendarDate => CalendarDate.parse(date)

const someDay = fc.integer({ min: numberOf(day('2024-01-01')), max: numberOf(day('2026-10-31')) }).map(dateOf)
const someCount = fc.integer({ min: 1, max: 40 })

/** What the announcements say, day by day and with nothing of ours. */
const rest = new Set(announced.flatMap((one) => one.rest.map(({ date }) => date as string)))
const madeUp = new Set(announced.flatMap((one) => one.makeUp.map(({ date }) => date as string)))
function works(date: Date): boolean {
  const digits = date.toISOString().slice(0, 10)
  return madeUp.has(digits) || (!rest.has(digits) && date.getUTCDay() !== 0 && date.getUTCDay() !== 6)
}
function modelLastWorkingDay(from: string, count: number): string {
  const at = new Date(`${from}T00:00:00Z`)
  for (let left = count; left > 0;) {
    at.setUTCDate(at.getUTCDate() + 1)
    if (works(at)) left--
  }
  return at.toISOString().slice(0, 10)
}

test('terms of different units cannot be given for one another', () => {
  expectTypeOf(workingDays(3)).not.toExtend<CalendarDays>()
  expectTypeOf(calendarDays(3)).not.toExtend<WorkingDays>()
  expectTypeOf<Months>().not.toExtend<Hours>()
  expectTypeOf<CalendarDate>().not.toExtend<Instant>()
  expectTypeOf(lastWorkingDay).parameter(1).toEqualTypeOf<WorkingDays>()
  expectTypeOf(lastCalendarDay).parameter(1).toEqualTypeOf<CalendarDays>()
  expectTypeOf(lastMoment).parameter(0).toEqualTypeOf<Instant>()
})

test('working days are those of the announcements, from any day', () => {
  fc.assert(
    fc.property(someDay, someCount, (from, count) => {
      expect(lastWorkingDay(from, workingDays(count), calendar)).toBe(modelLastWorkingDay(from, count))
    }),
  )
})

test('counting working days and measuring them are inverse', () => {
  fc.assert(
    fc.property(someDay, someCount, (from, count) => {
      const last = lastWorkingDay(from, workingDays(count), calendar)
      expect(workingDaysAfter(from, last, calendar)).toBe(count)
      expect(workingDaysAfter(from, dateOf(numberOf(last) - 1), calendar)).toBe(count - 1)
      if (calendar.dayKind(from).works) expect(workingDayBefore(last, workingDays(count), calendar)).toBe(from)
    }),
  )
})

test('a later start never ends earlier', () => {
  fc.assert(
    fc.property(someDay, someDay, someCount, (a, b, count) => {
      const [early, late] = a <= b ? [a, b] : [b, a]
      const ends = (from: CalendarDate): readonly CalendarDate[] => [
        lastWorkingDay(from, workingDays(count), calendar),
        workingDayBefore(from, workingDays(count), calendar),
        lastCalendarDay(from, calendarDays(count)),
        lastDayOfMonths(from, months(count)),
        lastDayOfMonths(from, years(count)),
        nextWorkingDay(lastCalendarDay(from, calendarDays(count)), calendar),
      ]
      const lates = ends(late)
      ends(early).forEach((one, i) => expect(one <= (lates[i] as string)).toBe(true))
    }),
  )
})

test('a month later is the same day number, or the end of a month that has none', () => {
  fc.assert(
    fc.property(someDay, someCount, (from, count) => {
      const last = lastDayOfMonths(from, months(count))
      const isMonthEnd = dateOf(numberOf(last) + 1).endsWith('-01')
      expect(last.slice(8) === from.slice(8) || (isMonthEnd && last.slice(8) < from.slice(8))).toBe(true)
      const [apart, whole] = [last, from].map((one) => 12 * Number(one.slice(0, 4)) + Number(one.slice(5, 7))) as [
        number,
        number,
      ]
      expect(apart - whole).toBe(count)
    }),
  )
})

test.each([
  ['2024-02-29', years(1), '2025-02-28'],
  ['2024-02-29', years(4), '2028-02-29'],
  ['2024-01-31', months(1), '2024-02-29'],
  ['2025-01-31', months(1), '2025-02-28'],
  ['2026-08-31', months(6), '2027-02-28'],
  ['2025-12-31', months(2), '2026-02-28'],
  ['2025-12-15', months(1), '2026-01-15'],
  ['2025-11-30', months(3), '2026-02-28'],
])('from %s, %j ends on %s', (from, term, last) => {
  expect(lastDayOfMonths(day(from), term)).toBe(last)
})

test.each([
  ['the days before the Spring Festival, with a Saturday made up', '2026-02-13', 2, '2026-02-24'],
  ['a start on the last day before it', '2026-02-14', 1, '2026-02-24'],
  ['a start inside it', '2026-02-18', 1, '2026-02-24'],
  ['the Saturday made up after it', '2026-02-27', 1, '2026-02-28'],
  ['the Sunday made up before that of 2025', '2025-01-25', 1, '2025-01-26'],
  ['two Sundays made up around that of 2024', '2024-02-03', 8, '2024-02-19'],
  ['the turn of a year', '2025-12-31', 2, '2026-01-05'],
])('working days over %s', (_, from, count, last) => {
  expect(lastWorkingDay(day(from), workingDays(count), calendar)).toBe(last)
})

test('hours are clock hours, whatever the days are', () => {
  const from = instantOf(Date.parse('2026-10-03T22:15+08:00'))
  expect(lastMoment(from, hours(24))).toBe(instantOf(Date.parse('2026-10-04T22:15+08:00')))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), someCount, (at, count) => {
      expect(millisecondsOf(lastMoment(instantOf(at), hours(count))) - at).toBe(count * 3_600_000)
    }),
  )
})
