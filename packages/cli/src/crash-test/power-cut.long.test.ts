import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connected, startPostgres } from '../audit/index.ts'
import { foundBureau } from './bureau.ts'
import { chanceOf } from './chance.ts'
import { deliver } from './deliver.ts'
import { descendantsOf, startServerProcess } from './server-process.ts'
import { soundOf } from './sound.ts'

const folder = mkdtempSync(join(tmpdir(), 'liuhen-power-'))
const mounted = new Set<string>()
afterAll(() => {
  for (const place of mounted) execFileSync('umount', ['-l', place])
  rmSync(folder, { recursive: true, force: true })
})

/** A file system of its own in a file, so that what a disk would have at a moment is the bytes of that file. */
function mount(image: string, place: string): string {
  mkdirSync(place, { recursive: true })
  execFileSync('mount', ['-o', 'loop', image, place], { stdio: 'pipe' })
  mounted.add(place)
  return place
}
function unmount(place: string): void {
  execFileSync('umount', [place])
  mounted.delete(place)
}
function freshDisk(name: string): string {
  const image = join(folder, `${name}.img`)
  execFileSync('truncate', ['-s', '2G', image])
  execFileSync('mkfs.ext4', ['-q', image], { stdio: 'pipe' })
  return image
}

/** Whether this machine lets us mount; a container without that right, or not Linux, does not. */
function mayMount(): boolean {
  try {
    unmount(mount(freshDisk('try'), join(folder, 'try')))
    return true
  } catch {
    return false
  }
}
const able = process.platform === 'linux' && process.getuid?.() === 0 && mayMount()

/** What takes every fsync of the server out, and reading past memory, before which Linux writes; PostgreSQL keeps its own. */
const WITHOUT_FSYNC = `
import fs, { promises } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const handle = await promises.open(process.execPath)
const prototype = Object.getPrototypeOf(handle)
await handle.close()
prototype.sync = prototype.datasync = async () => undefined
fs.fsyncSync = fs.fdatasyncSync = () => undefined
const { openSync, constants } = fs
fs.openSync = (path, flags, mode) => openSync(path, typeof flags === 'number' ? flags & ~constants.O_DIRECT : flags, mode)
syncBuiltinESMExports()
`

/** Sends files in, cuts the power when the last receipt is there, and names what a receipt was given for and the disk has not. */
async function lostByCut(name: string, environment: Readonly<Record<string, string>>): Promise<string[]> {
  const image = freshDisk(name)
  const place = mount(image, join(folder, name))
  const before = { ...process.env }
  Object.assign(process.env, { LIUHEN_RESERVE: '1000000', ...environment })
  const data = join(place, 'data')
  const server = await startServerProcess(data)
  const bureau = await foundBureau(server.url, data)
  const counter = { url: async () => server.url, key: bureau.key, progressed: () => undefined }
  const chance = chanceOf(7)
  const sent: { sha256: string; event: string }[] = []
  for (let n = 0; n < 12; n++) {
    const sound = soundOf(`${bureau.camera}_${String(n).padStart(4, '0')}.wav`, 200_000 + n * 30_000, chance)
    const { receipt } = await deliver(counter, sound, { deviceNumber: bureau.camera, sequence: n })
    sent.push({ sha256: sound.sha256, event: receipt.event.id })
  }
  // All at once they stand still, and the disk is as it is at that moment.
  const all = descendantsOf(process.pid)
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  const after = join(folder, `${name}-after.img`)
  execFileSync('cp', ['--sparse=always', image, after])
  for (const pid of all) process.kill(pid, 'SIGCONT')
  await server.kill({ everything: true })
  unmount(place)
  process.env = before
  rmSync(image)

  const there = mount(after, join(folder, `${name}-after`))
  const lost: string[] = []
  for (const { sha256 } of sent) {
    const blob = join(there, 'data/vault/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    const bytes = await readFile(blob).catch(() => undefined)
    if (bytes === undefined) lost.push(`${sha256} is gone`)
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256) lost.push(`${sha256} is other bytes`)
  }
  const postgres = await startPostgres(join(there, 'data'))
  const client = await connected(postgres.url)
  const { rows } = await client.query<{ id: string }>('select event_id as id from log_entry')
  const known = new Set(rows.map((row) => row.id))
  for (const { event } of sent) if (!known.has(event)) lost.push(`event ${event} is gone`)
  await client.end()
  await postgres.close()
  unmount(there)
  rmSync(after)
  return lost
}

test.runIf(able)(
  'fault: when the power is cut, every file a receipt was given for is on the disk, with its event',
  async () => {
    expect(await lostByCut('cut', {})).toEqual([])
  },
)

test.runIf(able)('the trial of cut power notices when fsync is taken out of the server', async () => {
  const without = join(folder, 'without-fsync.mjs')
  writeFileSync(without, WITHOUT_FSYNC)
  const lost = await lostByCut('blind', { NODE_OPTIONS: `--import ${without}` })
  expect(lost.length).toBeGreaterThan(0)
})
