import { expect, test } from 'vitest'
import { instantOf } from '@liuhen/core/kernel'
import { passwordObstacles, type Role } from '@liuhen/core/access'
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

test('what has to be done first: a new password, then the second factor, which in a sample only administrators need', () => {
  const fresh = { must_change: false, changed_at: at }
  const old = { must_change: false, changed_at: instantOf(1_795_000_000_000 - PASSWORD_LIFE - 1) }
  const next = (credential: typeof fresh, role: Role, secondFactor: boolean, sample = false) =>
    nextOf(credential, { roles: [role], secondFactor, sample }, at)
  expect(next({ ...fresh, must_change: true }, 'audit-administrator', true)).toBe('change-password')
  expect(next(old, 'officer', false)).toBe('change-password')
  expect(next(fresh, 'audit-administrator', false)).toBe('set-second-factor')
  expect(next(fresh, 'audit-administrator', true)).toBe('nothing')
  expect(next(fresh, 'head', false)).toBe('set-second-factor')
  expect(next(fresh, 'officer', false, true)).toBe('nothing')
  expect(next(fresh, 'system-administrator', false, true)).toBe('set-second-factor')
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
