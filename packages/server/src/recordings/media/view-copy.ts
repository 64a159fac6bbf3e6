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

/** What is seen, for every branch that looks at it; ffmpeg has already turned it upright. */
export const seen = (video: Stream): string => {
  const { width, height } = viewSize(shownSize(video))
  return `[0:${video.index}]fps=${viewFrameRate(video)},scale=${width}:${height},setsar=1,format=yuv420p`
}

/** What is heard, for every branch that listens; gaps in it become silence, so that it stays with the picture. */
export const heard = (audio: Stream): string => `[0:${audio.index}]aresample=${SAMPLE_RATE}:async=1:first_pts=0`

/** No name, place or device in the copy: what the original says of itself stays with the original. */
const PLAIN = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact']

export interface ViewCopyPlan {
  readonly file: string
  readonly mediaType: string
  readonly parameters: Readonly<Record<string, string | number>>
  /** Outputs of the labels `[view]` and `[sound]`, as far as there is such a stream. */
  readonly outputs: readonly string[]
}

/** H.264 and AAC for what moves, AAC for sound alone, JPEG for a photograph: what every browser plays by byte ranges. */
export function viewCopyPlan({ kind, video, audio }: ReadableProbe): ViewCopyPlan {
  if (kind === 'image' && video !== null) {
    const { width, height } = photographSize(shownSize(video))
    const outputs = ['-map', '[view]', ...PLAIN, '-frames:v', '1', '-update', '1', '-q:v', '3', 'view.jpg']
    return { file: 'view.jpg', mediaType: 'image/jpeg', parameters: { width, height, quality: 3 }, outputs }
  }
  const channels = Math.min(2, audio?.channels ?? 1)
  const sound = ['-c:a', 'aac', '-b:a', '96k', '-ac', String(channels)]
  const soundParameters = { audio: 'aac', audioBitRate: 96_000, sampleRate: SAMPLE_RATE, channels }
  const whole = [...PLAIN, '-movflags', '+faststart']
  if (video === null) {
    const outputs = ['-map', '[sound]', ...sound, ...whole, 'view.m4a']
    return { file: 'view.m4a', mediaType: 'audio/mp4', parameters: soundParameters, outputs }
  }
  const frameRate = viewFrameRate(video)
  // A key frame every two seconds lets the player jump without decoding far.
  const picture = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-g', String(Math.round(frameRate * 2))]
  const parameters = { ...viewSize(shownSize(video)), frameRate, video: 'h264', preset: 'veryfast', crf: 26 }
  return {
    file: 'view.mp4',
    mediaType: 'video/mp4',
    parameters: audio === null ? parameters : { ...parameters, ...soundParameters },
    outputs: [
      '-map',
      '[view]',
      ...picture,
      ...(audio === null ? [] : ['-map', '[sound]', ...sound]),
      ...whole,
      'view.mp4',
    ],
  }
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
