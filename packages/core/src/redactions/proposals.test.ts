import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { planObstacles, proposedBoxes, type SeenAt } from './index.ts'

const face = (x: number, y = 300, size = 80, score = 0.8) => ({ x, y, width: size, height: size, score })

test('a face that stays is one box over all the time it was seen, a picture longer at both ends and wider on each side', () => {
  const seen = [1000, 1500, 2000].map((at) => ({ at, faces: [face(400)] }))
  expect(proposedBoxes(seen, 500, 10_000)).toEqual([
    { from: 500, to: 2500, x: 376, y: 276, width: 128, height: 128, score: 0.8 },
  ])
})

test('one that is not seen for a moment is covered meanwhile, and one that comes back much later is another', () => {
  const seen = [0, 500, 2000, 9000].map((at) => ({ at, faces: [face(400)] }))
  expect(proposedBoxes(seen, 500, 10_000).map(({ from, to }) => [from, to])).toEqual([
    [0, 2500],
    [8500, 9500],
  ])
})

test('one that walks through the picture is covered by boxes one after another, each no wider than it must be', () => {
  const seen = Array.from({ length: 20 }, (_, i) => ({ at: i * 500, faces: [face(50 + i * 40)] }))
  const boxes = proposedBoxes(seen, 500, 10_000)
  expect(boxes.length).toBeGreaterThan(3)
  for (const { width } of boxes) expect(width).toBeLessThanOrEqual(Math.ceil(80 * 1.8 * 1.6) + 2)
})

test('whatever is seen is covered at its moment, by boxes that a plan may have', () => {
  const seenFace = fc.record({
    x: fc.integer({ min: 0, max: 900 }),
    y: fc.integer({ min: 0, max: 900 }),
    width: fc.integer({ min: 10, max: 100 }),
    height: fc.integer({ min: 10, max: 100 }),
    score: fc.double({ min: 0.3, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(seenFace, { maxLength: 4 }), { minLength: 1, maxLength: 30 }), (pictures) => {
      const seen: SeenAt[] = pictures.map((faces, i) => ({ at: i * 500, faces }))
      const length = pictures.length * 500
      const boxes = proposedBoxes(seen, 500, length)
      for (const { at, faces } of seen)
        for (const one of faces)
          expect(
            boxes.some(
              (box) =>
                box.from <= at &&
                at <= box.to &&
                box.x <= one.x &&
                box.y <= one.y &&
                box.x + box.width >= one.x + one.width &&
                box.y + box.height >= one.y + one.height,
            ),
          ).toBe(true)
      const plan = {
        boxes: boxes.map(({ score: _score, ...box }) => ({ ...box, reason: 'privacy' as const })),
        mutes: [],
      }
      if (boxes.length > 0) expect(planObstacles(plan, length)).toEqual([])
    }),
    { seed: 20_261_130 },
  )
})
