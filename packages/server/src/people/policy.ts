/**
 * How identity is checked: GB/T 22239-2019 §8.1.4.1 (身份鉴别) asks for passwords that are complex and changed at
 * intervals, for failures to be dealt with, and for sessions to end by themselves. It leaves the figures open; those
 * here are the customary ones of level 3.
 */
import type { Me } from '@liuhen/contract/people'
import { isAdministrator } from '@liuhen/core/access'
import type { Role } from '@liuhen/core/access'
import { millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** a) 身份鉴别信息具有复杂度要求并定期更换; the complexity is `passwordRules` in core/access, which the screen knows too. */
export const PASSWORD_DAYS = 90
export const PASSWORD_LIFE = PASSWORD_DAYS * DAY
/** The one in force and those before it, none of which may be taken again. */
export const PASSWORDS_BARRED = 5
/** A temporary password nobody has used opens nothing after this: no account stands open unclaimed (§8.1.4.2 c). */
export const TEMPORARY_PASSWORD_LIFE = 30 * DAY

/**
 * b) 登录失败处理功能: so many failures in a row on one account from one place, and it is held against that place, each time for
 * twice as long. Not against everybody: a stranger would lock out whom they like.
 */
export const FAILURES_TO_HOLD = 5
export const FIRST_HOLD_MINUTES = 5
export const FIRST_HOLD = FIRST_HOLD_MINUTES * MINUTE
export const LONGEST_HOLD = 80 * MINUTE
/** Failures are forgotten after a day without one. */
export const FAILURES_FORGOTTEN = DAY
/**
 * Failures from one address within {@link THROTTLE}, whatever the accounts: against one password tried on everybody. A whole
 * office may share an address, so it is well above what a morning's typing errors make, and whoever signs in with a browser
 * they have signed in with before is not held up by it.
 */
export const FAILURES_PER_ADDRESS = 50
export const THROTTLE_MINUTES = 20
export const THROTTLE = THROTTLE_MINUTES * MINUTE

/** b) 登录连接超时自动退出 */
export const IDLE_MINUTES = 20
export const IDLE = IDLE_MINUTES * MINUTE
export const LONGEST_SESSION = 12 * 60 * MINUTE
/** Replacing the second factor wants a sign-in no older than this, not a desk left open. */
export const FRESH_SESSION = 5 * MINUTE

/** What the state of a person's credentials asks for before anything else opens. */
export function nextOf(
  credential: { readonly must_change: boolean; readonly changed_at: Instant },
  {
    roles,
    secondFactor,
    sample,
  }: { readonly roles: readonly Role[]; readonly secondFactor: boolean; readonly sample: boolean },
  now: Instant,
): Me['next'] {
  const old = millisecondsOf(now) - millisecondsOf(credential.changed_at) > PASSWORD_LIFE
  if (credential.must_change || old) return 'change-password'
  return needsSecondFactor(roles, sample) && !secondFactor ? 'set-second-factor' : 'nothing'
}

/**
 * GB/T 22239-2019 §8.1.4.1 d): two factors, one of them cryptographic, for everybody who holds a role. In a bureau founded as
 * a sample, where everything is invented and every page says so, for its administrators alone: it is there to be looked at.
 */
export const needsSecondFactor = (roles: readonly Role[], sample: boolean): boolean =>
  sample ? roles.some(isAdministrator) : roles.length > 0
