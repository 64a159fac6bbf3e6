import { expect, test } from 'vitest'
import { codeOfPage, isPageCode, pageCode } from './page-code.ts'

const CODE = '0A1B2C3D4E5F-3-9F8E7D6C'

test('a code that is typed with one character wrong, two changed, or one left out is no code of a page', () => {
  const code = codeOfPage(CODE, 12)
  expect(code.startsWith(`${CODE}-12-`)).toBe(true)
  expect(isPageCode(code)).toBe(true)
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const [at, one] of Array.from(code).entries()) {
    if (one === '-') continue
    for (const other of letters)
      if (other !== one) expect(isPageCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false)
    const next = code[at + 1]
    if (next !== undefined && next !== '-' && next !== one)
      expect(isPageCode(code.slice(0, at) + next + one + code.slice(at + 2))).toBe(false)
  }
  expect(isPageCode(CODE)).toBe(false)
})

test('what was fixed before goes by the code that it bears', () => {
  expect(pageCode({ code: CODE }, 2)).toBe(CODE)
  expect(pageCode({ code: CODE, coded: 'by-page' }, 2)).toBe(`${CODE}-2`)
  expect(pageCode({ code: CODE, coded: 'checked' }, 2)).toBe(codeOfPage(CODE, 2))
})
