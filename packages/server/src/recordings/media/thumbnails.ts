import { join } from 'node:path'
import type { Branch, Derivative } from './derivative.ts'
import { type Size, shownSize } from './view-copy.ts'
import type { Stream } from './probe.ts'

/** Pictures on one sheet at most, and in one row of it. */
const MOST = 100
const COLUMNS = 10
/** No closer together than this, in milliseconds: between them nothing happens that one would look for. */
const CLOSEST = 1000
/** The box one picture fits into, in pixels. */
const BOX: Size = { width: 160, height: 120 }

export interface ThumbnailPlan extends Branch {
  readonly parameters: Readonly<Record<'everyMs' | 'count' | 'columns' | 'width' | 'height' | 'quality', number>>
}

/** Upright, whole, and within {@link BOX}; even, as subsampled colour needs it. */
export function thumbnailSize(video: Stream): Size {
  const { width, height } = shownSize(video)
  const factor = Math.min(BOX.width / width, BOX.height / height)
  const even = (length: number): number => Math.max(2, Math.round((length * factor) / 2) * 2)
  return { width: even(width), height: even(height) }
}

/**
 * A sheet of small pictures, one for each equal part of the recording: the first frame of the part. None where the
 * container does not say how long it is, since nobody could then say which part a picture stands for.
 */
export function thumbnailPlan(video: Stream, durationMs: number | null, frameRate: number): ThumbnailPlan | undefined {
  if (durationMs === null || durationMs <= 0) return undefined
  // A whole number of frames, so that each picture begins exactly where its part does.
  const frames = Math.max(1, Math.ceil((Math.max(CLOSEST, durationMs / MOST) / 1000) * frameRate))
  const everyMs = (frames / frameRate) * 1000
  const count = Math.max(1, Math.min(MOST, Math.ceil(durationMs / everyMs)))
  const { width, height } = thumbnailSize(video)
  const columns = Math.min(COLUMNS, count)
  const sheet = `tile=${columns}x${Math.ceil(count / columns)}`
  return {
    parameters: { everyMs, count, columns, width, height, quality: 5 },
    graph: (from) =>
      `${from}select='not(mod(n,${frames}))',scale=${width}:${height},setsar=1,${sheet},format=yuvj420p[thumbnails]`,
    outputs: [
      '-map',
      '[thumbnails]',
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-frames:v',
      '1',
      '-update',
      '1',
      '-q:v',
      '5',
      'thumbnails.jpg',
    ],
  }
}

export const thumbnailSheet = (folder: string, tool: string, plan: ThumbnailPlan): Derivative => ({
  path: join(folder, 'thumbnails.jpg'),
  kind: 'thumbnails',
  mediaType: 'image/jpeg',
  tool,
  recipe: 'thumbnails/1',
  parameters: plan.parameters,
})
