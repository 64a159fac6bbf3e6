import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { beijing, instantOf } from '../kernel/index.ts'
import { decideStamp, deviceTimeOf, startOf } from './index.ts'
import type { StampedSegment, StampHypothesis } from './index.ts'

const T = Date.parse('2026-03-14T01:20:00.000Z')
const EIGHT_HOURS = 8 * 3_600_000
const hypotheses: readonly StampHypothesis[] = ['start-utc', 'end-utc', 'start-local', 'end-local']

/** Files as a camera of that kind writes them, one after the other. */
function filmed(kind: StampHypothesis, durations: readonly number[], named = true): readonly StampedSegment[] {
  let start = T
  return durations.map((duration, i) => {
    const stamp = start + (kind.startsWith('end') ? duration : 0) + (kind.endsWith('local') ? EIGHT_HOURS : 0)
    const segment = {
      created: instantOf(stamp),
      duration,
      sequence: i + 1,
      ...(named && { nameTime: deviceTimeOf(beijing(instantOf(start))) }),
    }
    start += duration
    return segment
  })
}

test.each(hypotheses)('a camera that stamps %s is found out by its file names, and its starts are right', (kind) => {
  const batch = filmed(kind, [25_000, 25_000, 13_000])
  const decision = decideStamp(batch)
  expect(decision).toMatchObject({ hypothesis: kind, confidence: 'agreed' })
  expect(decision.votes).toBe(decision.of)
  expect(batch.map((one) => startOf(one, decision))).toEqual([T, T + 25_000, T + 50_000].map(instantOf))
})

test.each(['start-utc', 'end-utc'] as const)('without names, neighbours of unequal length still tell %s', (kind) => {
  const decision = decideStamp(filmed(kind, [300_000, 300_000, 40_000, 120_000], false))
  expect(decision.hypothesis).toBe(kind)
  // Neighbours cannot tell the zone, so another hypothesis has as many votes.
  expect(decision.confidence).toBe('assumed')
})

test('without any evidence the format’s own rule stands, and is called an assumption', () => {
  const assumed = { hypothesis: 'start-utc', votes: 0, of: 0, confidence: 'assumed' }
  expect(decideStamp([])).toEqual(assumed)
  expect(decideStamp([{ duration: 25_000, created: instantOf(T) }])).toEqual(assumed)
  expect(decideStamp(filmed('end-utc', [25_000, 25_000, 25_000], false))).toEqual(assumed)
  expect(decideStamp([{ duration: 25_000, nameTime: deviceTimeOf('2026-03-14 09:20:00') }])).toEqual(assumed)
})

test('one renamed file does not outvote the rest, and agreement is no longer claimed', () => {
  const batch = filmed('end-utc', [25_000, 40_000, 60_000, 35_000])
  const renamed = { ...batch[0], duration: 25_000, nameTime: deviceTimeOf(beijing(instantOf(T + 25_000))) }
  const decision = decideStamp([renamed, ...batch.slice(1)])
  expect(decision.hypothesis).toBe('end-utc')
  expect(decision.confidence).toBe('majority')
  expect(decision.votes).toBeLessThan(decision.of)
})

test('the order of the batch does not matter', () => {
  const batch = filmed('end-local', [25_000, 40_000, 60_000, 35_000])
  fc.assert(
    fc.property(fc.shuffledSubarray([...batch], { minLength: batch.length }), (shuffled) => {
      expect(decideStamp(shuffled)).toEqual(decideStamp(batch))
    }),
  )
})

test('a file without a stamp begins when its name says; one without either, nobody knows', () => {
  const decision = { hypothesis: 'end-utc' } as const
  expect(startOf({ duration: 9000, nameTime: deviceTimeOf('2026-03-14 09:20:00') }, decision)).toBe(instantOf(T))
  expect(startOf({ duration: 9000 }, decision)).toBeUndefined()
})
