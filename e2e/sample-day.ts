import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject, vi } from 'vitest'
import { foundBureau, PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { liuhen, type Server, startServer } from '../packages/cli/src/demo/children.ts'
import { introduceTo } from '../packages/cli/src/dock/index.ts'
import { footageFor } from '../packages/cli/src/demo/footage-cache.ts'
import { daysAgo, signIn, type Visitor } from '../packages/cli/src/demo/visitor.ts'
import { beijing, type Instant } from '../packages/core/src/kernel/index.ts'

/** Plays the vendor's program that asks a camera. */
export const CAMERA = fileURLToPath(new URL('../packages/cli/src/demo/camera.ts', import.meta.url))
const quiet = (): void => undefined

/** The sample bureau on a server of its own, with yesterday's footage of its two cameras docked and all copies made. */
export interface SampleDay {
  readonly url: string
  /** The server's data folder. */
  readonly data: string
  /** A folder for what a story makes; it goes with the day. */
  readonly folder: string
  /** TOTP secrets of the three administrators, by user name. */
  readonly secrets: Readonly<Record<string, string>>
  /** The key of its docking station, where a story is to dock itself. */
  readonly stationKey?: string
  /** A session of somebody of the bureau, for the story to look behind the page. */
  readonly as: (userName: string) => Promise<Visitor>
  end(): Promise<void>
}

/** A server of its own on a copy of the sample day, which is made once for all stories of a run. */
export async function beginSampleDay(): Promise<SampleDay> {
  const made = await madeOnce(join(inject('run'), 'sample-day'))
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-day-'))
  const data = join(folder, 'data')
  await cp(join(made, 'data'), data, { recursive: true, preserveTimestamps: true })
  const secrets = JSON.parse(await readFile(join(made, 'secrets.json'), 'utf8')) as SampleDay['secrets']
  const server = await startServer(data, 0)
  const as = (userName: string) => signIn(server.url, userName, PASSWORD)
  return { url: server.url, data, folder, secrets, as, end: () => end(server, folder) }
}

/**
 * The same bureau with yesterday's footage of one camera, which was entered in the register as issued only today: nobody is
 * on record to have recorded it, though the files carry somebody's number.
 */
export async function beginLateRegister(): Promise<SampleDay> {
  const day = await beginNewBureau(daysAgo(0))
  const footage = await footageFor(beijing(daysAgo(1)).slice(0, 10))
  const env = { LIUHEN_SERVER: day.url, LIUHEN_STATION_KEY: day.stationKey ?? '' }
  const told = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, 'card-1.camera.json')}"`
  const state = join(day.folder, 'station')
  await introduceTo((await day.as('liangc')).call, { url: day.url, key: day.stationKey ?? '', state })
  const options = ['--state', state, '--camera', told]
  const { result } = await liuhen(['dock', join(footage.folder, 'card-1'), ...options], env, quiet)
  if ((result as { failed?: number } | undefined)?.failed !== 0) throw new Error('the card was not docked')
  return day
}

/** The same bureau on a server of its own before its first recording: for stories that need none. */
export async function beginNewBureau(issued?: Instant): Promise<SampleDay> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-bureau-'))
  const data = join(folder, 'data')
  const server = await startServer(data, 0)
  const { secrets, stationKey } = await foundBureau(server, quiet, issued)
  const as = (userName: string) => signIn(server.url, userName, PASSWORD)
  return { url: server.url, data, folder, secrets, stationKey, as, end: () => end(server, folder) }
}

/** The folder, once it is made: by whoever comes first, while the others wait. */
async function madeOnce(folder: string): Promise<string> {
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  )
  if (isFirst) await make(folder).catch((thrown: unknown) => writeFile(join(folder, 'failed'), String(thrown)))
  await vi.waitUntil(() => existsSync(join(folder, 'secrets.json')) || existsSync(join(folder, 'failed')), {
    timeout: 600_000,
    interval: 200,
  })
  if (existsSync(join(folder, 'failed'))) throw new Error(await readFile(join(folder, 'failed'), 'utf8'))
  return folder
}

/** Starts, founds, docks through the real `liuhen dock`, waits until every view copy is made, and stops. */
async function make(folder: string): Promise<void> {
  const filming = footageFor(beijing(daysAgo(1)).slice(0, 10))
  const server = await startServer(join(folder, 'data'), 0)
  try {
    const { stationKey, secrets } = await foundBureau(server, quiet)
    const state = join(folder, 'station')
    await introduceTo((await signIn(server.url, 'liangc', PASSWORD)).call, { url: server.url, key: stationKey, state })
    const footage = await filming
    const env = { LIUHEN_SERVER: server.url, LIUHEN_STATION_KEY: stationKey }
    const dock = async (card: string, camera: boolean): Promise<void> => {
      const told = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, `${card}.camera.json`)}"`
      const options = ['--state', state, ...(camera ? ['--camera', told] : [])]
      const said: string[] = []
      const { result } = await liuhen(['dock', join(footage.folder, card), ...options], env, (line) => said.push(line))
      if ((result as { failed?: number } | undefined)?.failed !== 0)
        throw new Error(`${card} was not docked: ${said.join('\n')}`)
    }
    await dock('card-1', true)
    await dock('card-2', true)
    await dock('loose', false)
    const centre = await signIn(server.url, 'heqh', PASSWORD)
    await vi.waitUntil(async () => (await centre.call.workbench()).deriving === 0, { timeout: 600_000, interval: 300 })
    await server.stop()
    await writeFile(join(folder, 'secrets.json'), JSON.stringify(secrets))
  } catch (thrown) {
    await server.stop()
    throw thrown
  }
}

async function end(server: Server, folder: string): Promise<void> {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
