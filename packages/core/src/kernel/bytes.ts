/** UTF-8 of a string, as RFC 3629; a lone surrogate becomes U+FFFD as in the Encoding Standard. */
export function utf8(string: string): Uint8Array {
  const out = new Uint8Array(string.length * 3)
  let at = 0
  for (let i = 0; i < string.length; i++) {
    let point = string.charCodeAt(i)
    if (point < 0x80) {
      out[at++] = point
      continue
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      const whole = string.codePointAt(i) as number
      point = whole > 0xffff ? whole : 0xfffd
      if (whole > 0xffff) i++
    }
    if (point < 0x800) out[at++] = 0xc0 | (point >> 6)
    else {
      if (point < 0x10000) out[at++] = 0xe0 | (point >> 12)
      else {
        out[at++] = 0xf0 | (point >> 18)
        out[at++] = 0x80 | ((point >> 12) & 63)
      }
      out[at++] = 0x80 | ((point >> 6) & 63)
    }
    out[at++] = 0x80 | (point & 63)
  }
  return out.slice(0, at)
}

export const hexOf = (bytes: Uint8Array): string => {
  let out = ''
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0')
  return out
}

/** Throws RangeError on anything that is not an even number of hexadecimal digits. */
export function bytesOfHex(hex: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError('not hexadecimal')
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding, RFC 4648 section 4. */
export function base64Of(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] as number, bytes[i + 1], bytes[i + 2]]
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out += ALPHABET[word >> 18] as string
    out += ALPHABET[(word >> 12) & 63] as string
    out += b === undefined ? '=' : (ALPHABET[(word >> 6) & 63] as string)
    out += c === undefined ? '=' : (ALPHABET[word & 63] as string)
  }
  return out
}

/** Strict: canonical padding and no spare bits, else RangeError, so that one value has one spelling. */
export function bytesOfBase64(string: string): Uint8Array {
  if (string.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(string)) throw new RangeError('not base64')
  const digits = string.replace(/=+$/, '')
  const out = new Uint8Array(Math.floor((digits.length * 6) / 8))
  let [word, bits, at] = [0, 0, 0]
  for (const digit of digits) {
    word = ((word << 6) | ALPHABET.indexOf(digit)) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (word >> bits) & 255
    }
  }
  if (base64Of(out) !== string) throw new RangeError('not canonical base64')
  return out
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
