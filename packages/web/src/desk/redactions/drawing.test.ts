import { expect, test } from 'vitest'
import { between, moved, pointAt, resized } from './drawing.ts'

const FRAME = { left: 100, top: 50, width: 400, height: 200 }

test('a box is drawn from any corner to the one across, in thousandths of the picture, and a slip of the hand is none', () => {
  const [one, other] = [pointAt(500, 250, FRAME), pointAt(300, 150, FRAME)]
  expect(between(one, other)).toEqual({ x: 500, y: 500, width: 500, height: 500 })
  expect(between(other, one)).toEqual({ x: 500, y: 500, width: 500, height: 500 })
  expect(between(one, pointAt(498, 249, FRAME))).toBeUndefined()
  // A finger that leaves the picture draws to its edge.
  expect(pointAt(9000, -9000, FRAME)).toEqual({ x: 1000, y: 0 })
})

test('however it is moved or stretched, a box stays inside the picture', () => {
  const box = { x: 700, y: 10, width: 200, height: 100 }
  expect(moved(box, 500, -500)).toEqual({ x: 800, y: 0, width: 200, height: 100 })
  expect(resized(box, 500, -500)).toEqual({ x: 700, y: 10, width: 300, height: 12 })
})
