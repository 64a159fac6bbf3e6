import { readFile, rm } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { because, Refused } from '@liuhen/core/kernel'
import { z } from 'zod'
import { gather, openCapabilities } from './capabilities.ts'
import { openDatabaseUrls } from './database-urls.ts'
import type { DatabaseUrls } from './database-urls.ts'
import { listen, Once, openCertificate, pagesIn, shell } from './http/index.ts'
import { knowEachOther } from './installation.ts'
import { openLogDesk } from './log/index.ts'
import { openDatabase } from './platform/database/index.ts'
import { diskOf, mayWrite, openDataFolder, openLog, systemClock, writeDurably } from './platform/index.ts'
import type { Clock, Config, Log } from './platform/index.ts'
import { takeFolder } from './platform/postgres/index.ts'
import { prepareWork } from './recordings/index.ts'

export interface ServerOptions {
  readonly config: Config
  /** For trials: what time it is, who hears of trouble, a database that is there already, pages built elsewhere. */
  readonly clock?: Clock
  readonly log?: Log
  readonly database?: DatabaseUrls
  readonly built?: string
}

export interface RunningServer {
  /** `http://127.0.0.1:8040` */
  readonly url: string
  /** The line that verifies this installation's checkpoints; undefined until the bureau is founded. */
  readonly verifierKey: string | undefined
  /** What founding the bureau asks for: where it lies, and itself where this start made it; undefined once it is founded. */
  readonly setUpPassword: { readonly file: string; readonly fresh: string | undefined } | undefined
  /** Resolves when the server cannot go on, having lost its database. */
  readonly lost: Promise<void>
  /** Takes no new requests, ends what is in progress, seals what is pending, and lets go of everything. */
  stop(patience?: number): Promise<void>
}

const BUILT = fileURLToPath(new URL('../../web/dist', import.meta.url))
const CONNECTIONS = 20
const PATIENCE = 10_000

/**
 * Starts the whole server on a data folder. Throws Refused when another one runs on it, when PostgreSQL or ffmpeg cannot
 * be had, and Corrupt when a key or migration is not what it was.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, clock = systemClock, log = openLog(), built = BUILT } = options
  const run = join(config.data, 'run')
  await openDataFolder(config.data)
  await refuseSecond(config.data)
  const gathering = gather(config)
  // Asked for once the database is there; until then its failure is nobody's.
  gathering.catch(() => undefined)
  await using opened = new AsyncDisposableStack()
  let stopping = false
  const certificate = config.tls && (await openCertificate(config.tls, log))
  opened.defer(() => certificate?.stop())
  const held = await takeFolder(config.data, () => (stopping ? 'stopping' : 'serving'), { by: 'server' })
  opened.defer(() => void held.close())
  const urls = options.database ?? (await openDatabaseUrls(config))
  opened.defer(() => urls.stop())
  await prepareWork(urls.owner)
  const onError = (error: Error): void => log.alarm('a database connection failed', { error })
  const database = openDatabase(urls.app, { max: CONNECTIONS, onError })
  opened.defer(() => database.close())
  await knowEachOther(config.data, database.db)
  const services = { db: database.db, pool: database.pool, clock, log, config }
  const desk = await openLogDesk(services, database)
  opened.defer(() => desk.close())
  const capabilities = await openCapabilities(services, desk, built, await gathering)
  opened.defer(() => capabilities.stop())
  await capabilities.start()
  const { handlers, doorkeeper, refusals, denials, outsiders, setUpPassword, publicPages } = capabilities
  const pages = pagesIn(built)
  const { proxies, connections, connectionsPerAddress: perAddress, bodySeconds } = config
  const disk = diskOf(config.data, config.reserve)
  const counter = shell({
    handlers,
    doorkeeper,
    refusals,
    denials,
    outsiders,
    once: new Once(services),
    // The public site is never the desk's: a path below it that is not there is not drawn by a browser.
    pages: async (request, path) =>
      path === '/public' || path.startsWith('/public/') ? publicPages(request, path) : pages(request, path),
    log,
    proxies,
    bodySeconds,
    mayWrite: () => mayWrite(disk),
  })
  const limits = { connections, perAddress, proxies }
  const listening = await listen(counter, config.host, config.port, limits, certificate)
  const file = join(run, 'server.json')
  await writeDurably(file, `${JSON.stringify({ url: listening.url, pid: process.pid })}\n`)
  opened.defer(() => rm(file, { force: true }))
  const open = opened.move()
  return {
    url: listening.url,
    get verifierKey() {
      return desk.current()?.key.line
    },
    setUpPassword,
    lost: urls.lost,
    async stop(patience = PATIENCE) {
      stopping = true
      await listening.stop(patience)
      await open.disposeAsync()
    },
  }
}

const Run = z.object({ url: z.url(), pid: z.number() })

/** The server that runs on a data folder, as its `run/server.json` says; undefined when none answers there. */
export async function runningServer(data: string): Promise<z.infer<typeof Run> | undefined> {
  try {
    const run = Run.parse(JSON.parse(await readFile(join(data, 'run', 'server.json'), 'utf8')))
    return (await answers(new URL('/api/health', run.url))) ? run : undefined
  } catch {
    return undefined
  }
}

/** Whoever answers there is only asked whether they do, so a certificate of the bureau's own does not matter. */
async function answers(url: URL): Promise<boolean> {
  const signal = AbortSignal.timeout(2000)
  if (url.protocol !== 'https:') return (await fetch(url, { signal })).ok
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const asking = request(url, { signal, rejectUnauthorized: false }, (response) => {
    response.resume()
    resolve(response.statusCode === 200)
  })
  asking.once('error', reject).end()
  return promise
}

async function refuseSecond(data: string): Promise<void> {
  const running = await runningServer(data)
  if (!running) return
  throw because(
    Refused,
    'server-running',
    `数据目录 ${data} 上已有留痕在运行：${running.url}（进程 ${running.pid}）。请使用它，或先停止它`,
    `Liuhen already runs on the data folder ${data}: ${running.url} (process ${running.pid}). Use it, or stop it first`,
  )
}
