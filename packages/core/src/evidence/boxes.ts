import { z } from 'zod'
import { Instant, instantOf } from '../kernel/index.ts'
import { ContainerProblem, cutShort, empty, problem } from './container-problem.ts'

/**
 * A creation time as the container has it: `raw` seconds since 1904-01-01 as stored, and the same read as UTC. What the
 * maker meant by it is decided over a batch, see {@link decideStamp}. `instant` is absent when it lies before 1970.
 */
export const Stamp = z.object({ raw: z.number(), instant: Instant.optional() })
export type Stamp = z.infer<typeof Stamp>

/** Degrees, north and east positive, with the container's own words for it. */
export const Place = z.object({ latitude: z.number(), longitude: z.number(), raw: z.string() })
export type Place = z.infer<typeof Place>

/** What an ISO base media file (mp4, mov, 3gp; ISO/IEC 14496-12) says about itself, and what is wrong with it. */
export const BoxFacts = z.object({
  brand: z.string().optional(),
  created: Stamp.optional(),
  trackCreated: Stamp.optional(),
  /** Milliseconds; absent when the header gives none, as in fragmented files. */
  duration: z.number().nonnegative().optional(),
  tracks: z.number().int().nonnegative(),
  location: Place.optional(),
  fragmented: z.boolean(),
  problems: z.array(ContainerProblem),
})
export type BoxFacts = z.infer<typeof BoxFacts>

/** Bytes at an offset; fewer than asked for only where the file ends. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>

/** Twelve hours of one-second fragments are 86,400 boxes at the top; more than this is a file made to keep us busy. */
const MOST_BOXES = 100_000

/** Boxes we read whole are small; a longer one is read this far. */
const LONGEST_BODY = 4096

/** What may stand at the top. Any four letters look like a box; one of these that runs past the end was cut short. */
const AT_THE_TOP = new Set([
  'ftyp',
  'moov',
  'mdat',
  'moof',
  'mfra',
  'free',
  'skip',
  'wide',
  'udta',
  'uuid',
  'meta',
  'sidx',
  'styp',
  'pdin',
])

const EPOCH_1904 = 2_082_844_800

interface Box {
  readonly type: string
  readonly at: number
  readonly body: number
  readonly end: number
}

interface Walk {
  readonly read: Read
  readonly size: number
  readonly problems: ContainerProblem[]
  left: number
}

/**
 * Walks the boxes of a file by their headers alone; media data is never read. Reads no more than a few kilobytes of any
 * box, goes a fixed four levels deep, and stops after {@link MOST_BOXES}. Any bytes at all may be given: what cannot be
 * understood becomes a problem. Throws only what `read` throws.
 */
export async function walkBoxes(read: Read, size: number): Promise<BoxFacts> {
  const walk: Walk = { read, size, problems: [], left: MOST_BOXES }
  const facts: { -readonly [K in keyof BoxFacts]: BoxFacts[K] } = {
    tracks: 0,
    fragmented: false,
    problems: walk.problems,
  }
  if (size === 0) {
    walk.problems.push(empty())
    return facts
  }
  const seen = new Set<string>()
  for await (const box of boxesIn(walk, 0, size, true)) {
    seen.add(box.type)
    if (box.type === 'ftyp') facts.brand = latin1(await bodyOf(walk, box, 4)).trim()
    if (box.type === 'moof') facts.fragmented = true
    if (box.type === 'moov') await readMovie(walk, box, facts)
  }
  if (!seen.has('moov'))
    walk.problems.push(
      problem(
        'not-finalised',
        '录制没有正常结束：文件缺少索引（moov），多半是断电或直接拔卡',
        'The recording was not finished: its index (moov) is missing, most likely power was lost or the card pulled out',
      ),
    )
  else if (!seen.has('mdat'))
    walk.problems.push(problem('no-media', '文件里没有音像数据（mdat）', 'The file holds no picture or sound (mdat)'))
  return facts
}

async function readMovie(walk: Walk, moov: Box, facts: Partial<BoxFacts> & { tracks: number }): Promise<void> {
  for await (const box of boxesIn(walk, moov.body, moov.end)) {
    if (box.type === 'mvhd') {
      const body = view(await bodyOf(walk, box, 36))
      const created = stampIn(body)
      if (created) facts.created = created
      const duration = durationIn(body)
      if (duration !== undefined) facts.duration = duration
    }
    if (box.type === 'mvex') facts.fragmented = true
    if (box.type === 'udta') {
      const location = await placeIn(walk, box)
      if (location) facts.location = location
    }
    if (box.type !== 'trak') continue
    facts.tracks += 1
    for await (const part of boxesIn(walk, box.body, box.end)) {
      if (part.type !== 'tkhd' || facts.trackCreated) continue
      const created = stampIn(view(await bodyOf(walk, part, 12)))
      if (created) facts.trackCreated = created
    }
  }
}

/** The boxes between two offsets. At the top a box may run past the end of the file, and that is said. */
async function* boxesIn(walk: Walk, from: number, end: number, top = false): AsyncGenerator<Box> {
  let at = from
  while (at < end) {
    // Old QuickTime ends a list of user data with four zero bytes.
    if (!top && end - at < 8) return
    if (walk.left-- <= 0) {
      if (walk.left === -1)
        walk.problems.push(
          problem(
            'too-many-boxes',
            '文件结构异常：分块数量过多，已停止检查',
            'The file has too many boxes; the check stopped',
          ),
        )
      return
    }
    const header = view(await walk.read(at, Math.min(16, walk.size - at)))
    const box = boxAt(header, at, end)
    if (!box || (top && box.end > walk.size && !AT_THE_TOP.has(box.type))) {
      const rest = end - at
      walk.problems.push(
        problem(
          'garbage',
          `第 ${at} 字节起有 ${rest} 字节不是有效内容`,
          `${rest} bytes from offset ${at} on are not valid content`,
          { at },
        ),
      )
      return
    }
    if (top && box.end > walk.size) walk.problems.push(cutShort(box.type, box.end - walk.size, walk.size))
    yield box.end > end ? { ...box, end } : box
    at = box.end
  }
}

/** The box whose header this is; undefined when it is none. Size 1 means a 64-bit size follows, 0 to the end. */
function boxAt(header: DataView, at: number, end: number): Box | undefined {
  if (header.byteLength < 8) return undefined
  const type = latin1(new Uint8Array(header.buffer, header.byteOffset + 4, 4))
  if (!/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type)) return undefined
  const short = header.getUint32(0)
  if (short === 0) return { type, at, body: at + 8, end }
  if (short !== 1) return short < 8 ? undefined : { type, at, body: at + 8, end: at + short }
  if (header.byteLength < 16) return undefined
  const long = Number(header.getBigUint64(8))
  return long < 16 || !Number.isSafeInteger(at + long) ? undefined : { type, at, body: at + 16, end: at + long }
}

async function bodyOf(walk: Walk, box: Box, most: number): Promise<Uint8Array> {
  const length = Math.min(most, LONGEST_BODY, Math.min(box.end, walk.size) - box.body)
  return length > 0 ? await walk.read(box.body, length) : new Uint8Array()
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** mvhd and tkhd begin alike: version, flags, creation time of 4 bytes or, in version 1, of 8. */
function stampIn(body: DataView): Stamp | undefined {
  const long = body.byteLength > 0 && body.getUint8(0) === 1
  if (body.byteLength < (long ? 12 : 8)) return undefined
  const raw = long ? Number(body.getBigUint64(4)) : body.getUint32(4)
  if (raw === 0) return undefined
  const milliseconds = (raw - EPOCH_1904) * 1000
  const readable = milliseconds >= 0 && milliseconds < Date.UTC(10_000, 0)
  return { raw, ...(readable && { instant: instantOf(milliseconds) }) }
}

function durationIn(mvhd: DataView): number | undefined {
  const long = mvhd.byteLength > 0 && mvhd.getUint8(0) === 1
  if (mvhd.byteLength < (long ? 32 : 20)) return undefined
  const scale = mvhd.getUint32(long ? 20 : 12)
  const units = long ? Number(mvhd.getBigUint64(24)) : mvhd.getUint32(16)
  // All ones: the duration is not known.
  if (scale === 0 || units === 0 || units >= (long ? 2 ** 64 : 2 ** 32 - 1)) return undefined
  return Math.round((units / scale) * 1000)
}

/** `©xyz` of QuickTime (ISO 6709 text) or `loci` of 3GPP TS 26.244 (fixed point, longitude first). */
async function placeIn(walk: Walk, udta: Box): Promise<Place | undefined> {
  for await (const box of boxesIn(walk, udta.body, udta.end)) {
    const bytes = box.type === '\xa9xyz' || box.type === 'loci' ? await bodyOf(walk, box, 512) : new Uint8Array()
    const place = box.type === 'loci' ? placeOfLoci(bytes) : placeOfText(latin1(bytes.subarray(4)))
    if (place) return place
  }
  return undefined
}

function placeOfText(raw: string): Place | undefined {
  const [text, latitude, longitude] = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)[^/\0]*/.exec(raw) ?? []
  return text === undefined ? undefined : placeOf(Number(latitude), Number(longitude), text)
}

function placeOfLoci(bytes: Uint8Array): Place | undefined {
  // version, flags and language, then a name that ends with a zero byte, then a role, then the numbers.
  const nameEnd = bytes.indexOf(0, 6)
  const at = nameEnd + 2
  if (nameEnd < 0 || bytes.length < at + 8) return undefined
  const numbers = view(bytes)
  const [longitude, latitude] = [numbers.getInt32(at) / 65_536, numbers.getInt32(at + 4) / 65_536]
  return placeOf(latitude, longitude, `${latitude.toFixed(5)} ${longitude.toFixed(5)}`)
}

/** Nowhere is written as 0, 0 by devices that had no fix. */
const placeOf = (latitude: number, longitude: number, raw: string): Place | undefined =>
  Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0)
    ? undefined
    : { latitude, longitude, raw }
