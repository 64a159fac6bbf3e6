import { availableParallelism } from 'node:os'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { activitiesHandlers, activitiesReaction } from './activities/index.ts'
import { coverageHandlers, liveNumbers } from './coverage/index.ts'
import { devicesCsv, devicesHandlers, devicesReaction, stationOf } from './devices/index.ts'
import { bind } from './http/index.ts'
import type { Doorkeeper, Handlers, Refusals } from './http/index.ts'
import { intakeHandlers, quarantineReaction, Settling, Staging } from './intake/index.ts'
import { recorder } from './ledger/index.ts'
import { logHandlers } from './log/index.ts'
import type { LogDesk } from './log/index.ts'
import { packagesHandlers, typst } from './packages/index.ts'
import { checkChosen, firstRules, lawOf, offeredPacks, packsHandlers, packsReaction, readPacks } from './packs/index.ts'
import type { Law } from './packs/index.ts'
import { callerBy, openSecrets, Passwords, peopleHandlers, peopleReaction } from './people/index.ts'
import type { People } from './people/index.ts'
import { diskOf } from './platform/index.ts'
import type { Config } from './platform/index.ts'
import type { Services } from './platform/services.ts'
import {
  freeJobs,
  mediaTools,
  queueReaction,
  recordingsHandlers,
  recordingsReaction,
  RefusedAttempts,
  startWork,
} from './recordings/index.ts'
import type { MediaTools } from './recordings/index.ts'
import { DigestWorkers, FileVault } from './vault/index.ts'
import { workbenchHandlers } from './workbench/index.ts'

/** What every event is shown to before its transaction ends, in this order. */
const reactions = [
  peopleReaction,
  packsReaction,
  devicesReaction,
  quarantineReaction,
  activitiesReaction,
  recordingsReaction,
  queueReaction,
]

/** All capabilities together, as one server runs them. */
export interface Capabilities {
  readonly handlers: Partial<Handlers>
  readonly doorkeeper: Doorkeeper
  readonly refusals: Refusals
  /** Takes up what a fall left half done, and starts the jobs. */
  start(): Promise<void>
  /** Lets what is running end, then lets go of everything. */
  stop(): Promise<void>
}

/** What capabilities need that no database holds. */
export interface Gathered {
  readonly law: Law
  readonly tools: MediaTools
}

/** Reads the regulations and finds ffmpeg: apart, so that PostgreSQL can start meanwhile. Throws Malformed and Refused. */
export async function gather({ ffmpeg, ffprobe }: Config): Promise<Gathered> {
  const [packs, tools] = await Promise.all([readPacks(), mediaTools({ FFMPEG: ffmpeg, FFPROBE: ffprobe })])
  return { law: lawOf(packs), tools }
}

/** The one place where capabilities meet: a new one is added to the lists here. */
export async function openCapabilities(
  services: Services,
  log: LogDesk,
  built: string,
  { law, tools }: Gathered,
): Promise<Capabilities> {
  const { db, pool, config } = services
  const folder = (name: string): string => join(config.data, name)
  for (const name of ['vault', 'staging', 'quarantine']) await mkdir(folder(name), { recursive: true, mode: 0o700 })
  const record = recorder(reactions)
  await checkChosen(db, law)
  const workers = new DigestWorkers()
  const vault = new FileVault(folder('vault/sha256'), workers)
  const staging = new Staging(folder('staging'), workers)
  const quarantine = new FileVault(folder('quarantine'), workers)
  const intake = { ...services, record, vault, quarantine, staging, disk: diskOf(config.data, config.reserve) }
  const settling = new Settling(intake)
  const secrets = await openSecrets(folder('keys/secrets.key'))
  const people: People = {
    ...services,
    record,
    secrets,
    passwords: new Passwords(),
    foundLog: (slug) => log.found(slug),
    devicesCsv: devicesCsv({ ...services, record }),
    rules: {
      offered: () => offeredPacks(law),
      first: (bureau, at, given) => firstRules(law, bureau, at, given),
    },
  }
  const kept = { ...services, record, vault, workers, law }
  const attempts = new RefusedAttempts(kept)
  let work: Awaited<ReturnType<typeof startWork>> | undefined
  return {
    handlers: bind(
      peopleHandlers(people),
      devicesHandlers({ ...services, record, law }),
      intakeHandlers(intake, settling),
      recordingsHandlers(kept),
      packagesHandlers({
        ...kept,
        typeset: typst(),
        log: () => log.current(),
        disk: intake.disk,
        underWay: new Map(),
        folder: folder('packages'),
        verifyPage: join(built, 'verify', 'verify.html'),
      }),
      logHandlers({ ...services, log: () => log.current(), lastAudit: () => log.lastAudit() }),
      workbenchHandlers(services),
      packsHandlers({
        ...kept,
        live: (book, viewer, kinds) => liveNumbers(db, book, viewer, kinds, services.clock.now()),
      }),
      activitiesHandlers({ ...services, record }),
      coverageHandlers(kept),
    ),
    doorkeeper: {
      session: (token, renew) => callerBy(people, token, renew),
      station: (key) => stationOf(db, key),
    },
    refusals: attempts.refused,
    async start() {
      await settling.resume()
      if (config.databaseUrl === undefined) await freeJobs(db)
      if (config.jobs === 'elsewhere') return
      const concurrency = Math.max(1, availableParallelism() - 1)
      work = await startWork({ ...kept, tools, folder: folder('run/deriving') }, pool, concurrency, () => staging.busy)
    },
    async stop() {
      await settling.close()
      await attempts.close()
      await work?.stop()
      await workers.close()
    },
  }
}
