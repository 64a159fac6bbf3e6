import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { CalendarDate, dayOf, Instant, startOf } from './time.ts'

const day = (years: { min: string; max: string }): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(years.min), max: new Date(years.max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

test('every day that can be written has a first instant, and that instant is of the day', () => {
  fc.assert(
    fc.property(day({ min: '1000-01-01T00:00:00Z', max: '9999-12-31T00:00:00Z' }), (written) => {
      const date = CalendarDate.parse(written)
      expect(Instant.safeParse(startOf(date)).success).toBe(true)
      expect(dayOf(startOf(date))).toBe(date)
    }),
  )
  expect(startOf(CalendarDate.parse('1000-01-01'))).toBe('0999-12-31T16:00:00.000Z')
})

test('days and instants of the first years, which no database and no paper holds, are refused as such', () => {
  for (const written of ['0000-01-01', '0001-01-01', '0999-12-31'])
    expect(CalendarDate.safeParse(written).success, written).toBe(false)
  for (const written of ['0000-12-31T16:00:00.000Z', '0001-01-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'])
    expect(Instant.safeParse(written).success, written).toBe(false)
})
