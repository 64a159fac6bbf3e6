import type { TimeLeft } from '@liuhen/contract/cases'
import { expect, test } from 'vitest'
import { lastDayOf, leftOf } from './time-left.ts'

const at = (digits: string): number => Date.parse(`${digits}:00+08:00`)
const left = (counted: TimeLeft['counted'], days: number, workingDays: number): TimeLeft => ({
  counted,
  days,
  workingDays,
  provisional: false,
})
const now = at('2026-09-28T09:00')

test('a period in working days is told in working days, one in calendar days in those', () => {
  const last = '2026-10-09'
  expect(leftOf(last, left(['working-day'], 11, 4), now)).toMatchObject({ parts: [{ of: 'working-day', count: 4 }] })
  expect(leftOf(last, left(['calendar-day'], 11, 4), now)).toMatchObject({ parts: [{ of: 'calendar-day', count: 11 }] })
  expect(leftOf('2026-09-24', left(['working-day'], -4, -2), now)).toEqual({
    kind: 'days',
    days: -4,
    parts: [{ of: 'working-day', count: 2 }],
    provisional: false,
  })
})

test('one that was lengthened in another kind of days is told in both, since neither alone is true', () => {
  expect(leftOf('2026-10-09', left(['calendar-day', 'working-day'], 11, 4), now)).toMatchObject({
    parts: [
      { of: 'calendar-day', count: 11 },
      { of: 'working-day', count: 4 },
    ],
  })
})

test('of a clock of which it is not known what it is counted in, days are told as days', () => {
  expect(leftOf('2026-10-09', left([], 11, 4), now)).toMatchObject({ parts: [{ of: 'calendar-day', count: 11 }] })
})

test('hours are counted in hours, however many, before and after', () => {
  const last = '2026-09-28T02:20:00.000Z'
  expect(leftOf(last, left(['hour'], 0, 0), at('2026-09-28T05:00'))).toEqual({
    kind: 'time',
    milliseconds: 5 * 3_600_000 + 20 * 60_000,
  })
  expect(leftOf(last, left(['hour'], 0, 0), at('2026-09-28T10:50'))).toEqual({ kind: 'time', milliseconds: -1_800_000 })
  expect(leftOf(last, left(['hour'], 3, 1), at('2026-09-25T10:20'))).toEqual({
    kind: 'time',
    milliseconds: 72 * 3_600_000,
  })
})

test('midnight closes the day before it, however it is written', () => {
  expect(lastDayOf('2026-11-30T16:00:00.000Z')).toBe('2026-11-30')
  expect(lastDayOf('2026-11-30T15:59:59.999Z')).toBe('2026-11-30')
})
