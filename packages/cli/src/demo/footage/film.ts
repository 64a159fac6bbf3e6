import { millisecondsOf, type Instant } from '@liuhen/core/kernel'
import type { Camera } from '../camera.ts'
import { ffmpeg } from './programs.ts'
import { liveView, written } from './scene.ts'

/** From and to, in seconds of the recording. */
export type Span = readonly [from: number, to: number]

/** One recording as it happened; the camera then sees it with its own clock. */
export interface Shot {
  readonly camera: Camera
  /** When it began in truth, whatever the camera's clock showed. */
  readonly from: Instant
  readonly seconds: number
  /** File of a spoken sentence, and the second at which it is heard. */
  readonly heard: readonly (readonly [at: number, file: string])[]
  /** A phone held upright, which prints nothing into its picture. */
  readonly phone?: boolean
  /** The lens covered, the picture frozen, the microphone dead. */
  readonly covered?: Span
  readonly frozen?: Span
  readonly mute?: Span
}

const FRAMES_PER_SECOND = 15

export const BITEXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact']
/** One thread per encoder: the same bytes on any number of cores, and whole files run side by side instead. */
const H264 = '-threads 1 -c:v libx264 -preset ultrafast -b:v 600k -maxrate 800k -bufsize 1200k -g 30 -pix_fmt yuv420p'
export const ENCODINGS = {
  h264: `${H264} -c:a aac -b:a 32k`.split(' '),
  h265: '-threads 1 -c:v libx265 -preset ultrafast -x265-params log-level=error:pools=1:frame-threads=1 -b:v 500k -tag:v hvc1 -c:a aac -b:a 32k'.split(
    ' ',
  ),
  mjpeg: '-threads 1 -s 640x360 -r 10 -c:v mjpeg -q:v 14 -pix_fmt yuvj420p -c:a pcm_s16le -ar 8000'.split(' '),
} as const

/** Milliseconds on the camera's own clock. */
export const deviceTime = (camera: Camera, at: Instant): number => millisecondsOf(at) + camera.clockOffsetSeconds * 1000

/** Beijing has no daylight saving, so its digits are those of UTC eight hours on: no zone data is needed to print them. */
export const BEIJING_SECONDS = 8 * 3600

const during = ([from, to]: Span): string => `enable='between(t,${from},${to})'`

function picture(shot: Shot, street: string): string {
  const covered = shot.covered ? `drawbox=c=black:t=fill:${during(shot.covered)}` : ''
  const live = `[${street}]${liveView(FRAMES_PER_SECOND, covered)}`
  if (shot.phone) return `${live},crop=304:540,scale=360:640,transpose=cclock,setsar=1[seen]`
  const epoch = Math.floor(deviceTime(shot.camera, shot.from) / 1000) + BEIJING_SECONDS
  const style = 'fontsize=24:fontcolor=white:borderw=2:x=18'
  const printed = [
    written(`%{pts\\:gmtime\\:${epoch}\\:%Y-%m-%d %T}`, `${style}:y=14`),
    written(`执法证号 ${shot.camera.userNo}  设备 ${shot.camera.serial}`, `${style}:y=h-44`),
  ].join(',')
  if (!shot.frozen) return `${live},${printed}[seen]`
  const [first, last] = shot.frozen.map((second) => second * FRAMES_PER_SECOND) as [number, number]
  return (
    `${live},${printed},split[moving][held];` +
    `[moving][held]freezeframes=first=${first}:last=${last - 1}:replace=${first - 1}[seen]`
  )
}

/** Street noise, a beep as recording starts, and the sentences; `first` is the number of the first input used. */
function sound(shot: Shot, first: number): { readonly inputs: string[]; readonly graph: string } {
  const { seconds, heard } = shot
  const inputs = [
    ['-f', 'lavfi', '-i', `anoisesrc=c=brown:a=0.05:r=16000:d=${seconds}:seed=7`],
    ['-f', 'lavfi', '-i', `sine=f=1000:r=16000:d=${seconds},volume='if(lt(t,0.2),0.4,0)':eval=frame`],
    ...heard.map(([, file]) => ['-i', file]),
  ].flat()
  const spoken = heard.map(([at], i) => `[${first + 2 + i}:a]aresample=16000,adelay=${at * 1000}[say${i}]`)
  const all = `[${first}:a][${first + 1}:a]${heard.map((_, i) => `[say${i}]`).join('')}`
  const muted = shot.mute ? `,volume=0:${during(shot.mute)}` : ''
  const mixed = `${all}amix=inputs=${heard.length + 2}:duration=longest:normalize=0,alimiter=limit=0.9${muted}[heard]`
  return { inputs, graph: [...spoken, mixed].join(';') }
}

/** Films the shot into `file`: `encoding` is one of {@link ENCODINGS}, `options` go before the file name. */
export function film(
  street: string,
  shot: Shot,
  encoding: readonly string[],
  options: readonly string[],
  file: string,
) {
  const { inputs, graph } = sound(shot, 1)
  const read = ['-i', street, ...inputs, '-filter_complex', `${picture(shot, '0:v')};${graph}`]
  const kept = ['-map', '[seen]', '-map', '[heard]', '-t', String(shot.seconds), '-ac', '1']
  return ffmpeg([...read, ...kept, ...encoding, ...BITEXACT, ...options, file])
}

/** Sound alone, as a voice recorder keeps it. */
export function record(shot: Shot, encoding: readonly string[], file: string): Promise<void> {
  const { inputs, graph } = sound(shot, 0)
  const length = ['-t', String(shot.seconds), '-ac', '1']
  return ffmpeg([...inputs, '-filter_complex', graph, '-map', '[heard]', ...length, ...encoding, ...BITEXACT, file])
}

/** One photograph, without EXIF. */
export function photograph(street: string, shot: Shot, second: number, file: string): Promise<void> {
  const graph = picture(shot, '0:v')
  const one = ['-map', '[seen]', '-ss', String(second), '-frames:v', '1', '-q:v', '3', '-update', '1']
  return ffmpeg(['-i', street, '-filter_complex', graph, ...one, ...BITEXACT, file])
}
