import { expect, test } from 'vitest'
import { instantOf } from '@liuhen/core/kernel'
import { passwordObstacles } from '@liuhen/core/access'
import { tokenIn, sessionCookie } from './cookie.ts'
import { temporaryPassword } from './passwords.ts'
import { nextOf, PASSWORD_LIFE } from './policy.ts'
import { freshSecret, stepOf } from './totp.ts'

test('every temporary password meets the policy, and no two are alike', () => {
  const made = Array.from({ length: 500 }, temporaryPassword)
  expect(new Set(made).size).toBe(500)
  expect(made.flatMap((one) => passwordObstacles(one, 'someone'))).toEqual([])
})

const at = instantOf(1_795_000_000_000)

test('what has to be done first: a new password, then for administrators the second factor', () => {
  const fresh = { must_change: false, changed_at: at }
  const old = { must_change: false, changed_at: instantOf(1_795_000_000_000 - PASSWORD_LIFE - 1) }
  expect(nextOf({ ...fresh, must_change: true }, ['audit-administrator'], true, at)).toBe('change-password')
  expect(nextOf(old, ['officer'], false, at)).toBe('change-password')
  expect(nextOf(fresh, ['audit-administrator'], false, at)).toBe('set-second-factor')
  expect(nextOf(fresh, ['audit-administrator'], true, at)).toBe('nothing')
  expect(nextOf(fresh, ['head'], false, at)).toBe('nothing')
})

test('a code is told by the step it belongs to, one step early or late; RFC 6238 appendix B', () => {
  // The secret of the RFC's vectors, "12345678901234567890", and its last six digits at 59 seconds: 94287082.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(stepOf(secret, '287082', instantOf(59_000))).toBe(1)
  expect(stepOf(secret, '287 082', instantOf(89_000))).toBe(1)
  expect(stepOf(secret, '287082', instantOf(0))).toBe(1)
  expect(stepOf(secret, '287082', instantOf(90_000))).toBeUndefined()
  expect(stepOf(secret, '28708', instantOf(59_000))).toBeUndefined()
  expect(freshSecret()).toMatch(/^[A-Z2-7]{32}$/)
})

test('only a token of ours is read from a cookie header, whatever else is in it', () => {
  const token = 'a'.repeat(43)
  expect(tokenIn(`x=1; ${sessionCookie(token, true).split(';')[0]}; y=2`)).toBe(token)
  for (const bad of [null, '', ';;;=', 'liuhen-session', 'liuhen-session=short', `liuhen-session=${'é'.repeat(43)}`])
    expect(tokenIn(bad)).toBeUndefined()
})
