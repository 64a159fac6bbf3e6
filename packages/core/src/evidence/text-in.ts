import { latin1 } from './box-walk.ts'

/** The words in bytes a device wrote: UTF-8 as the formats ask, else each byte a letter. */
export function textIn(bytes: Uint8Array): string {
  try {
    return decodeURIComponent(Array.from(bytes, (one) => `%${one.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return Array.from({ length: Math.ceil(bytes.length / 1024) }, (_, i) =>
      latin1(bytes.subarray(i * 1024, (i + 1) * 1024)),
    ).join('')
  }
}
