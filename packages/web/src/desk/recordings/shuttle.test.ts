import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameBeside, frameOf, shuttled } from './shuttle.ts'

const rates = fc.constantFrom(10, 12.5, 15, 24, 25, 29.97, 30, 50, 60)

test('a step goes to the next frame and not past it, at every rate', () => {
  fc.assert(
    fc.property(rates, fc.nat(200_000), (rate, frame) => {
      const position = ((frame + 0.5) / rate) * 1000
      expect(frameOf(frameBeside(position, rate, 1), rate)).toBe(frame + 1)
    }),
  )
})

test('as many steps back as forward end on the frame one began with', () => {
  fc.assert(
    fc.property(rates, fc.nat(200_000), fc.integer({ min: 1, max: 20 }), (rate, frame, steps) => {
      let position = (frame / rate) * 1000
      for (let i = 0; i < steps; i += 1) position = frameBeside(position, rate, 1)
      for (let i = 0; i < steps; i += 1) position = frameBeside(position, rate, -1)
      expect(frameOf(position, rate)).toBe(frame)
    }),
  )
})

test('there is no frame before the first', () => {
  expect(frameOf(frameBeside(0, 25, -1), 25)).toBe(0)
})

test('L goes faster with each press, J slower and then backwards, and K stands still from everywhere', () => {
  const pressed = (keys: string) => keys.split('').reduce((speed, key) => shuttled(speed, key as 'j' | 'k' | 'l'), 0)
  expect(['l', 'll', 'lll', 'llll', 'lllll'].map(pressed)).toEqual([1, 1.5, 2, 4, 4])
  expect(['j', 'jj', 'jjj', 'jjjj'].map(pressed)).toEqual([-1, -2, -4, -4])
  expect(pressed('lj')).toBe(0)
  expect(pressed('lllk')).toBe(0)
  expect(shuttled(0.5, 'l')).toBe(1)
})
