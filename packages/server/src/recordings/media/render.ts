import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { patience } from './derive.ts'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { opened, TOLERANT } from './input.ts'
import type { ReadableProbe, Stream } from './probe.ts'
import { type MediaTool, progressReader, run } from './tools.ts'
import { heard, mixed, type ViewCopyPlan } from './view-copy.ts'

/** The encoder splits its work by how many it has; with one number everywhere the bytes are the same everywhere. */
const THREADS = ['-threads', '2', '-filter_threads', '1']

/** One more view copy of an original, of graphs that end in `[view]` and `[sound]`. */
export interface Rendering {
  readonly original: string
  readonly probe: ReadableProbe
  /** What is opened beside the original, as ffmpeg's arguments. */
  readonly beside?: readonly string[]
  readonly graphs: readonly string[]
  readonly made: ViewCopyPlan
  readonly kind: Derivative['kind']
  readonly recipe: string
  /** Where it is made; names in the graphs are taken from here. */
  readonly folder: string
  readonly onProgress?: (share: number) => void
}

/** Renders it. Throws Malformed where the original cannot be decoded. */
export async function rendered(
  ffmpeg: MediaTool,
  { original, probe, beside = [], graphs, made, kind, recipe, folder, onProgress }: Rendering,
): Promise<Derivative> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const quiet = ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', ...TOLERANT]
  const args = [
    ...quiet,
    ...(await opened(original)),
    ...beside,
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
  finished(
    await run(ffmpeg, args, {
      ...limits,
      outputBytes: 512_000_000 + 2 * probe.bytes,
      ...(onProgress && { onOutput: progressReader(probe.durationMs, onProgress) }),
    }),
  )
  return {
    path: join(folder, made.file),
    kind,
    mediaType: made.mediaType,
    tool: `ffmpeg ${ffmpeg.version}`,
    recipe,
    parameters: made.parameters,
  }
}

/** All that is heard as `[sound]`, each track through the same filters; nothing where nothing is heard. */
export function soundGraph(sounds: readonly Stream[], filters = ''): string[] {
  if (sounds.length === 0) return []
  const labels = sounds.map((one) => `[heard${one.index}]`)
  const [only] = sounds
  if (sounds.length === 1 && only) return [`${heard(only)}${filters}[sound]`]
  return [...sounds.map((one, i) => `${heard(one)}${labels[i] ?? ''}`), `${mixed(labels, sounds)}${filters}[sound]`]
}
