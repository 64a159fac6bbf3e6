import type { Branch } from './derivative.ts'

/** Where a container does not say how long it is, a still every ten seconds from the start. */
const UNKNOWN_STEP_MS = 10_000

export interface StillPlan extends Branch {
  /** Milliseconds of the recording, in the order of the files `still-01.jpg`, `still-02.jpg` …; late ones may not exist. */
  readonly atMs: readonly number[]
}

/** `count` stills in the middles of as many equal parts, chosen by frame number, so that each one's time is exact. */
export function stillPlan(count: number, durationMs: number | null, frameRate: number): StillPlan {
  const step = durationMs === null ? UNKNOWN_STEP_MS : durationMs / count
  const middle = durationMs === null ? 0 : step / 2
  const frames = Array.from({ length: count }, (_, i) => Math.floor(((middle + i * step) / 1000) * frameRate))
  const chosen = [...new Set(frames)]
  const select = chosen.map((frame) => `eq(n,${frame})`).join('+')
  return {
    atMs: chosen.map((frame) => Math.round((frame / frameRate) * 1000)),
    // Numbered afresh: ffmpeg would otherwise fill the time between two stills with copies of the first.
    graph: (from) => `${from}select='${select}',setpts=N/${frameRate}/TB,format=yuvj420p[still]`,
    outputs: [
      '-map',
      '[still]',
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-q:v',
      '4',
      '-f',
      'image2',
      'still-%02d.jpg',
    ],
  }
}
