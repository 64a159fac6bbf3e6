import { opened, TOLERANT } from './input.ts'
import type { Stream } from './probe.ts'
import { run, type MediaTool, type RunOptions } from './tools.ts'

/** Whether a track could be decoded; `said` is the decoder's last word where it could not. */
export interface TrackDecoded {
  readonly index: number
  readonly decoded: boolean
  readonly said?: string
}

/** Decodes one track by itself from end to end, into nothing. */
export async function decodesAlone(
  input: string,
  track: Stream,
  ffmpeg: MediaTool,
  limits: Pick<RunOptions, 'signal' | 'nice' | 'timeoutMs'>,
): Promise<TrackDecoded> {
  let reached = 0
  const report = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-progress', 'pipe:1', ...TOLERANT]
  const args = [...report, ...(await opened(input)), '-map', `0:${track.index}`, '-f', 'null', '-']
  const { code, complaint } = await run(ffmpeg, args, {
    ...limits,
    reads: input,
    onOutput: (bytes) => {
      for (const [, time] of bytes.toString('latin1').matchAll(/out_time_us=(\d+)/g))
        reached = Math.max(reached, Number(time))
    },
  })
  if (code === 0 && reached > 0) return { index: track.index, decoded: true }
  const said = complaint.trim().split('\n').at(-1)?.slice(0, 200)
  return { index: track.index, decoded: false, ...(said && { said }) }
}
