import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsFor, pairsIn } from './words.ts'

test('whatever part of a title is looked for, the title is among what is found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(30), fc.nat(30), (title, from, length) => {
      const part = Array.from(title)
        .slice(from, from + length)
        .join('')
      const pairs = pairsIn(title)
      expect(pairsFor(part).every((one) => pairs.includes(one))).toBe(true)
    }),
  )
})

test('one character is enough to look for', () => {
  expect(pairsIn('占道堆放')).toEqual(expect.arrayContaining([...pairsFor('堆')]))
  expect(pairsFor('道堆放')).toEqual(['道堆', '堆放'])
})
