import {
  type MediaType,
  photographTypes,
  sniff,
  SNIFF_LENGTH,
  type Structure,
  structureOf,
  weightOf,
} from '@liuhen/core/evidence'
import { Text, text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { reading } from '../../platform/index.ts'
import { finished } from './failure.ts'
import { opened } from './input.ts'
import { Reported, type ReportedStream } from './reported.ts'
import { mediaTools, run, type MediaTools } from './tools.ts'

/** Something about a readable file that a person should know. */
export const Problem = z.object({ code: z.string(), message: Text })
export type Problem = z.infer<typeof Problem>

const Tags = z.record(z.string(), z.string())

/** One stream of a container. Sizes are those stored; `rotation` is what turns them upright, in degrees clockwise. */
export const Stream = z.object({
  index: z.number().int(),
  kind: z.enum(['video', 'audio', 'other']),
  codec: z.string(),
  profile: z.string().nullable(),
  /** SHA-256 of the codec's set-up data: equal in the segments of one take, though equality alone proves nothing. */
  setup: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** Width of a pixel divided by its height. */
  pixelAspect: z.number(),
  pixelFormat: z.string().nullable(),
  /** Frames per second, on average; null for sound. */
  frameRate: z.number().nullable(),
  sampleRate: z.number().int().nullable(),
  channels: z.number().int().nullable(),
  durationMs: z.number().nullable(),
  /** A picture that stands for the recording in a player's list and is not part of it. */
  isCover: z.boolean(),
  /** Whether the programs here know its coding. */
  isKnown: z.boolean(),
  tags: Tags,
})
export type Stream = z.infer<typeof Stream>

export const ReadableProbe = z.object({
  readable: z.literal(true),
  kind: z.enum(['video', 'audio', 'image']),
  /** ffmpeg's name of the container, `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: z.string(),
  bytes: z.number().int(),
  durationMs: z.number().nullable(),
  bitRate: z.number().nullable(),
  /** The first stream to see (not a cover picture) and the first to hear. */
  video: Stream.nullable(),
  audio: Stream.nullable(),
  streams: z.array(Stream),
  /** As written in the container, none interpreted: `creation_time` may be start or end, UTC or local. */
  tags: Tags,
  stamped: z.object({
    creationTime: z.string().nullable(),
    location: z.string().nullable(),
    make: z.string().nullable(),
    model: z.string().nullable(),
  }),
  /** What is missing of it, and what is only unusual. */
  problems: z.array(Problem),
  remarks: z.array(Problem),
  /** What the walk through its structure found besides. */
  structure: z.custom<Structure>(),
})
export type ReadableProbe = z.infer<typeof ReadableProbe>

export const UnreadableProbe = z.object({
  readable: z.literal(false),
  code: z.enum(['empty', 'no-index', 'not-a-recording', 'no-decoder']),
  reason: Text,
  /** The program's own words, for whoever looks closer. */
  detail: z.string(),
})
export type UnreadableProbe = z.infer<typeof UnreadableProbe>

/** What a file is; stored with a recording, hence a schema. */
export const Probe = z.discriminatedUnion('readable', [ReadableProbe, UnreadableProbe])
export type Probe = z.infer<typeof Probe>

export interface ProbeOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly tools?: MediaTools
}

const PATIENCE_MS = 30_000

/**
 * What this file is, from its container alone: nothing is decoded but a photograph's header. Bad media is an answer
 * (`readable: false`), never an exception; a path that cannot be opened is one, and a program that was killed or took
 * more than it may.
 */
export async function probe(path: string, options: ProbeOptions = {}): Promise<Probe> {
  const { type, structure, size } = await reading(path, async (read, bytes) => {
    const kind = sniff(await read(0, SNIFF_LENGTH), '')
    return { type: kind, structure: await structureOf(kind, read, bytes), size: bytes }
  })
  if (size === 0) return unreadable('empty', '')
  const { ffprobe } = options.tools ?? (await mediaTools())
  if (type === 'heic' || type === 'avif') return heifProbe(structure, size, type)
  const input = await opened(path)
  const photograph = photographTypes.has(type)
  // A photograph's orientation is in its EXIF, which only a frame shows.
  const what = ['-show_format', '-show_streams', '-show_data_hash', 'sha256', ...(photograph ? ['-show_frames'] : [])]
  const said: Buffer[] = []
  let length = 0
  const ended = await run(ffprobe, ['-hide_banner', '-loglevel', 'error', ...what, '-of', 'json', ...input], {
    reads: path,
    timeoutMs: options.timeoutMs ?? PATIENCE_MS,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onOutput: (bytes) => {
      length += bytes.length
      if (length < MOST_OUTPUT) said.push(bytes)
    },
  })
  // What is ours is told as such: it says nothing about the file.
  if (ended.code !== 0 && /Cannot allocate memory/.test(ended.complaint)) finished(ended)
  const report = ended.code === 0 && length < MOST_OUTPUT ? parsed(Buffer.concat(said).toString('utf8')) : undefined
  const detail = ended.complaint
  const noIndex = structure.problems.some((one) => one.code === 'not-finalised')
  if (report === undefined) return unreadable(noIndex ? 'no-index' : 'not-a-recording', detail)
  return described(report, size, structure, photograph) ?? unreadable('not-a-recording', detail)
}

/** The programs here do not open HEIF: what its structure says is enough to put its picture together. */
function heifProbe(structure: Structure, bytes: number, type: MediaType): Probe {
  const { heif } = structure
  if (!heif || heif.codec !== 'hvc1') return unreadable('no-decoder', heif?.codec ?? type)
  const video: Stream = {
    index: 0,
    kind: 'video',
    codec: 'hevc',
    profile: null,
    setup: null,
    width: heif.width,
    height: heif.height,
    rotation: heif.rotation,
    pixelAspect: 1,
    pixelFormat: null,
    frameRate: null,
    sampleRate: null,
    channels: null,
    durationMs: null,
    isCover: false,
    isKnown: true,
    tags: {},
  }
  return {
    readable: true,
    kind: 'image',
    container: 'heif',
    bytes,
    durationMs: null,
    bitRate: null,
    video,
    audio: null,
    streams: [video],
    tags: {},
    ...judged(structure),
    stamped: stampedIn(structure, {}, [video]),
    structure,
  }
}

const judged = ({ problems }: Structure): Pick<ReadableProbe, 'problems' | 'remarks'> => ({
  problems: problems.filter((one) => weightOf(one) !== 'remark'),
  remarks: problems.filter((one) => weightOf(one) === 'remark'),
})

/** The container's own words; what the walk through its structure found stands in where ffprobe says nothing. */
function stampedIn(structure: Structure, tags: Reported['format']['tags'] = {}, streams: readonly Stream[]) {
  const { created, place, make, model } = structure
  const stamp = streams.find((one) => one.tags['creation_time'] !== undefined)?.tags['creation_time']
  return {
    creationTime: tags['creation_time'] ?? stamp ?? created ?? null,
    location: tags['location'] ?? tags['com.apple.quicktime.location.ISO6709'] ?? place?.raw ?? null,
    make: tags['make'] ?? tags['com.apple.quicktime.make'] ?? tags['com.android.manufacturer'] ?? make ?? null,
    model: tags['model'] ?? tags['com.apple.quicktime.model'] ?? tags['com.android.model'] ?? model ?? null,
  }
}

const MOST_OUTPUT = 4_000_000

function parsed(json: string): Reported | undefined {
  try {
    return Reported.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}

function described(
  report: Reported,
  bytes: number,
  structure: Structure,
  photograph: boolean,
): ReadableProbe | undefined {
  const shown = report.frames?.[0]?.side_data_list
  const streams = report.streams.map((stream) => streamOf(stream, shown))
  const video = pictures(streams)[0] ?? null
  const audio = sounds(streams)[0] ?? null
  if (video === null && audio === null) return undefined
  const { tags = {} } = report.format
  const kind = video === null ? 'audio' : photograph ? 'image' : 'video'
  const durationMs = kind === 'image' ? null : milliseconds(report.format.duration)
  const { problems, remarks } = judged(structure)
  return {
    readable: true,
    kind,
    container: report.format.format_name,
    bytes,
    durationMs,
    bitRate: number(report.format.bit_rate),
    video,
    audio,
    streams,
    tags,
    problems,
    remarks: durationMs === null && kind !== 'image' ? [...remarks, NO_DURATION] : remarks,
    stamped: stampedIn(
      structure,
      tags,
      [video, audio].filter((one) => one !== null),
    ),
    structure,
  }
}

/** What there is to see, and to hear, those first whose coding is known here. */
const knownFirst = (streams: readonly Stream[]): Stream[] => streams.toSorted((a, b) => +b.isKnown - +a.isKnown)
export const pictures = (streams: readonly Stream[]): Stream[] =>
  knownFirst(streams.filter((one) => one.kind === 'video' && !one.isCover && one.width && one.height))
export const sounds = (streams: readonly Stream[]): Stream[] =>
  knownFirst(streams.filter((one) => one.kind === 'audio' && one.sampleRate !== null))

function streamOf(stream: ReportedStream, shown: ReportedStream['side_data_list']): Stream {
  const kind = stream.codec_type === 'video' || stream.codec_type === 'audio' ? stream.codec_type : 'other'
  const turned = [...(stream.side_data_list ?? []), ...(shown ?? [])].find(
    (one) => one.rotation !== undefined,
  )?.rotation
  const known = stream.codec_name !== undefined && stream.codec_name !== 'unknown' && stream.codec_name !== 'none'
  return {
    index: stream.index,
    kind,
    codec: known ? (stream.codec_name as string) : tagOf(stream),
    profile: stream.profile ?? null,
    setup: stream.extradata_hash?.replace(/^SHA256:/, '') ?? null,
    width: stream.width || null,
    height: stream.height || null,
    rotation: quarter(kind === 'video' ? turned : undefined),
    pixelAspect: ratio(stream.sample_aspect_ratio, ':') ?? 1,
    pixelFormat: stream.pix_fmt ?? null,
    frameRate: kind === 'video' ? frameRate(stream) : null,
    sampleRate: number(stream.sample_rate),
    channels: stream.channels || null,
    durationMs: milliseconds(stream.duration),
    isCover: stream.disposition?.attached_pic === 1,
    isKnown: known,
    tags: stream.tags ?? {},
  }
}

/** The container's four letters for a coding that has no name here. */
const tagOf = ({ codec_tag_string: tag }: ReportedStream): string =>
  tag !== undefined && /^[\x21-\x7e]{1,8}$/.test(tag) && !tag.includes('[') ? tag : 'unknown'

/** ffprobe counts counter-clockwise and may give a fraction; players turn by quarters. */
function quarter(degrees = 0): 0 | 90 | 180 | 270 {
  const quarters = ((Math.round(-degrees / 90) % 4) + 4) % 4
  return ([0, 90, 180, 270] as const)[quarters] ?? 0
}

function ratio(written: string | undefined, separator: string): number | null {
  const [above, below] = (written ?? '').split(separator).map(Number)
  return above && below && above > 0 && below > 0 ? above / below : null
}

/**
 * The nominal rate where the average is about the same: a segment cut off between two frames spoils its average by a
 * little. Where they differ the camera dropped frames as it liked, and only the average means anything.
 */
function frameRate(stream: ReportedStream): number | null {
  const average = ratio(stream.avg_frame_rate, '/')
  const nominal = ratio(stream.r_frame_rate, '/')
  if (average === null || nominal === null) return average ?? nominal
  return Math.abs(nominal - average) < average * 0.05 ? nominal : average
}

function number(written: string | undefined): number | null {
  const value = Number(written)
  return written !== undefined && Number.isFinite(value) && value > 0 ? value : null
}

const milliseconds = (seconds: string | undefined): number | null => {
  const value = number(seconds)
  return value === null ? null : Math.round(value * 1000)
}

const NO_DURATION: Problem = {
  code: 'no-duration',
  message: text('容器没有写明时长', 'The container does not say how long the recording is'),
}

const REASONS = {
  empty: text('文件是空的（0 字节）', 'The file is empty (0 bytes)'),
  'no-index': text(
    '文件没有写完：缺少索引（moov），多为录制中断电所致，无法播放',
    'The file is cut short: its index (moov) is missing, mostly after a loss of power while recording; it cannot be played',
  ),
  'not-a-recording': text('不是能读的音像文件', 'This is not a recording that can be read'),
  'no-decoder': text(
    '照片完整保存，但它的编码在这里显示不出来；请下载原件，用能打开 HEIC 的软件查看',
    'The photograph is kept whole, but its coding cannot be shown here; download the original and open it with a program that shows HEIC',
  ),
} as const

const unreadable = (code: UnreadableProbe['code'], detail: string): UnreadableProbe => ({
  readable: false,
  code,
  reason: REASONS[code],
  detail: detail.trim().slice(-500),
})
