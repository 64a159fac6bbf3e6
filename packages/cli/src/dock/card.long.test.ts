import { execFile } from 'node:child_process'
import { cp, mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { footageFor } from '../demo/footage-cache.ts'
import type { CachedFootage } from '../demo/footage-cache.ts'
import { trialStation } from './trial.ts'
import type { TrialStation } from './trial.ts'

const CAMERA = fileURLToPath(new URL('../demo/camera.ts', import.meta.url))

let station: TrialStation
let footage: CachedFootage
beforeAll(async () => {
  ;[footage, station] = await Promise.all([footageFor(), trialStation()])
})
afterAll(async () => station?.[Symbol.asyncDispose]())

/** An empty card of the test's own. */
async function emptyCard(name: string): Promise<string> {
  const card = join(station.folder, name)
  await mkdir(card)
  return card
}

/** A card of the sample day, to be written to. */
async function cardOf(which: string, name: string): Promise<string> {
  const card = join(station.folder, name)
  await cp(join(footage.folder, which), card, { recursive: true })
  return card
}

const filesOn = async (card: string): Promise<string[]> =>
  (await readdir(card, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()

/** Sound without end and without repetition: a WAV of that many mebibytes, different for every seed. */
async function longSound(path: string, mebibytes: number, seed: number): Promise<void> {
  const bytes = mebibytes * 2 ** 20
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(bytes + 36, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(96_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  const file = await open(path, 'w')
  await file.write(head)
  const piece = Buffer.alloc(2 ** 20, `${seed} liuhen`)
  for (let at = 0; at < mebibytes; at++) {
    piece.writeUInt32LE(at, 0)
    await file.write(piece)
  }
  await file.close()
}

/** So much of a long file is let through while a test does what it is about. */
const HALF_WAY = 20 * 2 ** 20

/** Resolves when nothing lies in the folder any more. */
async function emptied(folder: string): Promise<void> {
  while ((await readdir(folder)).length > 0) await fetch(`${station.url}/api/clock`)
}

test('a full disk on the server is waited for', async () => {
  const card = await cardOf('loose', 'full')
  await station.stop()
  await station.start({ LIUHEN_RESERVE: String(2 ** 49) })
  const docking = station.dock(card)
  await docking.says(/disk of the server is full/)
  await station.stop()
  await station.start()
  const { summary } = await docking.ended
  expect(summary.failed).toBe(0)
  expect(summary.preserved + summary.repeated).toBeGreaterThan(0)
})

test('a watched folder is docked as files come to rest, and survives its card being changed', async () => {
  const card = await emptyCard('watched')
  const [one, two] = footage.files
    .filter((file) => file.kind === 'photo')
    .map((file) => join(footage.folder, file.path))
  const watching = station.dock(card, '--watch', '--clear', '--still', '1')
  await watching.says(/Waiting for new files/)
  await writeFile(join(card, 'a.jpg'), Buffer.concat([await readFile(one ?? ''), Buffer.from('a')]))
  await emptied(card)
  await rename(card, `${card}-away`)
  await watching.says(/waiting for it to come back/)
  await mkdir(card)
  await writeFile(join(card, 'b.jpg'), Buffer.concat([await readFile(two ?? ''), Buffer.from('b')]))
  await emptied(card)
  watching.process.kill('SIGTERM')
  expect((await watching.ended).code).toBe(0)
})

test('a card pulled out half way loses nothing, and put back it goes on', async () => {
  const card = await emptyCard('pulled')
  for (let seed = 0; seed < 3; seed++) await longSound(join(card, `${seed}.wav`), 40, 10 + seed)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card, '--parallel', '1', '--clear')
  await held
  await rename(card, `${card}-away`)
  station.line.release()
  const { code, summary } = await docking.ended
  expect(code).toBe(1)
  expect(summary.stopped?.en).toContain('pulled out')
  expect(summary).toMatchObject({ cleared: 0 })
  expect(await filesOn(`${card}-away`)).toHaveLength(3)
  await rename(`${card}-away`, card)
  const back = await station.dock(card, '--clear').ended
  expect(back).toMatchObject({ code: 0, summary: { files: 3, preserved: 3, cleared: 3 } })
})

test('told to end, it ends at once and the next run goes on', async () => {
  const card = await emptyCard('told')
  await longSound(join(card, 'told.wav'), 60, 3)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card)
  await held
  docking.process.kill('SIGINT')
  const { code, summary } = await docking.ended
  station.line.release()
  expect(code).toBe(130)
  expect(summary).toMatchObject({ failed: 1, stopped: { en: expect.stringContaining('run again') } })
  expect(await station.dock(card).ended).toMatchObject({ code: 0, summary: { preserved: 1 } })
})

test('the command tells the clock of a camera, and its usage when called wrongly', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const camera = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, 'card-2.camera.json')}"`
  const run = promisify(execFile)
  const asked = [main, 'clock', '--camera', camera, '--server', station.url, '--json']
  const { identity, recorded } = JSON.parse((await run(process.execPath, asked)).stdout) as {
    identity: { serial: string }
    recorded: { offset: number; error: number }
  }
  expect(identity.serial).toBe('DSJ0342')
  expect(Math.abs(recorded.offset + 420_000)).toBeLessThanOrEqual(recorded.error)
  await expect(run(process.execPath, [main, 'dock', '--nope'])).rejects.toMatchObject({ code: 2 })
})
