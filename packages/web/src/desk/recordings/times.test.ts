import * as fc from 'fast-check'
import { Instant } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { clockRange, dayAndRange, later, positionDigits } from './times.ts'

const at = (digits: string) => Instant.parse(digits)

test('times are written by the clock of Beijing', () => {
  expect(dayAndRange(at('2026-10-09T05:58:10.000Z'), at('2026-10-09T07:04:18.000Z'))).toBe(
    '2026-10-09 13:58:10 – 15:04:18',
  )
})

test('a recording that runs past midnight says on which day it ended', () => {
  expect(clockRange(at('2026-10-09T15:59:00.000Z'), at('2026-10-09T16:01:00.000Z'))).toBe(
    '23:59:00 – 2026-10-10 00:01:00',
  )
})

test('a photograph has one time', () => {
  const moment = at('2026-10-09T05:58:10.000Z')
  expect(clockRange(moment, moment)).toBe('13:58:10')
})

test('a position is read back as the milliseconds it was made of', () => {
  fc.assert(
    fc.property(fc.nat(360_000_000), (position) => {
      const [rest, thousandths] = positionDigits(position, true).split('.') as [string, string]
      const seconds = rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
      return seconds * 1000 + Number(thousandths) === position
    }),
  )
})

test('moving along a recording keeps to whole milliseconds', () => {
  expect(later(at('2026-10-09T05:58:10.000Z'), 1234.6)).toBe('2026-10-09T05:58:11.235Z')
})
