import { bytesOfBase64, type Hash } from '../kernel/index.ts'

/**
 * What people compare of a station's public key, base64 of 32 bytes: the first sixteen hexadecimal digits of its SHA-256,
 * in groups of four.
 */
export function fingerprintOf(sha256: Hash, publicKey: string): string {
  const digest = [...sha256(bytesOfBase64(publicKey)).subarray(0, 8)]
  const digits = digest.map((one) => one.toString(16).padStart(2, '0')).join('')
  return (digits.match(/.{4}/g) ?? []).join(' ')
}

/** The same as somebody types it: without spaces, and in small letters. */
export const plainFingerprint = (typed: string): string => typed.replaceAll(/[\s·-]+/g, '').toLowerCase()
