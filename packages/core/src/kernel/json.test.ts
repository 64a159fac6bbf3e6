import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Malformed, readStrictJson } from './index.ts'

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '[{"x":{"a":[],"b":{},"a":null}}]',
  '{"a" \n :1, "a"\t\t\t                                                                          : 1}',
  '"\\ud800"',
  '{"\\udfff":1}',
  '1e400',
  '[1,]',
  '{"a":1} x',
  '\ufeff{}',
  '"unended',
  `${'['.repeat(65)}${']'.repeat(65)}`,
  '['.repeat(100_000),
])('%j has no one reading and is refused', (text) => {
  expect(() => readStrictJson(text)).toThrow(Malformed)
})

test('every value that JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value)
      expect(readStrictJson(text)).toEqual(JSON.parse(text))
    }),
  )
  expect(readStrictJson('{"a:":1,"a":{"a:":[":","a"]},"b\\"":1}')).toEqual({
    'a:': 1,
    a: { 'a:': [':', 'a'] },
    'b"': 1,
  })
  expect(readStrictJson('[{"a":1},{"a":1}]')).toEqual([{ a: 1 }, { a: 1 }])
})
