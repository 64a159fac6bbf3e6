import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MOST_FRAMES, tooMuchOutput } from './limits.ts'
import type { Derivative } from './derivative.ts'
import { finished } from './failure.ts'
import { joinTiles, writeTiles } from './heic.ts'
import { opened, TOLERANT } from './input.ts'
import { pictures, probe as probeOf, type ReadableProbe, sounds, type Stream } from './probe.ts'
import { stillPlan, type StillPlan } from './stills.ts'
import { listening, stretchReader, THRESHOLDS, watching, type Stretch } from './stretches.ts'
import { thumbnailPlan, type ThumbnailPlan, thumbnailSheet } from './thumbnails.ts'
import {
  type Ended,
  mediaTools,
  progressReader,
  run,
  type MediaTool,
  type MediaTools,
  type RunOptions,
} from './tools.ts'
import { decodesAlone, type TrackDecoded } from './tracks.ts'
import { undecodableIn, type Undecodable } from './undecodable.ts'
import { heard, mixed, photographBranch, seen, trackCopyPlan, viewCopyPlan, viewFrameRate } from './view-copy.ts'
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

/** One more picture, or one of several sounds, by itself. */
export interface TrackCopy extends Derivative {
  readonly kind: 'track-copy'
  readonly track: number
}

export interface Derived {
  readonly viewCopy: ViewCopy
  readonly trackCopies: readonly TrackCopy[]
  readonly stills: readonly Still[]
  /** Null where nothing moves, and where nobody knows for how long. */
  readonly thumbnails: Derivative | null
  /** Null when there is no sound. */
  readonly waveform: Derivative | null
  /** As data and, except for photographs, as `stretches.json`. */
  readonly stretches: readonly Stretch[]
  readonly stretchesFile: Derivative | null
  /** How often the decoder complained: bytes damaged inside a container that looks whole show only here. */
  readonly decodeErrors: number
  /** How long what was decoded is; null for a photograph. */
  readonly decodedMs: number | null
  /** Every picture and sound track, and whether anything of it could be decoded. */
  readonly tracks: readonly TrackDecoded[]
  /** Where they could not be decoded. */
  readonly undecodable: readonly Undecodable[]
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

/**
 * Ten minutes and thirty times its own length is more than the slowest machine here needs for a recording, and so are
 * twenty seconds for each of its megabytes: its length is what it claims, its bytes are what was brought.
 */
export const patience = (durationMs: number | null, bytes: number): number =>
  600_000 + Math.min(30 * (durationMs ?? 3_600_000), (20_000 * bytes) / 1_000_000)
/** No copy for looking at is twice as large as its original, save of what is small. */
const outputOf = (bytes: number): number => 512_000_000 + 2 * bytes
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
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await realpath(folder)) === dirname(await realpath(input)))
    throw new RangeError('derivatives are never written next to their original')
  const tools = options.tools ?? (await mediaTools())
  const { ffmpeg } = tools
  const tool = `ffmpeg ${ffmpeg.version}`
  const { signal, nice, onProgress, timeoutMs = patience(probe.durationMs, probe.bytes) } = options
  const limits = {
    timeoutMs,
    outputBytes: outputOf(probe.bytes),
    ...(signal && { signal }),
    ...(nice !== undefined && { nice }),
  }

  const all = probe.kind === 'image' ? pictures(probe.streams).slice(0, 1) : watchable(probe)
  const source = await sourceOf(input, probe, folder)
  const given = { probe, source, folder, stills: options.stills ?? 6, ffmpeg, limits, onProgress }
  let chosen = all.filter((one) => one.isKnown)
  let lost: TrackDecoded[] = all.filter((one) => !one.isKnown).map(({ index }) => ({ index, decoded: false }))
  let pass = await onePass(given, chosen, 1)
  if (failed(pass.ended) && chosen.length > 1) {
    // One track that cannot be decoded never takes the others with it.
    const alone: TrackDecoded[] = []
    for (const track of chosen) alone.push(await decodesAlone(source.path, track, ffmpeg, limits))
    const sound = chosen.filter((one) => alone.some(({ index, decoded }) => decoded && index === one.index))
    if (sound.length > 0 && sound.length < chosen.length) {
      chosen = sound
      lost = [...lost, ...alone.filter((one) => !one.decoded)]
      pass = await onePass(given, chosen, 2)
    }
  }
  finished(pass.ended)

  const [picture] = pictures(chosen)
  const heardOn = probe.kind === 'image' ? [] : sounds(chosen)
  const made = { tool, parameters: pass.plan.parameters }
  const files = (await readdir(pass.folder)).filter((name) => /^still-\d+\.jpg$/.test(name)).sort()
  const stills = files.map((name, i): Still => {
    const parameters = { atMs: pass.stillsAtMs[i] ?? 0, quality: 4 }
    return { ...still(join(pass.folder, name), tool), parameters, atMs: parameters.atMs }
  })
  const viewPath = join(pass.folder, pass.plan.file)
  const decodedMs = probe.kind === 'image' ? null : await lengthOf(viewPath, tools)
  const found = probe.kind === 'image' ? [] : pass.stretches.found(decodedMs ?? probe.durationMs ?? 0)
  const shape = heardOn.length === 0 ? null : await waveform(input, heardOn, pass.folder, ffmpeg, limits)
  const stretchesFile = probe.kind === 'image' ? null : await written(pass.folder, found, tool)
  const undecodable: Undecodable[] = []
  if (pass.decodeErrors > 0 && probe.kind === 'image' && picture)
    undecodable.push({ track: picture.index, fromMs: 0, toMs: 0, said: pass.complaint })
  else if (pass.decodeErrors > 0)
    for (const track of chosen) undecodable.push(...(await undecodableIn(input, track, tools.ffprobe, limits)))
  onProgress?.(1)
  return {
    viewCopy: {
      ...made,
      path: viewPath,
      kind: 'view-copy',
      mediaType: pass.plan.mediaType,
      recipe: 'view-copy/2',
      frameRate: probe.kind === 'video' && picture ? viewFrameRate(picture) : null,
    },
    trackCopies: pass.copies.map(({ track, plan }) => ({
      path: join(pass.folder, plan.file),
      kind: 'track-copy',
      mediaType: plan.mediaType,
      tool,
      recipe: 'track-copy/1',
      parameters: plan.parameters,
      track: track.index,
    })),
    stills,
    thumbnails: pass.thumbnails ? thumbnailSheet(pass.folder, tool, pass.thumbnails) : null,
    stretches: found,
    stretchesFile,
    waveform: shape,
    decodeErrors: pass.decodeErrors,
    decodedMs,
    tracks: [...chosen.map(({ index }) => ({ index, decoded: true })), ...lost].sort((a, b) => a.index - b.index),
    undecodable,
  }
}

const watchable = ({ streams }: ReadableProbe): Stream[] => [...pictures(streams), ...sounds(streams)]

/** Whether it failed for a reason that may be one track's; what is ours, time and disk, is told at once. */
const failed = ({ code, complaint }: Ended): boolean => code !== 0 && !OURS.test(complaint)
const OURS = /No space left on device|Disk quota exceeded|Read-only file system|Cannot allocate memory/

interface Source {
  readonly path: string
  /** What its picture passes through before anything else. */
  readonly first: string
}

/** What ffmpeg reads: the original, or, for a photograph it does not open, its coded tiles. */
async function sourceOf(input: string, { structure }: ReadableProbe, folder: string): Promise<Source> {
  if (!structure.heif) return { path: input, first: '' }
  const path = join(folder, 'tiles.hevc')
  await writeTiles(input, structure.heif, path)
  return { path, first: joinTiles(structure.heif) }
}

/** Sound is padded to whole blocks: where there is a picture of about the same length, that is how long it is. */
async function lengthOf(path: string, tools: MediaTools): Promise<number | null> {
  const found = await probeOf(path, { tools })
  if (!found.readable) return null
  const [seenMs, heardMs] = [found.video?.durationMs ?? 0, found.audio?.durationMs ?? 0]
  const longest = Math.max(seenMs, heardMs)
  if (longest === 0) return found.durationMs
  return seenMs > 0 && longest - seenMs < 1000 ? seenMs : longest
}

const still = (path: string, tool: string) =>
  ({ path, kind: 'still', mediaType: 'image/jpeg', tool, recipe: 'still/1' }) as const

async function written(folder: string, found: readonly Stretch[], tool: string): Promise<Derivative> {
  const path = join(folder, 'stretches.json')
  await writeFile(path, JSON.stringify({ version: 1, stretches: found }), { mode: 0o600 })
  return { path, kind: 'stretches', mediaType: 'application/json', tool, recipe: 'stretches/1', parameters: THRESHOLDS }
}

interface Given {
  readonly probe: ReadableProbe
  readonly source: Source
  readonly folder: string
  readonly stills: number
  readonly ffmpeg: MediaTool
  readonly limits: Pick<RunOptions, 'signal' | 'nice' | 'timeoutMs' | 'outputBytes'>
  readonly onProgress: DeriveOptions['onProgress']
}

/** The one pass over the original in which these tracks are decoded for everything that is made of them. */
async function onePass(given: Given, chosen: readonly Stream[], attempt: number) {
  const folder = join(given.folder, `pass-${attempt}`)
  await mkdir(folder, { mode: 0o700 })
  const plan = planOf(given, chosen)
  const stretches = stretchReader(sounds(chosen).length)
  const endless = new AbortController()
  const counted = frameReader(() => endless.abort(tooMuchOutput()))
  const progress = progressReader(given.probe.durationMs, (share) => given.onProgress?.(share * FIRST_PASS))
  const { signal } = given.limits
  let [decodeErrors, complaint] = [0, '']
  const report = ['-hide_banner', '-nostdin', '-y', '-nostats', '-loglevel', 'level+info', '-progress', 'pipe:1']
  const ended: Ended =
    chosen.length === 0
      ? { code: 1, complaint: 'no track of a known coding' }
      : await run(given.ffmpeg, [...report, ...TOLERANT, ...(await opened(given.source.path)), ...plan.args], {
          ...given.limits,
          signal: signal ? AbortSignal.any([signal, endless.signal]) : endless.signal,
          // Outputs are named relative to it, so that nothing in its own name means anything to ffmpeg.
          cwd: folder,
          reads: given.source.path,
          onOutput: (bytes) => {
            counted(bytes)
            progress(bytes)
          },
          onLine: (line) => {
            stretches.line(line)
            if (!/\[(error|fatal)\]/.test(line)) return
            decodeErrors++
            complaint ||= line.replace(/^.*\[(?:error|fatal)\] /, '').slice(0, 200)
          },
        })
  return { ...plan, folder, stretches, ended, decodeErrors, complaint }
}

/** Calls back once more pictures were made than anybody looks at. */
function frameReader(tooMany: () => void): (bytes: Buffer) => void {
  return (bytes) => {
    for (const [, frames] of bytes.toString('latin1').matchAll(/^frame=(\d+)$/gm))
      if (Number(frames) > MOST_FRAMES) tooMany()
  }
}

function planOf({ probe: { kind, durationMs }, source, stills: count }: Given, chosen: readonly Stream[]) {
  const [video, ...more] = pictures(chosen)
  const audible = kind === 'image' ? [] : sounds(chosen)
  const plan = viewCopyPlan(kind, video, audible)
  if (kind === 'image' && video !== undefined) {
    const branch = photographBranch(video, plan)
    const first = source.first === '' ? '' : `[0:${video.index}]${source.first}[joined];`
    const graph = first + branch.graph(first === '' ? `[0:${video.index}]` : '[joined]')
    const args = ['-filter_complex', graph, ...branch.outputs]
    return { plan, copies: [], args, stillsAtMs: [0], thumbnails: undefined }
  }
  const graph: string[] = []
  let still: StillPlan | undefined
  let thumbnails: ThumbnailPlan | undefined
  if (video !== undefined) {
    still = stillPlan(count, durationMs, viewFrameRate(video))
    thumbnails = thumbnailPlan(video, durationMs, viewFrameRate(video))
    const branches = `${seen(video)},split=${thumbnails ? 4 : 3}[view][watched][spread]${thumbnails ? '[laid]' : ''}`
    graph.push(branches, watching('[watched]'), still.graph('[spread]'))
    if (thumbnails) graph.push(thumbnails.graph('[laid]'))
  }
  for (const one of more) graph.push(`${seen(one)}[alone${one.index}]`)
  const [only, second] = audible
  if (only && !second) graph.push(`${heard(only)},asplit=2[sound][listened]`, listening('[listened]'))
  if (second) {
    for (const { index, ...one } of audible)
      graph.push(
        `${heard({ index, ...one })},asplit=3[mix${index}][listened${index}][alone${index}]`,
        listening(`[listened${index}]`),
      )
    graph.push(
      `${mixed(
        audible.map(({ index }) => `[mix${index}]`),
        audible,
      )}[sound]`,
    )
  }
  const copies = [...more, ...(second ? audible : [])].map((track) => ({ track, plan: trackCopyPlan(track) }))
  const outputs = [
    ...plan.outputs,
    ...copies.flatMap((one) => one.plan.outputs),
    ...(still?.outputs ?? []),
    ...(thumbnails?.outputs ?? []),
  ]
  const args = ['-filter_complex', graph.join(';'), ...outputs]
  return { plan, copies, args, stillsAtMs: still?.atMs ?? [], thumbnails }
}
