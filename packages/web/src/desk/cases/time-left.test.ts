import { expect, test } from 'vitest'
import { lastDayOf, leftOf } from './time-left.ts'

const at = (digits: string): number => Date.parse(`${digits}:00+08:00`)

test('a day is counted in days of Beijing, its own included', () => {
  expect(leftOf('2026-11-30', at('2026-11-29T23:50'))).toEqual({ kind: 'days', days: 1 })
  expect(leftOf('2026-11-30', at('2026-11-30T23:50'))).toEqual({ kind: 'days', days: 0 })
  expect(leftOf('2026-11-30', at('2026-12-03T00:10'))).toEqual({ kind: 'days', days: -3 })
})

test('twenty-four hours are counted in hours, before and after', () => {
  const last = '2026-11-30T02:20:00.000Z'
  expect(leftOf(last, at('2026-11-30T05:00'))).toEqual({ kind: 'time', milliseconds: 5 * 3_600_000 + 20 * 60_000 })
  expect(leftOf(last, at('2026-11-30T10:50'))).toEqual({ kind: 'time', milliseconds: -30 * 60_000 })
})

test('midnight closes the day before it, however it is written', () => {
  expect(lastDayOf('2026-11-30T16:00:00.000Z')).toBe('2026-11-30')
  expect(lastDayOf('2026-11-30T15:59:59.999Z')).toBe('2026-11-30')
  expect(leftOf('2026-11-30T16:00:00.000Z', at('2026-11-30T09:00'))).toEqual({ kind: 'days', days: 0 })
})
