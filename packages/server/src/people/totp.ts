import { millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { Secret, TOTP } from 'otpauth'

const STEP = 30_000
/** A code of the step before or after is taken too: RFC 6238 section 5.2. */
const WINDOW = 1

/** RFC 6238 with what every authenticator takes: SHA-1, six digits, thirty seconds. */
const totp = (secret: string, issuer: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: STEP / 1000 })

/** 160 bits in base 32: RFC 4226 section 4. */
export const freshSecret = (): string => new Secret({ size: 20 }).base32

/** `otpauth://totp/…`, for the authenticator's camera. */
export const provisioningUri = (secret: string, issuer: string, userName: string): string =>
  totp(secret, issuer, userName).toString()

/** The step of 30 seconds since 1970 that the code belongs to; undefined when it is of none near `now`. */
export function stepOf(secret: string, code: string, now: Instant): number | undefined {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const timestamp = millisecondsOf(now)
  const delta = totp(secret, '', '').validate({ token, timestamp, window: WINDOW })
  return delta === null ? undefined : Math.floor(timestamp / STEP) + delta
}
