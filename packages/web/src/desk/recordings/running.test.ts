import type { RecordingView } from '@liuhen/contract/recordings'
import { type Instant, instantOf } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { isNoted, neighbours, passageAfter } from './running.ts'

const NOON = Date.parse('2026-10-09T04:00:00.000Z')
const second = (n: number): Instant => instantOf(NOON + n * 1000)
const segment = (recording: string, from: number, to: number) => ({
  recording,
  start: second(from),
  end: second(to),
  fileName: `${recording}.mp4`,
})
const take = (id: string, ...segments: ReturnType<typeof segment>[]) => ({
  id,
  start: segments[0]?.start ?? second(0),
  end: segments.at(-1)?.end ?? second(0),
  segments,
})
const gap = (after: string, before: string, from: number, to: number): RecordingView['gaps'][number] => ({
  after,
  before,
  from: second(from),
  to: second(to),
  milliseconds: (to - from) * 1000,
  kind: 'time',
})

/** Two files that meet, five minutes missing, a photograph, a third file, and another act in the afternoon. */
const day = {
  takes: [
    take('1', segment('a', 0, 60), segment('b', 60.5, 120)),
    take('2', segment('photo', 400, 400)),
    take('3', segment('c', 420, 480)),
    take('4', segment('z', 9000, 9060)),
  ],
  gaps: [gap('b', 'c', 120, 420)],
}
const shown = (id: string, from: number, to: number) => ({ ...day, id, row: { start: second(from), end: second(to) } })

test('segments that meet follow one another without a word', () => {
  const passage = passageAfter(shown('a', 0, 60))
  expect(passage?.to.recording).toBe('b')
  expect(passage && isNoted(passage)).toBe(false)
})

test('a gap is jumped, a photograph in it is passed over, and what is missing is told', () => {
  const passage = passageAfter(shown('b', 60.5, 120))
  expect(passage?.to.recording).toBe('c')
  expect(passage?.gaps).toEqual(day.gaps)
  expect(passage && isNoted(passage)).toBe(true)
})

test('a long pause that is no gap is told as that, and after the last nothing follows', () => {
  const passage = passageAfter(shown('c', 420, 480))
  expect([passage?.to.recording, passage?.gaps, passage?.pause]).toEqual(['z', [], 8_520_000])
  expect(passage && isNoted(passage)).toBe(true)
  expect(passageAfter(shown('z', 9000, 9060))).toBeUndefined()
})

test('a file that lies wholly within another is not played after it', () => {
  const twice = { ...day, takes: [take('1', segment('a', 0, 60), segment('copy', 10, 20), segment('b', 61, 90))] }
  expect(passageAfter({ ...twice, id: 'a', row: { start: second(0), end: second(60) } })?.to.recording).toBe('b')
})

test('previous and next walk the day, photographs among them', () => {
  const names = (id: string) => {
    const { previous, next } = neighbours(shown(id, 0, 0))
    return [previous?.recording, next?.recording]
  }
  expect(names('a')).toEqual([undefined, 'b'])
  expect(names('photo')).toEqual(['b', 'c'])
  expect(names('z')).toEqual(['c', undefined])
  expect(names('unknown')).toEqual([undefined, undefined])
})
