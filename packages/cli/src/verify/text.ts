import { because, Malformed } from '@liuhen/core/kernel'

/** Strict UTF-8, byte order mark kept. Throws Malformed otherwise. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8 text')
  }
}
