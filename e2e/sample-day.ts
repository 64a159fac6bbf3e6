import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { foundBureau, PASSWORD } from '../packages/cli/src/demo/bureau.ts'
import { liuhen, type Server, startServer } from '../packages/cli/src/demo/children.ts'
import { footageFor } from '../packages/cli/src/demo/footage-cache.ts'
import { daysAgo, signIn, type Visitor } from '../packages/cli/src/demo/visitor.ts'
import { beijing } from '../packages/core/src/kernel/index.ts'

const CAMERA = fileURLToPath(new URL('../packages/cli/src/demo/camera.ts', import.meta.url))
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
  /** A session of somebody of the bureau, for the story to look behind the page. */
  readonly as: (userName: string) => Promise<Visitor>
  end(): Promise<void>
}

/** Starts, founds, docks through the real `liuhen dock`, and waits until every view copy is made. */
export async function beginSampleDay(): Promise<SampleDay> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-day-'))
  const data = join(folder, 'data')
  const filming = footageFor(beijing(daysAgo(1)).slice(0, 10))
  const server = await startServer(data, 0)
  try {
    const { stationKey, secrets } = await foundBureau(server.url, quiet)
    const footage = await filming
    const env = { LIUHEN_SERVER: server.url, LIUHEN_STATION_KEY: stationKey }
    const dock = async (card: string, camera: boolean): Promise<void> => {
      const told = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, `${card}.camera.json`)}"`
      const options = ['--state', join(folder, `station-${card}`), ...(camera ? ['--camera', told] : [])]
      const said: string[] = []
      const { result } = await liuhen(['dock', join(footage.folder, card), ...options], env, (line) => said.push(line))
      if ((result as { failed?: number }).failed !== 0) throw new Error(`${card} was not docked: ${said.join('\n')}`)
    }
    await dock('card-1', true)
    await dock('card-2', true)
    await dock('loose', false)
    const as = (userName: string) => signIn(server.url, userName, PASSWORD)
    const centre = await as('heqh')
    await vi.waitUntil(async () => (await centre.call.workbench()).deriving === 0, { timeout: 240_000, interval: 300 })
    return { url: server.url, data, folder, secrets, as, end: () => end(server, folder) }
  } catch (thrown) {
    await end(server, folder)
    throw thrown
  }
}

async function end(server: Server, folder: string): Promise<void> {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
