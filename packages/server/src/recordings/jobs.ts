import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readWritten } from '@liuhen/core/evidence'
import { type Instant, Malformed, type Sha256, startOf } from '@liuhen/core/kernel'
import {
  type ContainerFacts,
  type Decoded,
  type Derivative,
  type Finding,
  type Grouped,
  lengthOf,
  readBatch,
  timedOf,
  type Timed,
  type Times,
  type Track,
} from '@liuhen/core/recordings'
import { deviceOf } from '../devices/index.ts'
import type { Journal } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import { blobDiffers, type DigestWorkers, type Vault } from '../vault/index.ts'
import {
  derive,
  type Derivative as Made,
  type DeriveOptions,
  type MediaTools,
  probe,
  type ReadableProbe,
} from './media/index.ts'
import { actOn } from './commands.ts'
import { dockedAround, recordingOf } from './store.ts'

export interface Deriving {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly tools: MediaTools
  /** Where derivatives are made before they are kept. */
  readonly folder: string
}

/** Puts what was found or made on record. */
export const note = (here: Deriving, id: string, ...found: readonly Finding[]): Promise<void> =>
  actOn(here, id, 'system', { do: 'note', found })

const factsOf = (found: Awaited<ReturnType<typeof probe>>, tool: string): ContainerFacts =>
  found.readable ? readableFacts(found, tool) : { readable: false, reason: found.reason, problems: [], tool }

function readableFacts(found: ReadableProbe, tool: string): ContainerFacts {
  const { video, audio, stamped } = found
  const whole = (value: number | null): number | undefined => (value === null ? undefined : Math.round(value))
  const given = <T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as never
  return {
    readable: true,
    container: found.container,
    problems: found.problems.map((one) => one.message),
    tracks: found.streams.filter((one) => !one.isCover).map(trackOf),
    written: writtenIn(found),
    ...(found.remarks.length > 0 && { remarks: found.remarks.map((one) => one.message) }),
    tool,
    ...given({
      duration: found.kind === 'image' ? 0 : whole(found.durationMs),
      creation: stamped.creationTime,
      location: stamped.location,
      make: stamped.make,
      model: stamped.model,
    }),
    ...(video?.width &&
      video.height && {
        video: {
          codec: video.codec,
          width: video.width,
          height: video.height,
          rotation: video.rotation,
          ...given({ profile: video.profile, frameRate: video.frameRate }),
        },
      }),
    ...(audio && {
      audio: { codec: audio.codec, ...given({ sampleRate: audio.sampleRate, channels: audio.channels }) },
    }),
  }
}

function trackOf({
  index,
  kind,
  codec,
  width,
  height,
  channels,
  durationMs,
  tags,
}: ReadableProbe['streams'][number]): Track {
  const title = (tags['title'] ?? tags['handler_name'] ?? '').replaceAll('\0', '').trim().slice(0, 80)
  const { language } = tags
  return {
    index,
    kind: kind === 'video' ? 'picture' : kind === 'audio' ? 'sound' : 'other',
    codec,
    ...(title !== '' && { title }),
    ...(language !== undefined && language !== 'und' && { language: language.slice(0, 20) }),
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(channels !== null && { channels }),
    ...(durationMs !== null && { duration: Math.round(durationMs) }),
  }
}

/** What its structure holds, and the date among the tags of sound files, where it tells the time of day. */
function writtenIn({ structure, tags }: ReadableProbe): NonNullable<ContainerFacts['written']> {
  const tagged = ['date', 'DATE', 'TDRC'].map((name) => tags[name]).find((one) => one !== undefined)
  const read = structure.written.length > 0 || tagged === undefined ? undefined : readWritten('tag', tagged)
  return read ? [read] : [...structure.written]
}

/** Reads the container, finds the times, and puts the recording into its take. */
export async function examineRecording(here: Deriving, id: string, signal?: AbortSignal): Promise<void> {
  const row = await recordingOf(here.db, id)
  const tool = `ffprobe ${here.tools.ffprobe.version}`
  const asked = { tools: here.tools, ...(signal && { signal }) }
  const found = await here.vault.withFile(row.sha256 as Sha256, (path) => probe(path, asked))
  if (!found.readable) await stillWhole(here, row)
  const container = factsOf(found, tool)
  const around = (await dockedAround(here.db, row)).map((one) =>
    one.id === id ? { id, state: { ...one.state, container } } : one,
  )
  const times = readBatch(
    around.map(({ state }) => timedOf(state)),
    await sinceOf(here, row.device),
  )
  const own = timedOf({ ...row.state, container })
  await note(here, id, { kind: 'ContainerRead/1', body: container }, { kind: 'TimesFound/1', body: times(own) })
  await readAgain(
    here,
    around.filter((one) => one.id !== id),
    times,
  )
}

/** From when on there is such a device, by the register; undefined where it does not say. */
async function sinceOf(here: Deriving, device: string | null): Promise<Instant | undefined> {
  if (device === null) return undefined
  const { inServiceSince } = (await deviceOf(here.db, device)).state
  return inServiceSince && startOf(inServiceSince)
}

/** What files of one device say together is clearer with each of them: those whose times come out anew are noted again. */
async function readAgain(here: Deriving, others: readonly Grouped[], times: (one: Timed) => Times): Promise<void> {
  for (const { id, state } of others) {
    if (!state.times) continue
    const found = times(timedOf(state))
    if (isDeepStrictEqual(timesOnly(found), timesOnly(state.times))) continue
    await note(here, id, { kind: 'TimesFound/1', body: found })
  }
}

/** The votes of a batch grow with it and change nothing by themselves. */
const timesOnly = ({ reading: _reading, ...rest }: Times) => rest

/**
 * Before a recording is said to be unreadable it is read once more: a disk that fails, or a blob that has rotted, looks the
 * same to whoever decodes it. Throws Corrupt.
 */
async function stillWhole(here: Deriving, { sha256, bytes }: { sha256: string; bytes: number }): Promise<void> {
  const now = await here.vault.digest(sha256 as Sha256)
  if (now.sha256 !== sha256 || now.bytes !== bytes) throw blobDiffers(sha256 as Sha256)
}

/** Makes the view copy, stills and waveform; the original is only read. Each is kept in the vault under its digest. */
export async function deriveRecording(
  here: Deriving,
  id: string,
  how: Pick<DeriveOptions, 'onProgress' | 'signal'> = {},
): Promise<void> {
  const row = await recordingOf(here.db, id)
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(here.folder, 'derive-'))
  try {
    await here.vault.withFile(row.sha256 as Sha256, async (path) => {
      const { signal } = how
      const found = await probe(path, { tools: here.tools, ...(signal && { signal }) })
      if (!found.readable) {
        await stillWhole(here, row)
        throw new Undecodable(`${found.reason.zh} · ${found.reason.en}`)
      }
      const made = await derive(path, found, folder, { tools: here.tools, nice: 10, ...how }).catch(
        async (error: unknown) => {
          if (!(error instanceof Malformed)) throw error
          await stillWhole(here, row)
          throw new Undecodable(error.obstacles.map(({ message }) => `${message.zh} · ${message.en}`).join(' · '))
        },
      )
      const still = (one: (typeof made.stills)[number]) => keep(here, row.sha256 as Sha256, one, Math.round(one.atMs))
      const kept = [await keep(here, row.sha256 as Sha256, made.viewCopy)]
      for (const one of made.trackCopies)
        kept.push({ ...(await keep(here, row.sha256 as Sha256, one)), track: one.track })
      for (const one of made.stills) kept.push(await still(one))
      if (made.thumbnails) kept.push(await keep(here, row.sha256 as Sha256, made.thumbnails))
      if (made.waveform) kept.push(await keep(here, row.sha256 as Sha256, made.waveform))
      const stretches = {
        stretches: made.stretches.map((one) => ({
          kind: one.kind,
          from: Math.round(one.fromMs),
          to: Math.round(one.toMs),
        })),
        tool: made.viewCopy.tool,
        recipe: made.stretchesFile?.recipe ?? made.viewCopy.recipe,
      }
      const decoded: Decoded = {
        duration: Math.round(made.decodedMs ?? 0),
        tracks: made.tracks.map((one) => ({ ...one })),
        undecodable: made.undecodable.map(({ track, fromMs, toMs, said }) => ({ track, from: fromMs, to: toMs, said })),
        tool: made.viewCopy.tool,
        recipe: made.viewCopy.recipe,
      }
      await note(
        here,
        id,
        ...kept.map((body): Finding => ({ kind: 'DerivativeMade/1', body })),
        { kind: 'StretchesFound/1', body: stretches },
        { kind: 'RecordingDecoded/1', body: decoded },
      )
      await timeAgain(here, id)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where what was decoded is longer or shorter than the header said, its times are found anew. */
async function timeAgain(here: Deriving, id: string): Promise<void> {
  const row = await recordingOf(here.db, id)
  if (lengthOf(row.state) === row.state.container?.duration) return
  const around = await dockedAround(here.db, row)
  const times = readBatch(
    around.map(({ state }) => timedOf(state)),
    await sinceOf(here, row.device),
  )
  await readAgain(here, around, times)
}

/** The original cannot be decoded: trying again will not help. */
export class Undecodable extends Error {}

/** Puts a derivative into the vault under its digest, and describes it as its event does. */
export async function keep(here: Deriving, original: Sha256, made: Made, position?: number): Promise<Derivative> {
  const { size } = await stat(made.path)
  const file = await open(made.path, 'r')
  await file.sync().finally(() => file.close())
  const digests = await here.workers.follow(made.path).finish(size)
  await here.vault.put(made.path, digests, size)
  return {
    kind: made.kind as Derivative['kind'],
    original,
    ...digests,
    bytes: size,
    mediaType: made.mediaType,
    tool: made.tool,
    recipe: made.recipe,
    parameters: { ...made.parameters },
    ...(position !== undefined && { position }),
  }
}

/** Notes for good that a step will not succeed, with its reason. */
export async function noteFailure(
  here: Deriving,
  id: string,
  step: string,
  reason: string,
  attempts: number,
): Promise<void> {
  await note(here, id, { kind: 'DerivationFailed/1', body: { step, reason: reason.slice(0, 500), attempts } })
}
