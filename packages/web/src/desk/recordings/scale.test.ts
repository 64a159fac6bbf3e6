import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { following, panned, placeOf, scaleOf, seenAt, type Sight, sightOf, WHOLE, zoomed } from './scale.ts'

const HOUR = 3_600_000
const period = fc
  .tuple(fc.nat(24 * HOUR), fc.integer({ min: 1, max: HOUR }))
  .map(([from, length]) => ({ from, to: from + length }))
const day = fc.array(period, { minLength: 1, maxLength: 40 })
const scaled = (periods: readonly { from: number; to: number }[]) => {
  const [from, to] = [Math.min(...periods.map((one) => one.from)), Math.max(...periods.map((one) => one.to))]
  return { from, to, scale: scaleOf(periods, from, to) }
}

test('however long the gaps of a day are, what was filmed takes at least half of the picture', () => {
  fc.assert(
    fc.property(day, (periods) => {
      const { scale, from, to } = scaled(periods)
      const edges = [...new Set(periods.flatMap((one) => [one.from, one.to]))].toSorted((a, b) => a - b)
      const filmed = edges.slice(1).reduce((sum, end, i) => {
        const start = edges[i] as number
        const covered = periods.some((one) => one.from <= start && one.to >= end)
        return covered ? sum + scale.toX(end) - scale.toX(start) : sum
      }, 0)
      expect(filmed).toBeGreaterThanOrEqual(0.5 - 1e-9)
      expect([scale.toX(from), scale.toX(to)]).toEqual([0, 1])
    }),
  )
})

test('time never runs backwards on the picture, and each place is one moment', () => {
  fc.assert(
    fc.property(
      day,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (periods, a, b) => {
        const { scale } = scaled(periods)
        const [x, y] = [Math.min(a, b), Math.max(a, b)]
        expect(scale.toTime(x)).toBeLessThanOrEqual(scale.toTime(y) + 1e-6)
        expect(scale.toX(scale.toTime(x))).toBeCloseTo(x, 6)
      },
    ),
  )
})

test('three minutes before and after a pause of four hours are three minutes wide, and the pause is said to be drawn shorter', () => {
  const three = 3 * 60_000
  const scale = scaleOf(
    [
      { from: 0, to: three },
      { from: 4 * HOUR, to: 4 * HOUR + three },
    ],
    0,
    4 * HOUR + three,
  )
  expect(scale.broken).toEqual([{ from: three, to: 4 * HOUR }])
  expect(scale.toX(three)).toBeGreaterThan(0.4)
  expect(
    scaleOf(
      [
        { from: 0, to: 60 },
        { from: 61, to: 120 },
      ],
      0,
      120,
    ).broken,
  ).toEqual([])
})

const sights = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }))
  .map(([at, width]): Sight => ({ left: at * (1 - width), right: at * (1 - width) + width }))

test('to look closer keeps the place one points at, and nothing beside the picture is ever looked at', () => {
  const inside = ({ left, right }: Sight) => {
    expect(left).toBeGreaterThanOrEqual(-1e-9)
    expect(right).toBeLessThanOrEqual(1 + 1e-9)
    expect(right).toBeGreaterThan(left)
  }
  fc.assert(
    fc.property(sights, fc.double({ min: 0, max: 1, noNaN: true }), (sight, share) => {
      const about = placeOf(sight, share)
      const closer = zoomed(sight, 2, about, 0.001)
      expect(seenAt(closer, about)).toBeCloseTo(share, 6)
      for (const one of [
        closer,
        zoomed(sight, 0.25, about, 0.001),
        panned(sight, share - 0.5),
        sightOf(share, 0.1, 0.001),
      ])
        inside(one)
    }),
  )
  expect(zoomed(WHOLE, 1000, 0.5, 0.01)).toEqual({ left: 0.495, right: 0.505 })
})

test('what plays out of sight is brought back into it', () => {
  expect(following({ left: 0, right: 0.1 }, 0.05)).toEqual({ left: 0, right: 0.1 })
  const moved = following({ left: 0, right: 0.1 }, 0.5)
  expect(moved.left).toBeLessThan(0.5)
  expect(moved.right).toBeGreaterThan(0.5)
})
