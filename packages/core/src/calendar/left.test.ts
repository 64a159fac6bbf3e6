import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CalendarDate } from '../kernel/index.ts'
import {
  dateOf,
  dayCounts,
  daysLeft,
  HolidayCalendar,
  lastWorkingDay,
  numberOf,
  readHolidayYear,
  workingDays,
} from './index.ts'

const PACKS = join(import.meta.dirname, '../../../../packs/calendar')
const calendar = new HolidayCalendar(
  [2025, 2026].map((year) => readHolidayYear(parse(readFileSync(join(PACKS, `${year}.yaml`), 'utf8')))),
)
const day = (date: string): CalendarDate => CalendarDate.parse(date)
const left = (today: string, last: string) => daysLeft(day(today), day(last), calendar)

test('over the National Day holiday eleven days are fewer working days, its make-up workdays among them', () => {
  // 2026-10-01 to 07 are at rest, Saturday 10-10 is worked for it.
  expect(left('2026-09-28', '2026-10-09')).toEqual({ days: 11, workingDays: 4, provisional: false })
  expect(left('2026-10-09', '2026-10-10')).toMatchObject({ days: 1, workingDays: 1 })
})

test('what is over is told as so many days ago, and none of them may have been worked', () => {
  expect(left('2026-09-28', '2026-09-24')).toMatchObject({ days: -4 })
  expect(left('2026-10-04', '2026-09-30')).toEqual({ days: -4, workingDays: 0, provisional: false })
  expect(left('2026-09-28', '2026-09-28')).toEqual({ days: 0, workingDays: 0, provisional: false })
})

test('a year without its announcement makes the working days uncertain, and a day that is today is never', () => {
  expect(left('2026-12-30', '2027-01-05').provisional).toBe(true)
  expect(left('2030-01-01', '2030-01-01').provisional).toBe(false)
})

test('so many working days after any day are so many working days left on it', () => {
  const someDay = fc.integer({ min: numberOf(day('2025-01-01')), max: numberOf(day('2026-10-31')) }).map(dateOf)
  const property = fc.property(someDay, fc.integer({ min: 1, max: 40 }), (from, count) => {
    const last = lastWorkingDay(from, workingDays(count), calendar)
    expect(daysLeft(from, last, calendar).workingDays).toBe(count)
    expect(daysLeft(last, from, calendar).days).toBe(-daysLeft(from, last, calendar).days)
  })
  fc.assert(property)
})

test('months and years are told in days, working days never are', () => {
  expect(dayCounts(['month', 'calendar-day'])).toEqual(['calendar-day'])
  expect(dayCounts(['calendar-day', 'working-day', 'working-day'])).toEqual(['calendar-day', 'working-day'])
  expect(dayCounts(['hour'])).toEqual(['hour'])
})
