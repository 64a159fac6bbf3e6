import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { beijing, instantOf, Malformed, millisecondsOf, Refused } from '../kernel/index.ts'
import { correct, deviceTimeOf, DRIFT, measureOffset, uncertaintyIn } from './index.ts'

const T = Date.parse('2026-03-14T01:20:00.000Z')

/** What a station sees of a device whose clock is `offset` ahead, asked at `at`, answering after `there`, `back` later. */
const look = (at: number, offset: number, there = 5, back = 5) => ({
  before: at,
  device: deviceTimeOf(beijing(instantOf(at + there + offset))),
  after: at + there + back,
})

test('one look at a clock that shows whole seconds tells the offset to half a second', () => {
  const measured = measureOffset([look(T, -420_000)])
  expect(Math.abs(measured.offset + 420_000)).toBeLessThanOrEqual(measured.error)
  expect(measured).toMatchObject({ error: 505, samples: 1, at: instantOf(T + 10) })
})

test('looks at different parts of the second narrow it down', () => {
  const looks = [0, 1250, 2500, 3750, 4990].map((at) => look(T + at, -420_000))
  const measured = measureOffset(looks)
  expect(measured.error).toBeLessThan(140)
  expect(Math.abs(measured.offset + 420_000)).toBeLessThanOrEqual(measured.error)
})

test('the truth always lies within the error, whatever the offset, the delays and the drift', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.double({ min: -DRIFT, max: DRIFT, noNaN: true }),
      fc.array(fc.record({ wait: fc.nat(60_000), there: fc.nat(900), back: fc.nat(900) }), {
        minLength: 1,
        maxLength: 12,
      }),
      (offset, drift, looks) => {
        let at = T
        const samples = looks.map(({ wait, there, back }) => {
          at += wait
          return look(at, Math.floor(offset + drift * (at - T)), there, back)
        })
        const measured = measureOffset(samples)
        const truth = offset + drift * (millisecondsOf(measured.at) - T)
        expect(Math.abs(measured.offset - truth)).toBeLessThanOrEqual(measured.error + 2)
      },
    ),
  )
})

test.each([
  [T, -324],
  [T - 1, 324],
])('a clock that wandered within its drift for an hour is measured as it is now', (first, now) => {
  const measured = measureOffset([look(first, 0, 0, 0), look(T + 3_600_000, now, 0, 0)])
  expect(Math.abs(measured.offset - now)).toBeLessThanOrEqual(measured.error)
})

test('the order of the looks does not matter', () => {
  const looks = [0, 1250, 2500, 3750].map((at) => look(T + at, 90_000))
  expect(measureOffset(looks.toReversed())).toEqual(measureOffset(looks))
})

test('a clock that was set between two looks is refused, not averaged', () => {
  expect(() => measureOffset([look(T, -420_000), look(T + 2000, 0)])).toThrow(Refused)
  expect(() => measureOffset([look(T, 0), look(T + 2000, 2100)])).toThrow(Refused)
})

test('no look at all, or a station clock that ran backwards, is malformed', () => {
  expect(() => measureOffset([])).toThrow(Malformed)
  expect(() => measureOffset([{ ...look(T, 0), after: T - 1 }])).toThrow(Malformed)
})

test('a camera seven minutes slow is corrected by seven minutes, and its own time stays what it was', () => {
  const offset = { offset: -420_000, error: 300, samples: 5, at: instantOf(T + 3_600_000) }
  const device = instantOf(T)
  const corrected = correct(device, offset)
  expect(corrected.instant).toBe('2026-03-14T01:27:00.000Z')
  expect(device).toBe('2026-03-14T01:20:00.000Z')
})

test('the longer ago the recording, the larger the error', () => {
  const offset = { offset: 0, error: 300, samples: 5, at: instantOf(T) }
  expect(correct(instantOf(T), offset).error).toBe(300)
  expect(correct(instantOf(T - 86_400_000), offset).error).toBe(300 + 8640)
})

test('a device nobody measured is taken at its word, and the error is said to be unknown', () => {
  expect(correct(instantOf(T), undefined)).toEqual({ instant: instantOf(T), error: 'unknown' })
})

test('an uncertainty is said nowhere smaller than it is, and by less than a second more', () => {
  const said = [0, 420, 1000, 1001, 59_001, 5_050, 90_000, 3_661_000].map((one) => uncertaintyIn(one).zh)
  expect(said).toEqual(['0 秒', '0.5 秒', '1 秒', '2 秒', '1 分', '6 秒', '1 分 30 秒', '1 小时 1 分 1 秒'])
  fc.assert(
    fc.property(fc.nat(10_000_000), (error) => {
      const parts = uncertaintyIn(error).en.matchAll(/([\d.]+) (h|min|s)/g)
      const length = { h: 3_600_000, min: 60_000, s: 1000 } as const
      const printed = [...parts].reduce((sum, [, n, unit]) => sum + Number(n) * length[unit as keyof typeof length], 0)
      expect(printed).toBeGreaterThanOrEqual(error)
      expect(printed).toBeLessThan(error + 1000)
    }),
  )
})
