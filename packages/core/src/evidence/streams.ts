import { latin1, view } from './box-walk.ts'
import type { Read } from './box-walk.ts'
import { cutShort, problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'
import { readExif } from './exif.ts'
import type { PhotographFacts } from './jpeg.ts'

/** A screenshot has a handful of chunks, one written in pieces some thousands. */
const MOST_CHUNKS = 1_000_000

/** Walks the chunks of a PNG to its `IEND` (ISO/IEC 15948). Throws only what `read` throws. */
export async function walkPng(read: Read, size: number): Promise<PhotographFacts> {
  let facts: Omit<PhotographFacts, 'problems'> = { written: [] }
  let at = 8
  for (let chunks = 0; at + 8 <= size && chunks < MOST_CHUNKS; chunks++) {
    const head = await read(at, 8)
    const [length, name] = [view(head).getUint32(0), latin1(head.subarray(4, 8))]
    if (!/^[A-Za-z]{4}$/.test(name)) break
    const end = at + 12 + length
    if (name === 'eXIf') facts = readExif(await read(at + 8, Math.min(length, 1 << 20)))
    if (end > size) return { ...facts, problems: [cutShort(name, end - size, size)] }
    if (name === 'IEND')
      return {
        ...facts,
        problems:
          end === size
            ? []
            : [
                problem(
                  'trailing',
                  `图片之后还有 ${size - end} 字节附加内容，随原件完整保存`,
                  `${size - end} more bytes follow the picture; they are kept with the original`,
                  { at: end },
                ),
              ],
      }
    at = end
  }
  return {
    ...facts,
    problems: [
      problem('no-end-marker', '图片不完整：没有结束标记', 'The picture is cut short: it has no end marker', {
        at: size,
      }),
    ],
  }
}

/**
 * Whether a Matroska file is as long as its segment says (RFC 9559). A segment of unknown size, as a recorder leaves it
 * that could not go back, says nothing. Throws only what `read` throws.
 */
export async function matroskaProblems(read: Read, size: number): Promise<ContainerProblem[]> {
  const head = await read(0, 64)
  const ebml = variable(head, 4)
  if (!ebml || ebml.value === undefined) return []
  const at = ebml.end + ebml.value
  const segment = await read(at, 16)
  if (segment.length < 5 || view(segment).getUint32(0) !== 0x18538067) return []
  const length = variable(segment, 4)
  if (!length || length.value === undefined) return []
  const end = at + length.end + length.value
  return end > size ? [cutShort('Segment', end - size, size)] : []
}

/** A number whose first byte tells by its leading zeros how long it is; all ones is no number. */
function variable(
  bytes: Uint8Array,
  at: number,
): { readonly value: number | undefined; readonly end: number } | undefined {
  const first = bytes[at] ?? 0
  const width = Math.clz32(first) - 24 + 1
  if (width > 8 || at + width > bytes.length) return undefined
  let value = first & (0xff >> width)
  let ones = value === 0xff >> width
  for (let i = 1; i < width; i++) {
    value = value * 256 + (bytes[at + i] as number)
    ones &&= bytes[at + i] === 0xff
  }
  return { value: ones || !Number.isSafeInteger(value) ? undefined : value, end: at + width }
}

/** An Ogg page is at most 65,307 bytes. */
const LONGEST_PAGE = 65_307

/** Whether the last page of an Ogg stream is whole and says that it is the last (RFC 3533). */
export async function oggProblems(read: Read, size: number): Promise<ContainerProblem[]> {
  const from = Math.max(0, size - LONGEST_PAGE)
  const tail = await read(from, LONGEST_PAGE)
  for (let at = tail.length - 4; at >= 0; at--) {
    if (latin1(tail.subarray(at, at + 4)) !== 'OggS') continue
    const segments = tail[at + 26] ?? 0
    const lengths = tail.subarray(at + 27, at + 27 + segments)
    const end = at + 27 + segments + lengths.reduce((sum, one) => sum + one, 0)
    if (end > tail.length || at + 27 + segments > tail.length)
      return [cutShort('Ogg', Math.max(1, end - tail.length), size)]
    return ((tail[at + 5] ?? 0) & 4) === 0 ? [unended(size)] : []
  }
  return []
}

const unended = (size: number): ContainerProblem =>
  problem(
    'not-finalised',
    '录音没有正常结束：最后一页没有结束标记，末尾可能缺失',
    'The recording was not finished: its last page does not say that it is the last',
    { at: size },
  )

const FILE_PROPERTIES = 'a1dcab8c47a9cf118ee400c00c205365'
const hex = (bytes: Uint8Array): string => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('')
/** Tenths of microseconds from 1601 to 1970. */
const EPOCH_1601 = 116_444_736_000_000_000n

/** How long an ASF file (WMV, WMA) says it is, unless it was made to be broadcast, and when it was made, in UTC. */
export async function asfFacts(
  read: Read,
  size: number,
): Promise<{ readonly problems: ContainerProblem[]; readonly created?: number }> {
  const head = await read(0, 30)
  if (head.length < 30) return { problems: [cutShort('ASF', 30 - head.length, size)] }
  const objects = view(head).getUint32(24, true)
  let at = 30
  for (let i = 0; i < Math.min(objects, 100); i++) {
    const bytes = await read(at, 104)
    if (bytes.length < 24) break
    const length = Number(view(bytes).getBigUint64(16, true))
    if (hex(bytes.subarray(0, 16)) === FILE_PROPERTIES && bytes.length === 104) {
      const declared = Number(view(bytes).getBigUint64(40, true))
      const broadcast = (view(bytes).getUint32(88, true) & 1) === 1
      const created = Number((view(bytes).getBigUint64(48, true) - EPOCH_1601) / 10_000n)
      return {
        problems: !broadcast && declared > size ? [cutShort('ASF', declared - size, size)] : [],
        ...(created > 0 && Number.isSafeInteger(created) && { created }),
      }
    }
    if (length < 24) break
    at += length
  }
  return { problems: [] }
}

/** Whether an MP3 holds the bytes its first frame counts (Xing, Info or VBRI); most do not count. */
export async function mp3Problems(read: Read, size: number): Promise<ContainerProblem[]> {
  const tag = await read(0, 10)
  const skipped =
    latin1(tag.subarray(0, 3)) === 'ID3' ? 10 + tag.subarray(6, 10).reduce((sum, one) => sum * 128 + (one & 127), 0) : 0
  const frame = await read(skipped, 200)
  const [sync = 0, second = 0, , fourth = 0] = frame
  if (sync !== 0xff || (second & 0xe0) !== 0xe0 || frame.length < 200) return []
  const [first, mono] = [((second >> 3) & 3) === 3, fourth >> 6 === 3]
  const side = 4 + (first ? (mono ? 17 : 32) : mono ? 9 : 17)
  const counted = countedIn(frame, side)
  return counted !== undefined && skipped + counted > size ? [cutShort('MP3', skipped + counted - size, size)] : []
}

function countedIn(frame: Uint8Array, side: number): number | undefined {
  const numbers = view(frame)
  if (/^(Xing|Info)$/.test(latin1(frame.subarray(side, side + 4)))) {
    const flags = numbers.getUint32(side + 4)
    return flags & 2 ? numbers.getUint32(side + 8 + (flags & 1 ? 4 : 0)) : undefined
  }
  return latin1(frame.subarray(36, 40)) === 'VBRI' ? numbers.getUint32(46) : undefined
}

/** Whether a transport stream ends with a whole packet, of 188 bytes or of 192 with a time code before each. */
export function transportProblems(head: Uint8Array, size: number): ContainerProblem[] {
  const packet = head[0] === 0x47 ? 188 : 192
  const rest = size % packet
  return rest === 0
    ? []
    : [
        problem(
          'half-packet',
          `最后一个数据包只有 ${rest} 字节（应为 ${packet}）`,
          `The last packet has ${rest} of its ${packet} bytes`,
          { at: size - rest },
        ),
      ]
}
