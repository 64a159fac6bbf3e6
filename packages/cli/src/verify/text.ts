import { because, Malformed } from '@liuhen/core/kernel'

/** Strict UTF-8, byte order mark kept. Throws Malformed otherwise. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8 text')
  }
}

/** Throws Malformed when there is more than a file of a package may have. */
export function withinLimit(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length <= limit) return bytes
  throw because(Malformed, 'text-too-long', '文件过长', 'The file is too long')
}
