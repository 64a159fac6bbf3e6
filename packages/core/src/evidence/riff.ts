import { latin1, view } from './box-walk.ts'
import type { Read } from './box-walk.ts'
import { cutShort, empty, problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'
import { readExif } from './exif.ts'
import type { ExifFacts } from './exif.ts'
import { readWritten } from './written.ts'
import type { WrittenTime } from './written.ts'

/** A RIFF of 2 GB each: more than this is 200 TB or a file made to keep us busy. */
const MOST_RIFFS = 100_000
/** A film has a handful of chunks before its data. */
const MOST_CHUNKS = 2000

export interface RiffFacts extends ExifFacts {
  readonly problems: readonly ContainerProblem[]
}

/**
 * Walks every RIFF of a file (AVI, WAV, WEBP): an AVI over 1 or 2 GB goes on in further ones (OpenDML), a WAV over 4 GB
 * has its lengths in a chunk of their own (EBU Tech 3306). The times are those of `IDIT`, `ICRD` and of a broadcast
 * wave's `bext` (EBU Tech 3285), none of which has a zone. Throws only what `read` throws.
 */
export async function walkRiff(read: Read, size: number): Promise<RiffFacts> {
  if (size === 0) return { written: [], problems: [empty()] }
  if (size < 12) return { written: [], problems: [cutShort('RIFF', 12 - size, size)] }
  const found: Found = { written: [], problems: [], facts: { written: [] } }
  let at = 0
  for (let riffs = 0; at < size && riffs < MOST_RIFFS; riffs++) {
    const head = await read(at, 12)
    const name = latin1(head.subarray(0, 4))
    if (!/^(RIFF|RF64|BW64)$/.test(name) || head.length < 12) {
      // A chunk is padded to an even length, and some writers leave the pad byte out of the count.
      if (size - at > 1) found.problems.push(longer(at, size))
      break
    }
    const declared = view(head).getUint32(4, true)
    const form = latin1(head.subarray(8, 12))
    const length = name === 'RIFF' ? declared : ((await longLength(read, at + 12)) ?? declared)
    // Recorders write the length when they close the file: 0, or all ones, is one that never was closed.
    if (length === 0 || length === 0xffffffff) {
      found.problems.push(notClosed(at + 4))
      break
    }
    const end = at + 8 + length
    await readChunks(read, at + 12, Math.min(end, size), found, name === 'RIFF' && end <= size)
    if (end > size) {
      found.problems.push(cutShort(form.trim(), end - size, size))
      break
    }
    at = end + (end % 2 === 1 && (await read(end, 1))[0] === 0 ? 1 : 0)
  }
  return { ...found.facts, written: [...found.written, ...found.facts.written], problems: found.problems }
}

interface Found {
  readonly written: WrittenTime[]
  readonly problems: ContainerProblem[]
  facts: ExifFacts
}

const notClosed = (at: number): ContainerProblem =>
  problem(
    'not-finalised',
    '录制没有正常结束：文件头里没有写入长度（可能断电或直接拔卡）',
    'The recording was not finished: its header has no length (power lost, or the card pulled out)',
    { at },
  )

const longer = (at: number, size: number): ContainerProblem =>
  problem(
    'longer-than-declared',
    `文件比文件头声明的长 ${size - at} 字节`,
    `The file is ${size - at} bytes longer than its header declares`,
    { at },
  )

/** The length in `ds64`, which comes first where a file needs it. */
async function longLength(read: Read, at: number): Promise<number | undefined> {
  const bytes = await read(at, 16)
  if (bytes.length < 16 || latin1(bytes.subarray(0, 4)) !== 'ds64') return undefined
  const length = Number(view(bytes).getBigUint64(8, true))
  return Number.isSafeInteger(length) ? length : undefined
}

async function readChunks(read: Read, from: number, end: number, found: Found, short: boolean): Promise<void> {
  let at = from
  for (let chunks = 0; at + 8 <= end && chunks < MOST_CHUNKS; chunks++) {
    const head = await read(at, 12)
    if (head.length < 8) return
    const name = latin1(head.subarray(0, 4))
    const length = view(head).getUint32(4, true)
    const body = (most: number): Promise<Uint8Array> => read(at + 8, Math.min(most, length, Math.max(0, end - at - 8)))
    if (name === 'LIST' && /^(hdrl|INFO|exif)$/.test(latin1(head.subarray(8, 12))))
      await readChunks(read, at + 12, Math.min(at + 8 + length, end), found, short)
    else if (name === 'IDIT' || name === 'ICRD' || name === 'IDPI')
      push(found, readWritten('riff', digitsOf(latin1(await body(64)))))
    else if (name === 'bext') push(found, broadcast(await body(400)))
    else if (name === 'EXIF') found.facts = readExif(withoutName(await body(1 << 20)))
    else if (name === 'data' && short && length < 0xffffffff && at + 8 + length > end + 1)
      found.problems.push(cutShort('data', at + 8 + length - end, end))
    at += 8 + length + (length % 2)
  }
}

const push = (found: Found, time: WrittenTime | undefined): void => {
  if (time) found.written.push(time)
}

/** WEBP's block may begin with the name a JPEG's has. */
const withoutName = (bytes: Uint8Array): Uint8Array =>
  latin1(bytes.subarray(0, 6)) === 'Exif\0\0' ? bytes.subarray(6) : bytes

/** Cameras write `2026/11/27/ 09:20`, `2001/ 1/27/  1:42PM` or C's words. */
function digitsOf(words: string): string {
  const plain = words.replaceAll('\0', '').trim()
  const [, day, hour, minute, half] = /^(\d{4}\/ ?\d{1,2}\/ ?\d{1,2})\/? +(\d{1,2}):(\d\d) ?([AP])M$/i.exec(plain) ?? []
  if (day === undefined || hour === undefined) return plain.replaceAll('/ ', '/').replace(/\/+(\d{1,2}:)/, ' $1')
  const late = half?.toUpperCase() === 'P'
  return `${day.replaceAll(' ', '')} ${(Number(hour) % 12) + (late ? 12 : 0)}:${minute}`
}

/** Description, originator and its reference stand before ten letters of date and eight of time. */
function broadcast(bext: Uint8Array): WrittenTime | undefined {
  if (bext.length < 338) return undefined
  const [day, time] = [latin1(bext.subarray(320, 330)), latin1(bext.subarray(330, 338))]
  return readWritten('bext', `${day.replaceAll(/[^0-9]/g, '-')} ${time.replaceAll(/[^0-9]/g, ':')}`)
}
