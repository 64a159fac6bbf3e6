import { expect, test } from 'vitest'
import type { CardFile } from './card.ts'
import { isStill, looked, stateOf } from './stillness.ts'

const seen = (bytes: number, modified = 1): CardFile => ({
  place: Buffer.from('/card/a.mp4'),
  path: 'a.mp4',
  name: 'a.mp4',
  bytes,
  modified,
})

test('a file is still when it has not changed for long enough', () => {
  const file = seen(10)
  const first = looked(new Map(), [file], 1000)
  expect(isStill(first, file, 1000, 5000)).toBe(false)
  const second = looked(first, [file], 5999)
  expect(isStill(second, file, 5999, 5000)).toBe(false)
  expect(isStill(looked(second, [file], 6000), file, 6000, 5000)).toBe(true)
})

test('a file that grows or is touched begins to rest anew', () => {
  let sightings = looked(new Map(), [seen(10)], 0)
  sightings = looked(sightings, [seen(11)], 4000)
  expect(isStill(sightings, seen(11), 6000, 5000)).toBe(false)
  sightings = looked(sightings, [seen(11, 2)], 8000)
  expect(isStill(sightings, seen(11, 2), 12_999, 5000)).toBe(false)
  expect(isStill(sightings, seen(11, 2), 13_000, 5000)).toBe(true)
})

test('a file that went away and came back begins to rest anew', () => {
  const gone = looked(looked(new Map(), [seen(10)], 0), [], 1000)
  expect(gone.size).toBe(0)
  expect(isStill(looked(gone, [seen(10)], 6000), seen(10), 6000, 5000)).toBe(false)
})

test('a changed file counts as another one', () => {
  expect(stateOf(seen(10))).not.toBe(stateOf(seen(11)))
  expect(stateOf(seen(10))).not.toBe(stateOf(seen(10, 2)))
})
