import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesOf } from './text-diff.ts'

test('an amended term is struck out and the new one put in its place', () => {
  expect(differencesOf('保存期限不少于六个月。', '保存期限不少于十二个月。')).toEqual([
    { text: '保存期限不少于', in: 'both' },
    { text: '六', in: 'before' },
    { text: '十二', in: 'after' },
    { text: '个月。', in: 'both' },
  ])
})

test('either text can be read out of the marked one', () => {
  const words = fc.string({ unit: fc.constantFrom('录', '存', '二', '十', '。'), maxLength: 40 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = differencesOf(before, after)
      const of = (other: 'before' | 'after') =>
        pieces
          .filter((one) => one.in !== other)
          .map((one) => one.text)
          .join('')
      expect(of('after')).toBe(before)
      expect(of('before')).toBe(after)
    }),
  )
})
