import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Malformed, Refused } from '@liuhen/core/kernel'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { opened } from './input.ts'
import type { ReadableProbe } from './probe.ts'
import { mediaTools, type MediaTools, run } from './tools.ts'
import { shownSize, viewFrameRate } from './view-copy.ts'

/** Frames are looked at from so many seconds before the one that is wanted: a camera's rate may have dropped that low. */
const RUN_UP = 3
const PATIENCE_MS = 120_000

/**
 * One frame of the original in its full size, upright, into `folder`: the one the view copy shows at `positionMs`, or that
 * another picture `track` shows there, by the container's number. The original is only read. Throws Refused where there is no moving picture or no frame at that place, Malformed where it
 * cannot be decoded.
 */
export async function takenStill(
  original: string,
  probe: ReadableProbe,
  positionMs: number,
  folder: string,
  options: { readonly tools?: MediaTools; readonly signal?: AbortSignal; readonly track?: number } = {},
): Promise<Derivative> {
  const { track } = options
  const chosen = probe.streams.find((one) => one.index === track && one.kind === 'video' && one.width && one.height)
  const video = track === undefined ? probe.video : (chosen ?? null)
  if (video === null || probe.kind !== 'video')
    throw because(
      Refused,
      'no-moving-picture',
      '这份音像没有活动画面，不能截图',
      'This recording has no moving picture to take a still from',
    )
  const { ffmpeg } = options.tools ?? (await mediaTools())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const rate = viewFrameRate(video)
  // As the view copy counts them: a hair is added for a position that is exactly where a frame begins.
  const frame = Math.floor((positionMs / 1000) * rate + 0.001)
  const { width, height } = shownSize(video)
  const size = { width: Math.round(width), height: Math.round(height) }
  const path = join(folder, 'taken-still.png')
  const take = async (from: number): Promise<void> => {
    // By its place in time and not by counting: where seeking landed late nothing is taken, rather than another frame.
    const graph = `[0:${video.index}]fps=${rate},select='eq(pts,${frame})',scale=${size.width}:${size.height},setsar=1,format=rgb24[still]`
    const seek = from > 0 ? ['-ss', String(from)] : []
    const input = await opened(original)
    const quiet = ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', '-copyts', '-start_at_zero']
    const plain = ['-map_metadata', '-1', '-fflags', '+bitexact', '-frames:v', '1', '-update', '1', 'taken-still.png']
    const args = [...quiet, ...seek, ...input, '-filter_complex', graph, '-map', '[still]', ...plain]
    const limits = {
      timeoutMs: PATIENCE_MS,
      reads: original,
      cwd: folder,
      ...(options.signal && { signal: options.signal }),
    }
    finished(await run(ffmpeg, args, limits))
  }
  const from = Math.max(0, frame / rate - RUN_UP)
  await take(from).catch((error: unknown) => {
    if (from === 0 || !(error instanceof Malformed)) throw error
  })
  // A file that cannot be sought in is decoded from its beginning.
  if (!existsSync(path) && from > 0) await take(0)
  if (!existsSync(path))
    throw because(Refused, 'no-frame-there', '这个位置没有可截取的画面', 'There is no frame to take at that place', {
      field: 'position',
    })
  return {
    path,
    kind: 'taken-still',
    mediaType: 'image/png',
    tool: `ffmpeg ${ffmpeg.version}`,
    recipe: 'taken-still/1',
    parameters: { ...size, frame, frameRate: rate, track: video.index },
  }
}
