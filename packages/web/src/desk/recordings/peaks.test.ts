import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf, readPeaks } from './peaks.ts'

test('of the least and the greatest sample of a piece, the louder one is its loudness', () => {
  expect(readPeaks({ version: 1, peaks: [-128, 3, -4, 64, 0, 0] })).toEqual([1, 0.5, 0])
})

test('what is no outline of a sound is no picture, and no failure', () => {
  for (const odd of [null, {}, { version: 1, peaks: [] }, { version: 2, peaks: [0, 1] }, 'peaks'])
    expect(readPeaks(odd)).toBeUndefined()
})

test('however few bars there is room for, the loudest moment is never lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
      fc.integer({ min: 1, max: 400 }),
      (peaks, count) => {
        const bars = barsOf(peaks, count)
        expect(bars).toHaveLength(count)
        expect(Math.max(...bars)).toBe(Math.max(...peaks))
      },
    ),
  )
})
