import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { common, holds, total, united, without } from './intervals.ts'
import type { Span } from './intervals.ts'

const MINUTES = 60
const anySpans = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: MINUTES }), to: fc.integer({ min: 0, max: MINUTES }) }),
  { maxLength: 12 },
)

/** Every minute by itself: slow, and hard to get wrong. */
const minutes = (spans: readonly Span[]): boolean[] =>
  Array.from({ length: MINUTES }, (_, minute) => spans.some((one) => one.from <= minute && minute < one.to))

const isInOrder = (spans: readonly Span[]): boolean =>
  spans.every((one, i) => one.from < one.to && (i === 0 || (spans[i - 1] as Span).to < one.from))

test('interval arithmetic is what counting minute by minute gives', () => {
  fc.assert(
    fc.property(anySpans, anySpans, (some, others) => {
      const [a, b] = [united(some), united(others)]
      expect(minutes(a)).toEqual(minutes(some))
      expect(minutes(common(a, b))).toEqual(minutes(some).map((is, i) => is && minutes(others)[i]))
      expect(minutes(without(a, b))).toEqual(minutes(some).map((is, i) => is && !minutes(others)[i]))
      expect(total(a)).toBe(minutes(some).filter(Boolean).length)
      expect(minutes(some).map((_, at) => holds(a, at))).toEqual(minutes(some))
      expect([a, b].every(isInOrder)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('what is left and what is common make up the whole, in order and without touching', () => {
  fc.assert(
    fc.property(anySpans, anySpans, (some, others) => {
      const [a, b] = [united(some), united(others)]
      const [both, left] = [common(a, b), without(a, b)]
      expect(united([...both, ...left])).toEqual(a)
      expect(total(both) + total(left)).toBe(total(a))
      expect(isInOrder(left)).toBe(true)
    }),
  )
})

test('spans that touch are one, and an empty one is none', () => {
  expect(
    united([
      { from: 5, to: 9 },
      { from: 1, to: 5 },
      { from: 20, to: 20 },
      { from: 30, to: 29 },
    ]),
  ).toEqual([{ from: 1, to: 9 }])
})
