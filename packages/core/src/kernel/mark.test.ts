import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOfMark, CopyMark, copyMark, markInCode } from './mark.ts'

test('every mark is read back from its code, and no other code is taken for one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.string(), (random, other) => {
      const mark = copyMark(random)
      expect(CopyMark.safeParse(mark).success).toBe(true)
      expect(markInCode(codeOfMark(mark))).toBe(mark)
      expect(markInCode(other)).toBeUndefined()
    }),
  )
  for (const code of ['LH1:', 'LH1:0123456789A', 'LH1:0123456789IL', 'https://example.cn/0123456789AB'])
    expect(markInCode(code)).toBeUndefined()
  expect(() => copyMark(new Uint8Array(11))).toThrow(RangeError)
})
