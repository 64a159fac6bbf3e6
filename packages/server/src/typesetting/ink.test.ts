import { expect, test } from 'vitest'
import { isBlankPicture } from './ink.ts'

const sheet = (shade: number, ink: readonly number[] = [], samples = 1) => {
  const bytes = new Uint8Array(300 * 400 * samples).fill(shade)
  for (const [i, one] of ink.entries()) bytes[i * 97] = one
  return { width: 300, height: 400, bits: 8, bytes }
}

test('a sheet on which nothing is written is blank, grey paper and dust or not, and one with a line of words is none', () => {
  expect(isBlankPicture(sheet(255))).toBe(true)
  expect(isBlankPicture(sheet(214, [200, 190, 0, 0], 3))).toBe(true)
  expect(
    isBlankPicture(
      sheet(
        250,
        Array.from({ length: 200 }, () => 20),
      ),
    ),
  ).toBe(false)
  // White on black is something to read too.
  expect(
    isBlankPicture(
      sheet(
        0,
        Array.from({ length: 200 }, () => 255),
      ),
    ),
  ).toBe(false)
})

test('of black and white alone the fewer points are the ink', () => {
  const bytes = new Uint8Array(38 * 400).fill(0xff)
  const bitmap = { width: 300, height: 400, bits: 1, bytes }
  expect(isBlankPicture(bitmap)).toBe(true)
  expect(isBlankPicture({ ...bitmap, bytes: bytes.map((one, i) => (i % 50 === 0 ? 0 : one)) })).toBe(false)
})

test('of samples that are of no known kind nothing is said', () => {
  expect(isBlankPicture({ ...sheet(255), bits: 4 })).toBeUndefined()
  expect(isBlankPicture({ ...sheet(255), width: 301 })).toBeUndefined()
})
