import { because, concat, Corrupt, Malformed } from '../kernel/index.ts'

/** The longest entry a bundle can hold: its length is written in two bytes. C2SP tlog-tiles. */
export const MAX_ENTRY_BYTES = 65_535

/** Throws Malformed when an entry is longer than a bundle can hold. */
export function assertFits(entry: Uint8Array): void {
  if (entry.length <= MAX_ENTRY_BYTES) return
  throw because(
    Malformed,
    'entry-too-long',
    `存证条目有 ${entry.length} 字节，最多只能有 ${MAX_ENTRY_BYTES} 字节`,
    `A log entry of ${entry.length} bytes is longer than the ${MAX_ENTRY_BYTES} that fit`,
  )
}

/** An entry bundle: each entry after its length as a big-endian uint16. Throws Malformed when one is too long. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      assertFits(entry)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )
}

/** The entries of a bundle. Throws Corrupt when it ends inside a length or an entry. */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const [high, low] = [bytes[at] as number, bytes[at + 1]]
    const end = at + 2 + high * 256 + (low ?? 0)
    if (low === undefined || end > bytes.length)
      throw because(
        Corrupt,
        'entries-cut',
        '存证条目包在中途截断',
        'The bundle of log entries ends in the middle of one',
      )
    entries.push(bytes.slice(at + 2, end))
    at = end
  }
  return entries
}
