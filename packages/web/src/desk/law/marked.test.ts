import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from './marked.ts'

test('the words of each obligation are marked where they stand, also where two overlap', () => {
  const runs = runsOf('应当录音录像，不得剪辑。', [
    { id: '1.1', quote: '应当录音录像' },
    { id: '1.2', quote: '录像，不得剪辑' },
    { id: '1.3', quote: '不在这里' },
  ])
  expect(runs).toEqual([
    { text: '应当录音', of: ['1.1'] },
    { text: '录像', of: ['1.1', '1.2'] },
    { text: '，不得剪辑', of: ['1.2'] },
    { text: '。', of: [] },
  ])
})

test('no mark changes the text: the runs put together are it, word for word', () => {
  const quote = fc.record({ id: fc.string(), quote: fc.string({ minLength: 1, maxLength: 6 }) })
  fc.assert(
    fc.property(fc.string(), fc.array(quote, { maxLength: 6 }), (text, quotes) => {
      const runs = runsOf(text, quotes)
      expect(runs.map((one) => one.text).join('')).toBe(text)
    }),
  )
})
