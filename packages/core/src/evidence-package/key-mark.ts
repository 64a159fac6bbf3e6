import { wordlist } from '@scure/bip39/wordlists/simplified-chinese.js'
import { utf8 } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'

/**
 * 32 bytes as 24 Chinese characters that can be read aloud and compared: BIP-39 with its simplified Chinese list, 11 bits a
 * character, the last 8 bits being the first of the SHA-256 of the 32 bytes. Throws RangeError on another length.
 */
export function charactersOf(sha256: Hash, bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new RangeError('32 bytes are read aloud as 24 characters')
  let [word, bits, out] = [0, 0, '']
  for (const byte of [...bytes, sha256(bytes)[0] as number]) {
    word = ((word << 8) | byte) & 0xfffff
    bits += 8
    if (bits < 11) continue
    bits -= 11
    out += wordlist[(word >> bits) & 2047] ?? ''
  }
  return out
}

/** In groups of four, as they are read. */
export const inFours = (characters: string): string => characters.replace(/.{4}(?=.)/gu, '$& ')

/**
 * What a key looks like: to be told from another at a glance, on a page, on paper and in a terminal. A mark is no proof
 * that two keys are the same; its characters are hard to meet by trial (88 bits), its picture is not.
 */
export interface KeyMark {
  /** Degrees on the colour wheel. */
  readonly hue: number
  /** Seven rows of seven, each the same from left and right. */
  readonly cells: readonly (readonly boolean[])[]
  /** Eight characters. */
  readonly characters: string
}

/** The mark of a key, made of the SHA-256 of its verifier key line. */
export function keyMark(sha256: Hash, line: string): KeyMark {
  const digest = sha256(utf8(line))
  const bit = (i: number): boolean => (((digest[16 + (i >> 3)] as number) >> (i & 7)) & 1) === 1
  const cells = Array.from({ length: 7 }, (_row, y) =>
    Array.from({ length: 7 }, (_cell, x) => bit(y * 4 + (x < 4 ? x : 6 - x))),
  )
  return {
    hue: Math.round(((digest[31] as number) * 360) / 256),
    cells,
    characters: charactersOf(sha256, digest).slice(0, 8),
  }
}
