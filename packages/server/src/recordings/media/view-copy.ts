import type { Branch } from './derivative.ts'
import type { ReadableProbe, Stream } from './probe.ts'

/** The short side of a view copy in pixels at most, the long side of a photograph's, and the rate of its sound. */
const SHORT_SIDE = 480
const PHOTOGRAPH_LONG_SIDE = 1600
const SAMPLE_RATE = 48_000
/** Screens and hands follow no more; above it a camera counts in fields or lies. */
const FASTEST = 60
const WHERE_UNKNOWN = 25

export interface Size {
  readonly width: number
  readonly height: number
}

/** Upright and with square pixels, as a person sees it. */
export function shownSize(video: Stream): Size {
  const width = (video.width ?? 0) * video.pixelAspect
  const height = video.height ?? 0
  return video.rotation % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** Smaller, never larger, and even as H.264 needs it. */
function fitted({ width, height }: Size, factor: number): Size {
  const even = (length: number): number => Math.max(2, Math.round((length * Math.min(1, factor)) / 2) * 2)
  return { width: even(width), height: even(height) }
}

export const viewSize = (size: Size): Size => fitted(size, SHORT_SIDE / Math.min(size.width, size.height))
export const photographSize = (size: Size): Size =>
  fitted(size, PHOTOGRAPH_LONG_SIDE / Math.max(size.width, size.height))

/** The constant rate of the view copy: the camera's own, so that each of its frames can be stepped to. */
export const viewFrameRate = ({ frameRate }: Stream): number =>
  frameRate === null || frameRate > FASTEST || frameRate < 1 ? WHERE_UNKNOWN : frameRate

/**
 * What is seen, for every branch that looks at it; ffmpeg has already turned it upright. Made small before it is counted
 * out: a picture that stands for an hour is then one picture in memory and not ninety thousand.
 */
export const seen = (video: Stream): string => {
  const { width, height } = viewSize(shownSize(video))
  return `[0:${video.index}]scale=${width}:${height},setsar=1,format=yuv420p,fps=${viewFrameRate(video)}`
}

/** What is heard on one track; gaps in it become silence, so that it stays with the picture. */
export const heard = (audio: Stream): string => `[0:${audio.index}]aresample=${SAMPLE_RATE}:async=1:first_pts=0`

/** As many channels as the widest track has, two at most. */
export const channelsOf = (sounds: readonly Stream[]): number =>
  Math.min(2, Math.max(1, ...sounds.map((one) => one.channels ?? 1)))

/** All sound tracks at once, as loud together as one of them: a second microphone is heard with the first. */
export function mixed(labels: readonly string[], sounds: readonly Stream[]): string {
  const layout = channelsOf(sounds) === 2 ? 'stereo' : 'mono'
  const alike = labels.map((label, i) => `${label}aformat=channel_layouts=${layout}[alike${i}]`)
  const inputs = labels.map((_, i) => `[alike${i}]`).join('')
  return [...alike, `${inputs}amix=inputs=${labels.length}:duration=longest:dropout_transition=0`].join(';')
}

/** No name, place or device in the copy: what the original says of itself stays with the original. */
const PLAIN = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact']

export interface ViewCopyPlan {
  readonly file: string
  readonly mediaType: string
  readonly parameters: Readonly<Record<string, string | number>>
  /** Outputs of the labels `[view]` and `[sound]`, as far as there is such a stream. */
  readonly outputs: readonly string[]
}

const soundOutput = (channels: number): string[] => ['-c:a', 'aac', '-b:a', '96k', '-ac', String(channels)]
const soundParameters = (channels: number) => ({
  audio: 'aac',
  audioBitRate: 96_000,
  sampleRate: SAMPLE_RATE,
  channels,
})
/** A key frame every two seconds lets the player jump without decoding far. */
const pictureOutput = (video: Stream): string[] => [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  '26',
  '-g',
  String(Math.round(viewFrameRate(video) * 2)),
]
const pictureParameters = (video: Stream) => ({
  ...viewSize(shownSize(video)),
  frameRate: viewFrameRate(video),
  video: 'h264',
  preset: 'veryfast',
  crf: 26,
})
const WHOLE = [...PLAIN, '-movflags', '+faststart']

/** H.264 and AAC for what moves, AAC for sound alone, JPEG for a photograph: what every browser plays by byte ranges. */
export function viewCopyPlan(
  kind: ReadableProbe['kind'],
  video: Stream | undefined,
  sounds: readonly Stream[],
): ViewCopyPlan {
  if (kind === 'image' && video !== undefined) {
    const { width, height } = photographSize(shownSize(video))
    const outputs = ['-map', '[view]', ...PLAIN, '-frames:v', '1', '-update', '1', '-q:v', '3', 'view.jpg']
    return { file: 'view.jpg', mediaType: 'image/jpeg', parameters: { width, height, quality: 3 }, outputs }
  }
  const channels = channelsOf(sounds)
  const mix = sounds.length > 1 ? { soundTracks: sounds.length } : {}
  const sound = { ...soundParameters(channels), ...mix }
  if (video === undefined) {
    const outputs = ['-map', '[sound]', ...soundOutput(channels), ...WHOLE, 'view.m4a']
    return { file: 'view.m4a', mediaType: 'audio/mp4', parameters: sound, outputs }
  }
  const parameters = pictureParameters(video)
  return {
    file: 'view.mp4',
    mediaType: 'video/mp4',
    parameters: sounds.length === 0 ? parameters : { ...parameters, ...sound },
    outputs: [
      '-map',
      '[view]',
      ...pictureOutput(video),
      ...(sounds.length === 0 ? [] : ['-map', '[sound]', ...soundOutput(channels)]),
      ...WHOLE,
      'view.mp4',
    ],
  }
}

/** One track by itself, from the label `[alone<index>]`. */
export function trackCopyPlan(track: Stream): ViewCopyPlan {
  const map = ['-map', `[alone${track.index}]`]
  if (track.kind === 'audio') {
    const [channels, file] = [channelsOf([track]), `track-${track.index}.m4a`]
    const outputs = [...map, ...soundOutput(channels), ...WHOLE, file]
    return { file, mediaType: 'audio/mp4', parameters: { track: track.index, ...soundParameters(channels) }, outputs }
  }
  const file = `track-${track.index}.mp4`
  const outputs = [...map, ...pictureOutput(track), ...WHOLE, file]
  return { file, mediaType: 'video/mp4', parameters: { track: track.index, ...pictureParameters(track) }, outputs }
}

const SMALL_STILL = ['-frames:v', '1', '-update', '1', '-q:v', '4', 'still-01.jpg']

/** A photograph's view copy, and beside it the small one that stands in lists. */
export const photographBranch = (video: Stream, plan: ViewCopyPlan): Branch => {
  const [large, small] = [photographSize(shownSize(video)), viewSize(shownSize(video))]
  const scaled = ({ width, height }: Size): string => `scale=${width}:${height},setsar=1,format=yuvj420p`
  return {
    graph: (from) => `${from}split=2[large][small];[large]${scaled(large)}[view];[small]${scaled(small)}[still]`,
    outputs: [...plan.outputs, '-map', '[still]', ...PLAIN, ...SMALL_STILL],
  }
}
