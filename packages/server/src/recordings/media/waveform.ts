import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { opened, TOLERANT } from './input.ts'
import type { Stream } from './probe.ts'
import { mixed } from './view-copy.ts'
import { run, type MediaTool, type RunOptions } from './tools.ts'

/**
 * The shape of a recording's sound, all channels and tracks as one: for every `samplesPerPeak` samples the least and the greatest,
 * `[min, max, min, max …]`, each -128 to 127. Divided by 128 they are what wavesurfer.js takes as `peaks: [numbers]`;
 * its duration in seconds is `samples / sampleRate`.
 */
export const Waveform = z.object({
  version: z.literal(1),
  sampleRate: z.number().int(),
  samplesPerPeak: z.number().int(),
  samples: z.number().int(),
  peaks: z.array(z.number().int().min(-128).max(127)),
})
export type Waveform = z.infer<typeof Waveform>

const SAMPLE_RATE = 8000
/** Ten milliseconds at first; doubled as often as the recording's length asks for, so that memory has a bound. */
const FIRST_SAMPLES_PER_PEAK = 80
const MOST_PAIRS = 4000

/** Takes signed 16-bit little-endian samples in pieces of any length, and keeps the peaks alone. */
export function peakReader(): { readonly take: (bytes: Buffer) => void; readonly waveform: () => Waveform } {
  let peaks: number[] = []
  let samplesPerPeak = FIRST_SAMPLES_PER_PEAK
  let [samples, min, max, inPeak] = [0, 0, 0, 0]
  let odd: number | undefined

  const halve = (): void => {
    const merged: number[] = []
    for (let i = 0; i < peaks.length; i += 4) {
      merged.push(Math.min(peaks[i]!, peaks[i + 2]!), Math.max(peaks[i + 1]!, peaks[i + 3]!))
    }
    peaks = merged
    samplesPerPeak *= 2
  }
  const endPeak = (): void => {
    peaks.push(Math.floor(min / 256), Math.floor(max / 256))
    inPeak = 0
    // An even number of pairs: each one finds its neighbour.
    if (peaks.length === 2 * MOST_PAIRS) halve()
  }
  const sample = (value: number): void => {
    min = inPeak === 0 ? value : Math.min(min, value)
    max = inPeak === 0 ? value : Math.max(max, value)
    samples++
    if (++inPeak === samplesPerPeak) endPeak()
  }
  return {
    take: (bytes) => {
      let at = 0
      if (odd !== undefined && bytes.length > 0) {
        sample((((bytes[0]! << 8) | odd) << 16) >> 16)
        odd = undefined
        at = 1
      }
      for (; at + 1 < bytes.length; at += 2) sample(bytes.readInt16LE(at))
      if (at < bytes.length) odd = bytes[at]
    },
    waveform: () => {
      if (inPeak > 0) endPeak()
      return { version: 1, sampleRate: SAMPLE_RATE, samplesPerPeak, samples, peaks }
    },
  }
}

/** Writes `waveform.json` into `folder`. Throws Malformed when the sound cannot be decoded at all. */
export async function waveform(
  input: string,
  sounds: readonly Stream[],
  folder: string,
  ffmpeg: MediaTool,
  options: Pick<RunOptions, 'signal' | 'nice' | 'timeoutMs'>,
): Promise<Derivative> {
  const reader = peakReader()
  const labels = sounds.map((one) => `[0:${one.index}]`)
  const which =
    labels.length === 1
      ? ['-map', `0:${sounds[0]?.index}`]
      : ['-filter_complex', `${mixed(labels, sounds)}[mix]`, '-map', '[mix]']
  const decoded = [...which, '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', 'pipe:1']
  const args = ['-hide_banner', '-nostdin', '-loglevel', 'error', ...TOLERANT, ...(await opened(input)), ...decoded]
  finished(await run(ffmpeg, args, { ...options, reads: input, onOutput: reader.take }))
  const path = join(folder, 'waveform.json')
  const made = reader.waveform()
  await writeFile(path, JSON.stringify(made), { mode: 0o600 })
  const { sampleRate, samplesPerPeak } = made
  return {
    path,
    kind: 'waveform',
    mediaType: 'application/json',
    tool: `ffmpeg ${ffmpeg.version}`,
    recipe: 'waveform/1',
    parameters: { sampleRate, samplesPerPeak, channels: 1 },
  }
}
