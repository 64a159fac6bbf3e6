import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { opened } from './input.ts'
import type { ReadableProbe } from './probe.ts'
import { stillPlan, type StillPlan } from './stills.ts'
import { listening, stretchReader, THRESHOLDS, watching, type Stretch } from './stretches.ts'
import { mediaTools, progressReader, run, type MediaTools } from './tools.ts'
import { heard, photographBranch, seen, viewCopyPlan, viewFrameRate, type ViewCopyPlan } from './view-copy.ts'
import { waveform } from './waveform.ts'

export interface ViewCopy extends Derivative {
  readonly kind: 'view-copy'
  /** Constant frames per second, so that one step of the player is `1 / frameRate` s; null when nothing moves. */
  readonly frameRate: number | null
}
export interface Still extends Derivative {
  readonly kind: 'still'
  readonly atMs: number
}

export interface Derived {
  readonly viewCopy: ViewCopy
  readonly stills: readonly Still[]
  /** Null when there is no sound. */
  readonly waveform: Derivative | null
  /** As data and, except for photographs, as `stretches.json`. */
  readonly stretches: readonly Stretch[]
  readonly stretchesFile: Derivative | null
  /** How often the decoder complained: bytes damaged inside a container that looks whole show only here. */
  readonly decodeErrors: number
}

export interface DeriveOptions {
  readonly stills?: number
  readonly signal?: AbortSignal
  readonly nice?: number
  readonly timeoutMs?: number
  readonly tools?: MediaTools
  /** Share done, 0 to 1, never backwards. */
  readonly onProgress?: (share: number) => void
}

/** Ten minutes and thirty times its own length is more than the slowest machine here needs for a recording. */
const patience = (durationMs: number | null): number => 600_000 + 30 * (durationMs ?? 3_600_000)
/** The picture takes nearly all of the time, the waveform the rest. */
const FIRST_PASS = 0.95

/**
 * Everything that is made of one original, into `folder`: the view copy, stills, waveform and the black, frozen and
 * silent stretches, the picture decoded once for all. The original is only read; `folder` must not be the one it is in.
 * Throws Malformed when it cannot be decoded, Refused when the disk is full or it takes too long; then what `folder`
 * holds is worthless.
 */
export async function derive(
  input: string,
  probe: ReadableProbe,
  folder: string,
  options: DeriveOptions = {},
): Promise<Derived> {
  await mkdir(folder, { recursive: true })
  if ((await realpath(folder)) === dirname(await realpath(input)))
    throw new RangeError('derivatives are never written next to their original')
  const { ffmpeg } = options.tools ?? (await mediaTools())
  const tool = `ffmpeg ${ffmpeg.version}`
  const { signal, nice, onProgress, timeoutMs = patience(probe.durationMs) } = options
  const limits = { timeoutMs, ...(signal && { signal }), ...(nice !== undefined && { nice }) }

  const plan = viewCopyPlan(probe)
  const pass = onePass(probe, plan, options.stills ?? 6)
  const stretches = stretchReader()
  let decodeErrors = 0
  const report = ['-hide_banner', '-nostdin', '-y', '-nostats', '-loglevel', 'level+info', '-progress', 'pipe:1']
  const ended = await run(ffmpeg.path, [...report, ...(await opened(input)), ...pass.args], {
    ...limits,
    // Outputs are named relative to it, so that nothing in its own name means anything to ffmpeg.
    cwd: folder,
    onOutput: progressReader(probe.durationMs, (share) => onProgress?.(share * FIRST_PASS)),
    onLine: (line) => {
      stretches.line(line)
      if (/\[error\]/.test(line)) decodeErrors++
    },
  })
  finished(ended)

  const made = { tool, parameters: plan.parameters }
  const files = (await readdir(folder)).filter((name) => /^still-\d+\.jpg$/.test(name)).sort()
  const stills = files.map((name, i): Still => {
    const parameters = { atMs: pass.stillsAtMs[i] ?? 0, quality: 4 }
    return { ...still(join(folder, name), tool), parameters, atMs: parameters.atMs }
  })
  const found = probe.kind === 'image' ? [] : stretches.found(probe.durationMs ?? 0)
  const sound = probe.audio === null || probe.kind === 'image' ? null : { ...probe, audio: probe.audio }
  const shape = sound && (await waveform(input, sound, folder, ffmpeg, limits))
  const stretchesFile = probe.kind === 'image' ? null : await written(folder, found, tool)
  onProgress?.(1)
  return {
    viewCopy: {
      ...made,
      path: join(folder, plan.file),
      kind: 'view-copy',
      mediaType: plan.mediaType,
      recipe: 'view-copy/1',
      frameRate: probe.kind === 'video' && probe.video ? viewFrameRate(probe.video) : null,
    },
    stills,
    stretches: found,
    stretchesFile,
    waveform: shape,
    decodeErrors,
  }
}

const still = (path: string, tool: string) =>
  ({ path, kind: 'still', mediaType: 'image/jpeg', tool, recipe: 'still/1' }) as const

async function written(folder: string, found: readonly Stretch[], tool: string): Promise<Derivative> {
  const path = join(folder, 'stretches.json')
  await writeFile(path, JSON.stringify({ version: 1, stretches: found }))
  return { path, kind: 'stretches', mediaType: 'application/json', tool, recipe: 'stretches/1', parameters: THRESHOLDS }
}

/** The arguments of the one pass over the original. */
function onePass(
  { kind, video, audio, durationMs }: ReadableProbe,
  plan: ViewCopyPlan,
  count: number,
): { readonly args: string[]; readonly stillsAtMs: readonly number[] } {
  if (kind === 'image' && video !== null) {
    const branch = photographBranch(video, plan)
    const graph = branch.graph(`[0:${video.index}]`)
    return { args: ['-filter_complex', graph, ...branch.outputs], stillsAtMs: [0] }
  }
  const graph: string[] = []
  let stills: StillPlan | undefined
  if (video !== null) {
    stills = stillPlan(count, durationMs, viewFrameRate(video))
    graph.push(`${seen(video)},split=3[view][watched][spread]`, watching('[watched]'), stills.graph('[spread]'))
  }
  if (audio !== null) graph.push(`${heard(audio)},asplit=2[sound][listened]`, listening('[listened]'))
  return {
    args: ['-filter_complex', graph.join(';'), ...plan.outputs, ...(stills?.outputs ?? [])],
    stillsAtMs: stills?.atMs ?? [],
  }
}
