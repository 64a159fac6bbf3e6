import type { FileHandle } from 'node:fs/promises'

/** The central directory of a zip: where it begins and ends, and how many entries it has. */
export interface Directory {
  readonly start: number
  readonly end: number
  readonly entries: number
}

const [END, LOCATOR, END64] = [0x06054b50, 0x07064b50, 0x06064b50]
const [END_BYTES, LOCATOR_BYTES, END64_BYTES] = [22, 20, 56]
const [ALL16, ALL32] = [0xffff, 0xffffffff]

/**
 * What the end of a zip says of its central directory (APPNOTE 4.3.14 to 4.3.16), where it has one reading only: the end
 * record is the last 22 bytes, on one disk; the directory ends where that begins, or where the 64-bit record does that lies
 * whole before its locator; and what both records say is the same. Undefined otherwise. Some unpackers go by the place that
 * is written, some look for the directory just before its end, and some by the 64-bit record wherever it is.
 */
export async function directoryOf(handle: FileHandle): Promise<Directory | undefined> {
  const { size } = await handle.stat()
  const tail = Buffer.alloc(Math.min(size, END64_BYTES + LOCATOR_BYTES + END_BYTES))
  await handle.read(tail, 0, tail.length, size - tail.length)
  const at = tail.length - END_BYTES
  if (at < 0 || tail.readUInt32LE(at) !== END || tail.readUInt16LE(at + 20) !== 0) return undefined
  const [disk, from] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)]
  const here = {
    onDisk: tail.readUInt16LE(at + 8),
    entries: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  }
  if (disk !== 0 || from !== 0 || here.onDisk !== here.entries) return undefined
  const locator = at - LOCATOR_BYTES
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR) {
    const { start, bytes, entries } = here
    return start + bytes === size - END_BYTES ? { start, end: start + bytes, entries } : undefined
  }
  const record = locator - END64_BYTES
  if (record !== 0 || tail.readUInt32LE(record) !== END64) return undefined
  const long = (offset: number): number => Number(tail.readBigUInt64LE(offset))
  const [total, start, bytes] = [long(record + 32), long(record + 48), long(record + 40)]
  const isWhole =
    long(record + 4) === END64_BYTES - 12 &&
    tail.readUInt32LE(record + 16) === 0 &&
    tail.readUInt32LE(record + 20) === 0 &&
    long(record + 24) === total &&
    tail.readUInt32LE(locator + 4) === 0 &&
    long(locator + 8) === size - tail.length &&
    tail.readUInt32LE(locator + 16) === 1
  const agrees = (short: number, most: number, whole: number): boolean => short === most || short === whole
  const isSame =
    agrees(here.entries, ALL16, total) && agrees(here.bytes, ALL32, bytes) && agrees(here.start, ALL32, start)
  return isWhole && isSame && start + bytes === size - tail.length
    ? { start, end: start + bytes, entries: total }
    : undefined
}
