import { z } from 'zod'
import { Instant, instantOf } from '../kernel/index.ts'
import { bodyOf, boxesIn, latin1, view, walkOf } from './box-walk.ts'
import type { Box, Read, Walk } from './box-walk.ts'
import { ContainerProblem, cutShort, empty, problem } from './container-problem.ts'
import { metaIn, userDataIn } from './movie-meta.ts'
import { Place } from './place.ts'
import { WrittenTime } from './written.ts'

/**
 * A creation time as the container has it: `raw` seconds since 1904-01-01 as stored, and the same read as UTC. What the
 * maker meant by it is decided over a batch, see {@link decideStamp}. `instant` is absent when it lies before 1970.
 */
export const Stamp = z.object({ raw: z.number(), instant: Instant.optional() })
export type Stamp = z.infer<typeof Stamp>

/** What an ISO base media file (mp4, mov, 3gp; ISO/IEC 14496-12) says about itself, and what is wrong with it. */
export const BoxFacts = z.object({
  brand: z.string().optional(),
  created: Stamp.optional(),
  trackCreated: Stamp.optional(),
  /** Milliseconds; absent when the header gives none, as in fragmented files. */
  duration: z.number().nonnegative().optional(),
  tracks: z.number().int().nonnegative(),
  location: Place.optional(),
  make: z.string().optional(),
  model: z.string().optional(),
  /** Times besides the header's stamps. */
  written: z.array(WrittenTime),
  fragmented: z.boolean(),
  problems: z.array(ContainerProblem),
})
export type BoxFacts = z.infer<typeof BoxFacts>

/** What may stand at the top. Any four letters look like a box; one of these that runs past the end was cut short. */
const AT_THE_TOP = new Set(['ftyp', 'moov', 'mdat', 'moof', 'mfra', 'udta', 'uuid', 'meta', 'sidx', 'styp', 'pdin'])
/** Room that holds nothing: what is missing of it is not missing. */
const ROOM = new Set(['free', 'skip', 'wide'])

const EPOCH_1904 = 2_082_844_800

type Building = { -readonly [K in keyof BoxFacts]: BoxFacts[K] }

/**
 * Walks the boxes of a file by their headers alone; media data is never read. Reads no more than a few kilobytes of any
 * box, goes a fixed few levels deep, and stops after so many boxes. Any bytes at all may be given: what cannot be
 * understood becomes a problem. Throws only what `read` throws.
 */
export async function walkBoxes(read: Read, size: number): Promise<BoxFacts> {
  const walk = walkOf(read, size)
  const facts: Building = { tracks: 0, fragmented: false, written: [], problems: walk.problems }
  if (size === 0) {
    walk.problems.push(empty())
    return facts
  }
  const seen = { movie: 0, media: false }
  for await (const box of boxesIn(walk, 0, size, 'top')) {
    if (box.end > size && !ROOM.has(box.type) && !AT_THE_TOP.has(box.type)) {
      walk.rest = box.at
      break
    }
    if (box.end > size)
      walk.problems.push(ROOM.has(box.type) ? roomCut(box.end - size) : cutShort(box.type, box.end - size, size))
    if (box.type === 'mdat') seen.media = true
    if (box.type === 'ftyp') facts.brand = latin1(await bodyOf(walk, box, 4)).trim()
    if (box.type === 'moof') facts.fragmented = true
    if (box.type === 'meta') await readMeta(walk, box, facts)
    if (box.type === 'moov' && ++seen.movie === 1) await readMovie(walk, box, facts)
  }
  const whole = seen.movie > 0 && seen.media
  if (walk.rest !== undefined) walk.problems.push(await restOf(walk, walk.rest, whole && !facts.fragmented))
  if (seen.movie > 1) walk.problems.push(another(seen.movie - 1))
  if (seen.movie === 0)
    walk.problems.push(
      problem(
        'not-finalised',
        '录制没有正常结束：文件缺少索引（moov），多半是断电或直接拔卡',
        'The recording was not finished: its index (moov) is missing, most likely power was lost or the card pulled out',
      ),
    )
  else if (!seen.media)
    walk.problems.push(problem('no-media', '文件里没有音像数据（mdat）', 'The file holds no picture or sound (mdat)'))
  return facts
}

const roomCut = (missing: number): ContainerProblem =>
  problem(
    'room-cut',
    `末尾的空余区少 ${missing} 字节，不含音像内容`,
    `${missing} bytes of empty room are missing at the end; no picture or sound is in it`,
  )

const another = (count: number): ContainerProblem =>
  problem(
    'goes-on',
    `文件在第一段录制之后还接有 ${count} 段，播放器只放得出第一段`,
    `${count} more recordings follow the first one inside this file; players show the first only`,
  )

/** How much of what follows the last box is looked at. */
const LOOKED_AT = 65_536

/**
 * What stands where a box should. After a whole recording it is something besides it, which takes nothing from it; zeros
 * are room a recorder set aside. In a file of fragments anything else may be fragments that were lost.
 */
async function restOf(walk: Walk, at: number, whole: boolean): Promise<ContainerProblem> {
  const rest = walk.size - at
  const zeros = (await walk.read(at, Math.min(rest, LOOKED_AT))).every((one) => one === 0)
  if (whole || zeros)
    return problem(
      'trailing',
      `录制内容之后还有 ${rest} 字节${zeros ? '空白' : '附加内容'}（第 ${at} 字节起），不影响录制内容`,
      `${rest} ${zeros ? 'empty' : 'more'} bytes follow the recording (from offset ${at} on) and take nothing from it`,
      { at },
    )
  return problem(
    'garbage',
    `第 ${at} 字节起有 ${rest} 字节不是有效内容`,
    `${rest} bytes from offset ${at} on are not valid content`,
    { at },
  )
}

async function readMovie(walk: Walk, moov: Box, facts: Building): Promise<void> {
  for await (const box of boxesIn(walk, moov.body, moov.end)) {
    if (box.type === 'mvhd') {
      const body = view(await bodyOf(walk, box, 36))
      const created = stampIn(body)
      if (created) facts.created = created
      const duration = durationIn(body)
      if (duration !== undefined) facts.duration = duration
    }
    if (box.type === 'mvex') facts.fragmented = true
    if (box.type === 'udta' || box.type === 'meta') await readMeta(walk, box, facts)
    if (box.type !== 'trak') continue
    facts.tracks += 1
    for await (const part of boxesIn(walk, box.body, box.end)) {
      if (part.type !== 'tkhd' || facts.trackCreated) continue
      const created = stampIn(view(await bodyOf(walk, part, 12)))
      if (created) facts.trackCreated = created
    }
  }
}

/** What a `udta` or `meta` box says besides the pictures. The first word of each kind counts. */
async function readMeta(walk: Walk, box: Box, facts: Building): Promise<void> {
  const said = box.type === 'meta' ? await metaIn(walk, box) : await userDataIn(walk, box)
  facts.written.push(...said.written)
  facts.location ??= said.place
  facts.make ??= said.make
  facts.model ??= said.model
}

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
