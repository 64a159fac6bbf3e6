import { expect, test } from 'vitest'
import { codeOf } from './totp.ts'

test('the codes are those of RFC 6238, appendix B, cut to six digits', () => {
  // "12345678901234567890" in base 32.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const published = { 59: '287082', 1111111109: '081804', 1234567890: '005924', 20000000000: '353130' }
  for (const [seconds, code] of Object.entries(published)) expect(codeOf(secret, Number(seconds) * 1000)).toBe(code)
})
