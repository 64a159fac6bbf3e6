import { createHmac } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The six digits an authenticator shows for this secret (base 32) at that moment. RFC 6238, SHA-1, 30 seconds. */
export function codeOf(secret: string, milliseconds: number): string {
  const bits = Array.from(secret.replace(/=+$/, ''), (one) => ALPHABET.indexOf(one).toString(2).padStart(5, '0')).join(
    '',
  )
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  const word = mac.readUInt32BE((mac.at(-1) as number) & 15) & 0x7fffffff
  return String(word % 1_000_000).padStart(6, '0')
}
