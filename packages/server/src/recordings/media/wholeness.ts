import { open, type FileHandle } from 'node:fs/promises'

/** What the outer structure of a file says about its completeness, which ffprobe keeps silent about. */
export type Wholeness = 'whole' | 'cut-short' | 'no-index' | 'unknown'

/** Real files have a dozen boxes at the top, fragmented ones two for each fragment. */
const MOST_BOXES = 200_000

/**
 * Follows the boxes of an MP4 or MOV (ISO/IEC 14496-12, 4.2) or reads the length of a RIFF file. `cut-short`: a part
 * says it is longer than the file. `no-index`: the file ends without a `moov` box, as when a camera loses power.
 */
export async function wholeness(path: string): Promise<Wholeness> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const head = await read(file, 0, 12)
    if (head.length < 12) return 'unknown'
    if (head.toString('latin1', 0, 4) === 'RIFF') return riff(head, size)
    return /^(ftyp|moov|mdat|wide|free|skip|pnot)$/.test(head.toString('latin1', 4, 8))
      ? await boxes(file, size)
      : 'unknown'
  } finally {
    await file.close()
  }
}

/** Recorders that stream leave the length at 0 or at its greatest value; neither says anything. */
function riff(head: Buffer, size: number): Wholeness {
  const length = head.readUInt32LE(4)
  if (length === 0 || length >= 0xffff_fff0) return 'unknown'
  return length + 8 > size ? 'cut-short' : 'whole'
}

async function boxes(file: FileHandle, size: number): Promise<Wholeness> {
  let index = false
  let at = 0
  for (let count = 0; at + 8 <= size && count < MOST_BOXES; count++) {
    const head = await read(file, at, 16)
    const short = head.readUInt32BE(0)
    const kind = head.toString('latin1', 4, 8)
    if (kind === 'moov') index = true
    if (short === 0) return index ? 'whole' : 'no-index'
    const length = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short
    if (length < 8) return index ? 'whole' : 'unknown'
    at += length
  }
  if (at > size) return index ? 'cut-short' : 'no-index'
  return index ? 'whole' : 'no-index'
}

async function read(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, at)
  return buffer.subarray(0, bytesRead)
}
