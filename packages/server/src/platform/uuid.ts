import { randomBytes } from 'node:crypto'
import { millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'

/** A fresh UUID whose first 48 bits are the moment, so that keys made together lie together. RFC 9562 section 5.7. */
export function uuidv7(at: Instant): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(millisecondsOf(at), 0, 6)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
