import * as fc from 'fast-check'
import type { RecordingView } from '@liuhen/contract/recordings'
import { type Instant, instantOf } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { marksOf, rowsOf, sceneOf, spanOf, tiedTakes, underOf } from './lanes.ts'
import { scaleOf, type Sight, WHOLE } from './scale.ts'

const NOON = Date.parse('2026-10-09T04:00:00.000Z')
const minute = (n: number): Instant => instantOf(NOON + n * 60_000)

const take = (id: string, ...segments: [name: string, from: number, to: number, sequence?: number][]) => ({
  id,
  start: minute(segments[0]?.[1] ?? 0),
  end: minute(segments.at(-1)?.[2] ?? 0),
  segments: segments.map(([recording, from, to, sequence]) => ({
    recording,
    start: minute(from),
    end: minute(to),
    fileName: `${recording}.mp4`,
    ...(sequence !== undefined && { sequence }),
  })),
})
const gap = (after: string, before: string, from: number, to: number): RecordingView['gaps'][number] => ({
  after,
  before,
  from: minute(from),
  to: minute(to),
  milliseconds: (to - from) * 60_000,
  kind: 'time',
})

/** Three segments with five minutes missing before the last, and an unrelated take in the evening. */
const inquiry = {
  id: 'b',
  row: { start: minute(25), end: minute(28), fileName: 'b.mp4' },
  takes: [take('1', ['a', 0, 25, 1], ['b', 25, 28, 2]), take('2', ['c', 33, 66, 3]), take('3', ['z', 400, 410])],
  gaps: [gap('b', 'c', 28, 33)],
}

test('the picture holds the take and what a gap ties to it, and not the rest of the day', () => {
  const scene = sceneOf(inquiry)
  expect(scene.segments.map((one) => [one.recording, one.label, one.own])).toEqual([
    ['a', '0001', false],
    ['b', '0002', true],
    ['c', '0003', false],
  ])
  expect([scene.from, scene.to]).toEqual([NOON, NOON + 66 * 60_000])
  expect(scene.gaps.map((one) => [one.x * 66, (one.x + one.width) * 66].map(Math.round))).toEqual([[28, 33]])
})

test('gaps tie takes together through takes that lie between', () => {
  const chain = {
    id: 'c',
    takes: [take('3', ['c', 20, 25]), take('1', ['a', 0, 5]), take('2', ['b', 10, 15])],
    gaps: [gap('a', 'b', 5, 10), gap('b', 'c', 15, 20)],
  }
  expect(tiedTakes(chain).map((one) => one.id)).toEqual(['1', '2', '3'])
})

test('a recording without takes is a picture of itself', () => {
  const alone = sceneOf({ ...inquiry, takes: [], gaps: [] })
  expect(alone.segments).toMatchObject([{ recording: 'b', own: true, x: 0, width: 1 }])
})

test('a photograph, which has no length, still has a picture', () => {
  const photo = sceneOf({ ...inquiry, row: { ...inquiry.row, end: inquiry.row.start }, takes: [], gaps: [] })
  expect(photo.to).toBeGreaterThan(photo.from)
  expect(photo.segments[0]?.x).toBe(0)
})

test('pointing finds a moment of this recording, of another one, or the gap', () => {
  const scene = sceneOf(inquiry)
  expect(underOf(scene, 26 / 66)).toEqual({ kind: 'here', position: 60_000 })
  expect(underOf(scene, 40 / 66)).toEqual({ kind: 'other', recording: 'c', position: 7 * 60_000 })
  expect(underOf(scene, 30 / 66)).toMatchObject({ kind: 'gap', gap: { after: 'b', before: 'c' } })
})

test('wherever one points inside a segment, the position lies inside it', () => {
  const scene = sceneOf(inquiry)
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => {
      const under = underOf(scene, x)
      if (under.kind === 'here') expect(under.position).toBeLessThanOrEqual(3 * 60_000)
      if (under.kind === 'here' || under.kind === 'other') expect(under.position).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('nothing is drawn outside the picture', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (start, length) => {
      const span = spanOf(scaleOf([{ from: 0, to: 600 }], 0, 1000), start, start + length)
      expect(span.x).toBeGreaterThanOrEqual(0)
      expect(span.width).toBeGreaterThanOrEqual(0)
      expect(span.x + span.width).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('the axis has few marks, all at round moments, and the closer one looks the finer they are', () => {
  const { scale } = sceneOf(inquiry)
  const minutes = (sight: Sight) => marksOf(scale, sight).map(({ at }) => (at - NOON) / 60_000)
  expect(minutes(WHOLE)).toEqual([0, 10, 20, 30, 40, 50, 60])
  expect(minutes({ left: 0, right: 5 / 66 })).toEqual([0, 1, 2, 3, 4, 5])
  const places = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.nat(86_400_000),
      fc.integer({ min: 10_000, max: 86_400_000 }),
      places,
      places,
      (from, length, a, b) => {
        const long = scaleOf([{ from, to: from + length }], from, from + length)
        const marks = marksOf(long, { left: Math.min(a, b), right: Math.max(a, b) })
        expect(marks.length).toBeLessThanOrEqual(9)
        expect(marks.every(({ at, x }) => at % 1000 === 0 && x >= -1e-9 && x <= 1 + 1e-9)).toBe(true)
      },
    ),
  )
})

test('the whole day is on the picture when it is asked for, with the evening four hours later', () => {
  const day = sceneOf(inquiry, 'day')
  expect(day.segments.map((one) => one.recording)).toEqual(['a', 'b', 'c', 'z'])
  expect(day.broken).toHaveLength(1)
  const evening = day.segments.at(-1)
  // Ten minutes out of 76 filmed: without the break they would be a fortieth of the picture.
  expect(evening?.width).toBeGreaterThan(0.1)
})

test('labels that would cover each other go to the next row', () => {
  expect(rowsOf([0.01, 0.03, 0.5], [0.05, 0.1, 0.1], 2)).toEqual([0, 1, 0])
  expect(rowsOf([0, 0, 0], [1, 1, 1], 2)).toEqual([0, 1, 1])
})
