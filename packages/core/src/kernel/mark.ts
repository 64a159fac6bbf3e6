import { z } from 'zod'

/** Crockford's base 32: no sign is mistaken for another, in whatever hand it is written down. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12
const PREFIX = 'LH1:'

/** What tells one copy from every other of the same recording: sixty bits that nobody can guess. */
export const CopyMark = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
export type CopyMark = z.infer<typeof CopyMark>

/** A mark made of random bytes, one for each of its signs. */
export const copyMark = (random: Uint8Array): CopyMark => {
  if (random.length !== LENGTH) throw new RangeError(`a mark is made of ${LENGTH} bytes`)
  return Array.from(random, (byte) => SIGNS.charAt(byte % SIGNS.length)).join('')
}

/** As it stands in the code of a picture; capital letters, figures and a colon take least room there. */
export const codeOfMark = (mark: CopyMark): string => `${PREFIX}${mark}`

/** The mark that a code read off a picture says; undefined of every other code. */
export function markInCode(code: string): CopyMark | undefined {
  const read = CopyMark.safeParse(code.startsWith(PREFIX) ? code.slice(PREFIX.length) : '')
  return read.success ? read.data : undefined
}
