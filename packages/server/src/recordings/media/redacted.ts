import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Refused } from '@liuhen/core/kernel'
import type { RedactionPlan } from '@liuhen/core/redactions'
import { patience } from './derive.ts'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { opened, TOLERANT } from './input.ts'
import type { ReadableProbe } from './probe.ts'
import { mediaTools, type MediaTools, progressReader, run } from './tools.ts'
import { heard, mixed, seen, shownSize, viewCopyPlan, viewSize } from './view-copy.ts'

/** The encoder splits its work by how many it has; with one number everywhere the bytes are the same everywhere. */
const THREADS = ['-threads', '2', '-filter_threads', '1']

/**
 * The view copy of an original with the boxes of a plan blackened and its stretches silent, into `folder`. Black, not
 * blurred: what was blurred can be guessed. The same original, plan and program give the same bytes. Throws Refused where
 * there is neither picture nor sound that moves, Malformed where it cannot be decoded.
 */
export async function redacted(
  original: string,
  probe: ReadableProbe,
  plan: RedactionPlan,
  folder: string,
  options: { readonly tools?: MediaTools; readonly onProgress?: (share: number) => void } = {},
): Promise<Derivative> {
  const video = probe.video ?? undefined
  const sounds = probe.streams.filter((one) => one.kind === 'audio')
  if (probe.kind === 'image' || (video === undefined && sounds.length === 0))
    throw because(
      Refused,
      'nothing-to-redact',
      '这份文件没有活动画面或声音，不能这样遮挡',
      'There is neither moving picture nor sound in this file to redact',
    )
  const { ffmpeg } = options.tools ?? (await mediaTools())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const made = viewCopyPlan(probe.kind, video, sounds)
  const graphs = [
    ...(video ? [`${seen(video)}${blackened(plan, viewSize(shownSize(video)))}[view]`] : []),
    ...soundGraph(sounds, plan),
  ]
  const quiet = ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', ...TOLERANT]
  const args = [
    ...quiet,
    ...(await opened(original)),
    '-filter_complex',
    graphs.join(';'),
    ...THREADS,
    '-progress',
    'pipe:1',
    ...made.outputs.slice(0, -1),
    '-flags:a',
    '+bitexact',
    '-flags:v',
    '+bitexact',
    made.outputs.at(-1) ?? made.file,
  ]
  const limits = { timeoutMs: patience(probe.durationMs, probe.bytes), reads: original, cwd: folder, nice: 10 }
  const { onProgress } = options
  finished(
    await run(ffmpeg, args, {
      ...limits,
      outputBytes: 512_000_000 + 2 * probe.bytes,
      ...(onProgress && { onOutput: progressReader(probe.durationMs, onProgress) }),
    }),
  )
  return {
    path: join(folder, made.file),
    kind: 'redacted',
    mediaType: made.mediaType,
    tool: `ffmpeg ${ffmpeg.version}`,
    recipe: 'redacted/1',
    parameters: made.parameters,
  }
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
const between = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `enable='between(t,${seconds(from)},${seconds(to)})'`

/** One black rectangle after the other, each for as long as it lasts; rounded outwards, never inwards. */
function blackened(
  { boxes }: RedactionPlan,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return boxes
    .map((box) => {
      const [left, top] = [Math.floor((box.x * width) / 1000), Math.floor((box.y * height) / 1000)]
      const [right, bottom] = [
        Math.min(width, Math.ceil(((box.x + box.width) * width) / 1000)),
        Math.min(height, Math.ceil(((box.y + box.height) * height) / 1000)),
      ]
      return `,drawbox=x=${left}:y=${top}:w=${right - left}:h=${bottom - top}:color=black:t=fill:${between(box)}`
    })
    .join('')
}

function soundGraph(sounds: readonly ReadableProbe['streams'][number][], { mutes }: RedactionPlan): string[] {
  if (sounds.length === 0) return []
  const silent = mutes.map((one) => `,volume=volume=0:${between(one)}`).join('')
  const labels = sounds.map((one) => `[heard${one.index}]`)
  const [only] = sounds
  if (sounds.length === 1 && only) return [`${heard(only)}${silent}[sound]`]
  return [...sounds.map((one, i) => `${heard(one)}${labels[i] ?? ''}`), `${mixed(labels, sounds)}${silent}[sound]`]
}
