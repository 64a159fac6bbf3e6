import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewEvent } from '@liuhen/core/journal'
import { Failure, type Sha256 } from '@liuhen/core/kernel'
import {
  type ContainerFacts,
  type Derivative,
  type Grouped,
  type RecordingState,
  timesOf,
} from '@liuhen/core/recordings'
import type { Record } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import { derive, type Derivative as Made, type MediaTools, probe, type ReadableProbe } from './media/index.ts'
import { dockedAround, recordingOf } from './store.ts'

export interface Deriving {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly record: Record
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly tools: MediaTools
  /** Where derivatives are made before they are kept. */
  readonly folder: string
}

/** Writes what a job found onto its recording's stream; someone may have written meanwhile, then once more. */
async function note(here: Deriving, id: string, events: (version: number) => readonly NewEvent[]): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { version } = await recordingOf(here.db, id)
    try {
      await here.db.transaction().execute((trx) => here.record(trx, events(version)))
      return
    } catch (error) {
      if (tries >= 10 || !(error instanceof Failure) || error.obstacles[0]?.code !== 'changed-meanwhile') throw error
    }
  }
}

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

/** Reads the container, finds the times, and puts the recording into its take. */
export async function examineRecording(here: Deriving, id: string): Promise<void> {
  const row = await recordingOf(here.db, id)
  const tool = `ffprobe ${here.tools.ffprobe.version}`
  const found = await here.vault.withFile(row.sha256 as Sha256, (path) => probe(path, { tools: here.tools }))
  const container = factsOf(found, tool)
  const around = (await dockedAround(here.db, row)).map((one) =>
    one.id === id ? { id, state: { ...one.state, container } } : one,
  )
  const batch = around.map(({ state }) => state)
  const times = timesOf({ ...row.state, container }, batch)
  const at = here.clock.now()
  await note(here, id, (version) => [
    { stream: `recording:${id}`, version: version + 1, kind: 'ContainerRead/1', at, actor: 'system', body: container },
    { stream: `recording:${id}`, version: version + 2, kind: 'TimesFound/1', at, actor: 'system', body: times },
  ])
  const others = around.filter((one) => one.id !== id)
  await readAgain(here, others, batch)
}

/** What this device means by its stamps is clearer with each file: those read by an earlier judgement are read again. */
async function readAgain(here: Deriving, others: readonly Grouped[], batch: readonly RecordingState[]): Promise<void> {
  for (const { id, state } of others) {
    if (state.times?.reading.source !== 'container') continue
    const times = timesOf(state, batch)
    if (times.start === state.times.start) continue
    const at = here.clock.now()
    await note(here, id, (version) => [
      { stream: `recording:${id}`, version: version + 1, kind: 'TimesFound/1', at, actor: 'system', body: times },
    ])
  }
}

/** Makes the view copy, stills and waveform; the original is only read. Each is kept in the vault under its digest. */
export async function deriveRecording(here: Deriving, id: string, onProgress: (share: number) => void): Promise<void> {
  const row = await recordingOf(here.db, id)
  await mkdir(here.folder, { recursive: true })
  const folder = await mkdtemp(join(here.folder, 'derive-'))
  try {
    await here.vault.withFile(row.sha256 as Sha256, async (path) => {
      const found = await probe(path, { tools: here.tools })
      if (!found.readable) throw new Undecodable(found.reason.en)
      const made = await derive(path, found, folder, { tools: here.tools, nice: 10, onProgress })
      const still = (one: (typeof made.stills)[number]) => keep(here, row.sha256 as Sha256, one, Math.round(one.atMs))
      const kept = [await keep(here, row.sha256 as Sha256, made.viewCopy)]
      for (const one of made.stills) kept.push(await still(one))
      if (made.waveform) kept.push(await keep(here, row.sha256 as Sha256, made.waveform))
      const at = here.clock.now()
      const stretches = {
        stretches: made.stretches.map((one) => ({
          kind: one.kind,
          from: Math.round(one.fromMs),
          to: Math.round(one.toMs),
        })),
        tool: made.viewCopy.tool,
        recipe: made.stretchesFile?.recipe ?? made.viewCopy.recipe,
      }
      await note(here, id, (version) => [
        ...kept.map((body, i) => ({
          stream: `recording:${id}`,
          version: version + 1 + i,
          kind: 'DerivativeMade/1' as const,
          at,
          actor: 'system',
          body,
        })),
        {
          stream: `recording:${id}`,
          version: version + 1 + kept.length,
          kind: 'StretchesFound/1',
          at,
          actor: 'system',
          body: stretches,
        },
      ])
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The original cannot be decoded: trying again will not help. */
export class Undecodable extends Error {}

async function keep(here: Deriving, original: Sha256, made: Made, position?: number): Promise<Derivative> {
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
  await note(here, id, (version) => [
    {
      stream: `recording:${id}`,
      version: version + 1,
      kind: 'DerivationFailed/1',
      at: here.clock.now(),
      actor: 'system',
      body: { step, reason: reason.slice(0, 500), attempts },
    },
  ])
}
