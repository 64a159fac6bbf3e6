import { opened } from './input.ts'
import type { Stream } from './probe.ts'
import { run, type MediaTool, type RunOptions } from './tools.ts'

/** A stretch of a track that could not be decoded, in milliseconds from the start; `said` is the decoder's first word. */
export interface Undecodable {
  readonly track: number
  readonly fromMs: number
  readonly toMs: number
  readonly said: string
}

/** Damaged stretches that lie closer together than this are one: between them hardly anything is whole. */
const TOGETHER_MS = 1000
/** A clock that goes back by more than this began again. */
const RESTART_MS = 1000
/** One broken file makes no more entries than a person can read. */
const MOST = 200

/**
 * Reads what ffprobe says of packets, frames and its decoder's complaints, line by line. A packet is damaged when no frame
 * came of it, or when the decoder complained about its frame. Where packets carry no times, a frame that is missing
 * between two others tells.
 */
export function damageReader(track: number): {
  readonly line: (line: string) => void
  readonly found: () => Undecodable[]
} {
  /** Start and length of each packet still waiting for its frame, in milliseconds. */
  const waiting = new Map<number, number>()
  const damaged: { readonly from: number; readonly to: number }[] = []
  let [first, shift, last, said]: [number | undefined, number, number, string] = [undefined, 0, 0, '']
  let [timed, previousEnd]: [boolean, number | undefined] = [false, undefined]
  const value = (line: string, name: string): number | undefined => {
    const found = new RegExp(`(?:^|\\|)${name}=(-?[\\d.]+)`).exec(line)?.[1]
    return found === undefined ? undefined : Math.round(Number(found) * 1000)
  }
  const placed = (time: number): number => {
    first ??= time
    if (time + shift < last - RESTART_MS) shift = last - time
    return time + shift - first
  }
  const line = (one: string): void => {
    if (one.startsWith('packet|')) {
      const [time, length] = [value(one, 'pts_time') ?? value(one, 'dts_time'), value(one, 'duration_time') ?? 0]
      // What lies before the beginning is there to start the decoder; the file itself says that it is not presented.
      if (time === undefined || time < 0) return
      timed = true
      waiting.set(placed(time), length)
      last = Math.max(last, time + shift)
    }
    if (one.startsWith('frame|')) {
      const [time, length] = [value(one, 'best_effort_timestamp_time'), value(one, 'pkt_duration_time') ?? 0]
      if (time === undefined) return
      const at = placed(time)
      waiting.delete(at)
      const complaint = /\|message=(?:\[[^\]]*\] )?(.*)$/.exec(one)?.[1]
      if (complaint !== undefined) note(at, at + length, complaint)
      const gap = previousEnd === undefined ? 0 : at - previousEnd
      if (!timed && gap > Math.max(250, 3 * length)) note(previousEnd as number, at, '')
      previousEnd = Math.max(previousEnd ?? 0, at + length)
      if (!timed) last = Math.max(last, time + shift)
    } else if (said === '') said = /^(?:log\|.*)?message=(?:\[[^\]]*\] )?(.*)$/.exec(one)?.[1] ?? ''
  }
  const note = (from: number, to: number, complaint: string): void => {
    damaged.push({ from, to })
    if (said === '') said = complaint
  }
  return {
    line,
    found: () => {
      const all = [...damaged, ...[...waiting].map(([from, length]) => ({ from, to: from + length }))]
      const joined: { from: number; to: number }[] = []
      for (const { from, to } of all.sort((a, b) => a.from - b.from)) {
        const before = joined.at(-1)
        if (before && from - before.to < TOGETHER_MS) before.to = Math.max(before.to, to)
        else joined.push({ from: Math.max(0, from), to: Math.max(0, to) })
      }
      const words = said.slice(0, 200) || 'not decoded'
      return joined.slice(0, MOST).map(({ from, to }) => ({ track, fromMs: from, toMs: to, said: words }))
    },
  }
}

/** Decodes a track once more, one thread after the other, to find where it is damaged. */
export async function undecodableIn(
  input: string,
  track: Stream,
  ffprobe: MediaTool,
  limits: Pick<RunOptions, 'signal' | 'nice' | 'timeoutMs'>,
): Promise<Undecodable[]> {
  const reader = damageReader(track.index)
  let rest = ''
  const show =
    'packet=pts_time,dts_time,duration_time:frame=best_effort_timestamp_time,pkt_duration_time:frame_side_data=:log=message'
  const args = [
    '-hide_banner',
    '-loglevel',
    'error',
    '-threads',
    '1',
    '-show_log',
    '16',
    '-select_streams',
    String(track.index),
    '-show_entries',
    show,
    '-of',
    'compact',
    ...(await opened(input)),
  ]
  await run(ffprobe, args, {
    ...limits,
    reads: input,
    onOutput: (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(reader.line)
    },
  })
  reader.line(rest)
  return reader.found()
}
