import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Stream } from './probe.ts'
import { thumbnailPlan } from './thumbnails.ts'

const stream = (width: number, height: number, rotation: Stream['rotation'] = 0): Stream =>
  ({ width, height, rotation, pixelAspect: 1 }) as Stream

test('however long a film, one sheet covers all of it with at most a hundred pictures, none closer than a second', () => {
  const lengths = fc.integer({ min: 1, max: 86_400_000 })
  fc.assert(
    fc.property(lengths, fc.constantFrom(10, 12.5, 15, 25, 29.97, 30, 60), (durationMs, rate) => {
      const made = thumbnailPlan(stream(1920, 1080), durationMs, rate)?.parameters
      if (!made) throw new Error('there is no sheet')
      expect(made.count).toBeLessThanOrEqual(100)
      expect(made.everyMs).toBeGreaterThanOrEqual(1000)
      expect(made.count * made.everyMs).toBeGreaterThanOrEqual(durationMs - 1e-6)
      expect((made.count - 1) * made.everyMs).toBeLessThan(durationMs)
    }),
  )
})

test('a small picture keeps the shape of the film, upright', () => {
  const size = (video: Stream) => {
    const made = thumbnailPlan(video, 60_000, 25)?.parameters
    return [made?.width, made?.height]
  }
  expect(size(stream(1920, 1080))).toEqual([160, 90])
  expect(size(stream(640, 480))).toEqual([160, 120])
  expect(size(stream(640, 360, 90))).toEqual([68, 120])
})

test('a film of unknown length has no sheet', () => {
  expect(thumbnailPlan(stream(640, 360), null, 25)).toBeUndefined()
})
