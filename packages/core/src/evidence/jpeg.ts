import { latin1 } from './box-walk.ts'
import type { Read } from './box-walk.ts'
import { empty, problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'
import { readExif } from './exif.ts'
import type { ExifFacts } from './exif.ts'
import { readWritten } from './written.ts'
import { textIn } from './text-in.ts'

/** How much of a scan is read at a time. */
const PIECE = 262_144
/** A photograph has a few dozen segments, a progressive one a dozen scans; more than this was made to keep us busy. */
const MOST_SEGMENTS = 10_000

export interface PhotographFacts extends ExifFacts {
  readonly problems: readonly ContainerProblem[]
}

/**
 * Walks a JPEG (ITU-T T.81, annex B) marker by marker, through its scans to its own end marker. The thumbnail within it
 * ends too, and what makers append after it (previews, a film of a moving photograph) is something else: neither is taken
 * for its end, nor held against it. Any bytes may be given. Throws only what `read` throws.
 */
export async function walkJpeg(read: Read, size: number): Promise<PhotographFacts> {
  if (size === 0) return { written: [], problems: [empty()] }
  const start = await read(0, 2)
  if (start[0] !== 0xff || start[1] !== 0xd8)
    return { written: [], problems: [problem('garbage', '不是 JPEG 照片', 'This is not a JPEG photograph', { at: 0 })] }
  let facts: ExifFacts = { written: [] }
  let at = 2
  let scanned = false
  for (let segments = 0; segments < MOST_SEGMENTS; segments++) {
    const [fill, code, high, low] = await read(at, 4)
    if (fill === undefined || code === undefined) break
    // Bytes that are no marker follow where a segment was longer than it said; fill bytes may stand before any marker.
    if (fill !== 0xff || code === 0xff) {
      const next = await nextMarker(read, size, at + (code === 0xff ? 1 : 0))
      if (next === undefined) break
      at = next
      continue
    }
    if (code === 0xd9) return { ...facts, problems: scanned ? after(at + 2, size) : [noPicture(at)] }
    if (code === 0x00 || code === 0x01 || (code >= 0xd0 && code <= 0xd8)) {
      at += 2
      continue
    }
    if (high === undefined || low === undefined) break
    const length = high * 256 + low
    if (code === 0xe1) facts = withMore(facts, await read(at + 4, Math.max(0, length - 2)))
    at += 2 + Math.max(2, length)
    if (code !== 0xda) continue
    scanned = true
    const next = await nextMarker(read, size, at)
    if (next === undefined) break
    at = next
  }
  return {
    ...facts,
    problems: [
      problem(
        'no-end-marker',
        '照片不完整：没有读到照片本身的结束标记，下半部分可能缺失',
        'The photograph is cut short: its own end marker is not there, and its lower part may be missing',
        { at: size },
      ),
    ],
  }
}

/** Where the next marker stands: within a scan a 0xFF followed by 0 is a sample, by D0 to D7 a restart. */
async function nextMarker(read: Read, size: number, from: number): Promise<number | undefined> {
  for (let at = from; at < size - 1;) {
    const bytes = await read(at, Math.min(PIECE, size - at))
    if (bytes.length < 2) return undefined
    for (let i = bytes.indexOf(0xff); i >= 0 && i < bytes.length - 1; i = bytes.indexOf(0xff, i + 1)) {
      const code = bytes[i + 1] as number
      if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at + i
    }
    at += bytes.length - 1
  }
  return undefined
}

const after = (end: number, size: number): ContainerProblem[] =>
  end >= size
    ? []
    : [
        problem(
          'trailing',
          `照片之后还有 ${size - end} 字节附加内容（动态照片、预览图等），随原件完整保存`,
          `${size - end} more bytes follow the photograph (a moving photograph, previews); they are kept with the original`,
          { at: end },
        ),
      ]

const noPicture = (at: number): ContainerProblem =>
  problem('no-media', '照片里没有图像数据', 'The photograph holds no picture', { at })

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'

function withMore(facts: ExifFacts, segment: Uint8Array): ExifFacts {
  if (latin1(segment.subarray(0, EXIF.length)) === EXIF && facts.written.length === 0) {
    const read = readExif(segment.subarray(EXIF.length))
    return { ...read, written: [...read.written, ...facts.written] }
  }
  if (latin1(segment.subarray(0, XMP.length)) !== XMP) return facts
  return {
    ...facts,
    written: [...facts.written, ...writtenInXmp(textIn(segment.subarray(XMP.length)))],
  }
}

/** XMP says the time of the picture in ISO 8601, as an attribute or as an element. */
export function writtenInXmp(xml: string): ExifFacts['written'] {
  const found = /(?:exif:DateTimeOriginal|photoshop:DateCreated)(?:="|>)([^"<]{1,40})/.exec(xml)?.[1]
  const read = found === undefined ? undefined : readWritten('tag', found)
  return read ? [read] : []
}
