import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@liuhen/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verify } from '../verify/index.ts'
import { centreAgain } from './bureau.ts'
import { startServerProcess } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'
import { makeTrialData } from './trial-data.ts'

let data: string
let server: ServerProcess | undefined
let centre: Client

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-cut-off-'))
  await makeTrialData(data)
})
beforeEach(async () => start())
afterAll(async () => {
  await server?.stop()
  await rm(data, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server ??= await startServerProcess(data)
  centre = await centreAgain(server.url)
}
async function stop(): Promise<void> {
  await server?.stop()
  server = undefined
}

/** Not there before the first package. */
const made = (how?: { recursive: true }): Promise<string[]> => readdir(place(), how).catch(() => [])
const place = (...names: readonly string[]): string => join(data, 'packages', ...names)
const make = async () => {
  const { rows } = await centre.listRecordings({ query: {} })
  const recordings = rows.map((one) => one.id)
  return centre.makePackage({ body: { recordings, purpose: '占道经营现场情况', recipient: '县人民法院' } })
}
const rowOf = async (id: string) => (await centre.listPackages()).find((one) => one.id === id)

async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); Date.now() - began < 120_000;) {
    if (await ask()) return
    await new Promise((later) => setTimeout(later, 20))
  }
  throw new Error(`waited in vain for ${what}`)
}
const nothingHalf = async () => (await made()).every((name) => !name.startsWith('.'))

/** Makes packages until one is seen at that point of its making; after many, wherever the last one is. */
async function caught(there: () => Promise<boolean>): Promise<{ readonly making: Promise<unknown> }> {
  for (let tries = 1; ; tries++) {
    const making = make().catch(() => undefined)
    const over = making.then(() => true)
    const moment = () => new Promise<false>((later) => setImmediate(() => later(false)))
    while (!(await Promise.race([over, moment()]))) if (await there()) return { making }
    if (tries === 20) return { making }
  }
}

/** Exit statuses of `liuhen verify` on folder and .zip, with the bureau's key. */
async function verified(folder: string): Promise<readonly number[]> {
  const quiet = { write: () => true }
  const one = (path: string) =>
    verify([path, '--key', join(data, 'keys', 'log.pub'), '--json'], { stdout: quiet, stderr: quiet })
  return [await one(place(folder)), await one(place(`${folder}.zip`))]
}

test('a package cut off after it was put on record is finished at the next start; one that was not is cleared away', async () => {
  const [unpacked, unmoved] = [await make(), await make()]
  await stop()
  // While its .zip was packed; between the record and the move, the seal half written; before anything was on record.
  await rename(place(`${unpacked.folder}.zip`), place(`.${unpacked.folder}.zip-1`))
  await rm(place(`${unmoved.folder}.zip`))
  await rename(place(unmoved.folder), place(`.${unmoved.folder}-2`))
  for (const name of ['package.tlog-proof', 'package.checkpoint']) await rm(place(`.${unmoved.folder}-2`, name))
  await writeFile(place(`.${unmoved.folder}-2`, 'package.event.json'), '{"half')
  await mkdir(place('.liuhen-20261120-0920-00000000-3', 'data'), { recursive: true })
  await start()
  for (const { id, folder } of [unpacked, unmoved]) {
    await until('the package to be finished', async () => (await rowOf(id))?.ready === true)
    expect(await verified(folder)).toEqual([0, 0])
  }
  await until('the rest to be cleared away', nothingHalf)
})

test('one that is no longer as it was sealed is not passed off as finished: it is said that it has to be made again', async () => {
  const { id, folder } = await make()
  await stop()
  await rm(place(`${folder}.zip`))
  await rename(place(folder), place(`.${folder}-4`))
  const originals = place(`.${folder}-4`, 'data', 'originals')
  const original = join(originals, (await readdir(originals))[0] as string)
  const bytes = await readFile(original)
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  await writeFile(original, bytes)
  await start()
  await until('what was left to be cleared away', nothingHalf)
  await until('it to be told', async () => (await rowOf(id))?.ready === false)
  await expect(centre.packageZip({ params: { id } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'package-unfinished' }] },
  })
})

test('killed while packages are made, whatever it leaves is whole or gone', async () => {
  const before = new Set((await centre.listPackages()).map((one) => one.id))
  for (let round = 0; round < 3; round++) {
    // A moment later each time: while files are copied, when the record is made, when the .zip is.
    const { making } = await caught(async () => {
      if (round === 0) return !(await nothingHalf())
      const names = await made({ recursive: true })
      const written = round === 1 ? 'tagmanifest-sha512.txt' : 'package.checkpoint'
      return names.some((name) => name.startsWith('.') && name.endsWith(written))
    })
    await server?.kill({ everything: false })
    await making
    server = undefined
    await start()
    await until(
      'all to be taken up',
      async () => (await nothingHalf()) && (await centre.packagesUnderWay()).length === 0,
    )
  }
  for (const one of await centre.listPackages())
    if (!before.has(one.id)) expect([one.ready, await verified(one.folder)]).toEqual([true, [0, 0]])
})
