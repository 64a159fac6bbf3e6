import { z } from 'zod'

/** The sound's outline: one loudness from 0 to 1 for each equal piece of the recording. */
export type Peaks = readonly number[]

/** The waveform derivative: for each piece the least and the greatest sample, -128 to 127, one after the other. */
const Stored = z.object({ version: z.literal(1), peaks: z.array(z.number().min(-128).max(127)) })

/** Reads the waveform derivative; undefined for anything else, since a missing picture stops nothing. */
export function readPeaks(json: unknown): Peaks | undefined {
  const read = Stored.safeParse(json)
  if (!read.success || read.data.peaks.length < 2) return undefined
  const { peaks } = read.data
  return Array.from(
    { length: Math.floor(peaks.length / 2) },
    (_, i) => Math.max(Math.abs(peaks[2 * i] ?? 0), Math.abs(peaks[2 * i + 1] ?? 0)) / 128,
  )
}

/** As many bars as there is room for, each the loudest of the pieces it covers. */
export function barsOf(peaks: Peaks, count: number): Peaks {
  if (count < 1) return []
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((i + 1) * peaks.length) / count))
    let most = 0
    for (let at = from; at < to && at < peaks.length; at += 1) most = Math.max(most, peaks[at] ?? 0)
    return most
  })
}
