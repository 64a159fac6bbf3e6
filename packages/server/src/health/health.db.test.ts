import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupCommand } from '../../../cli/src/backup/index.ts'
import { proves } from '../../../../scripts/proves.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { openLog } from '../platform/index.ts'
import { serveBlob } from '../recordings/stream.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'
import { Scrub, watchClock } from './index.ts'

let server: TrialServer
let centre: SignedIn
let folder: string
const workers = new DigestWorkers(1)
beforeAll(async () => {
  server = await trialServer()
  centre = await server.as('information-centre')
  folder = await mkdtemp(join(tmpdir(), 'liuhen-health-'))
})
afterAll(async () => {
  await workers.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const checkOf = async (check: string) => (await centre.machineHealth()).checks.find((one) => one.check === check)
const soon = { timeout: 240_000 }

/** A vault that holds these bytes, one bit of which has turned over since. */
async function rotten(bytes: Buffer) {
  const vault = new FileVault(join(folder, 'vault'), workers)
  const staged = join(folder, 'staged')
  await writeFile(staged, bytes)
  const digests = await workers.follow(staged).finish(bytes.length)
  await vault.put(staged, digests, bytes.length)
  await rm(staged, { force: true })
  const { sha256 } = digests
  const path = join(folder, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const flipped = Buffer.from(await readFile(path))
  flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] as number) ^ 1
  await chmod(path, 0o644)
  await writeFile(path, flipped)
  return { vault, sha256, path, bytes }
}

test('anybody learns whether it can work, and those who look after it what stands how, with what to do', async () => {
  const health = await server.anyone.health()
  expect(health).toMatchObject({ ok: true, live: true, ready: true })
  const { checks } = await centre.machineHealth()
  expect(checks.map((one) => one.check)).toEqual([
    'database',
    'sealing',
    'disk',
    'vault',
    'jobs',
    'uploads',
    'clock',
    'audit',
    'backup',
    'mail',
  ])
  for (const one of checks) expect([one.check, one.todo !== undefined]).toEqual([one.check, one.state !== 'well'])
  expect(checks.find((one) => one.check === 'audit')).toMatchObject({ state: 'watch', said: { zh: '还没有审计过' } })
  const officer = await server.another('officer')
  await expect(officer.machineHealth()).rejects.toMatchObject({ problem: { status: 403 } })
})

test('a file that stopped half way a day ago is counted for the information centre and shown to its sender', async () => {
  const { key, client } = await server.station()
  const bytes = soundFile(8000)
  const declared = Buffer.from(JSON.stringify(declaredOf(bytes))).toString('base64')
  const headers = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length) }
  const begun = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-metadata': `declared ${declared}` },
  })
  expect(begun.status).toBe(201)
  const id = begun.headers.get('location')?.split('/').at(-1) as string
  expect(await client.uploadState({ params: { id } })).toMatchObject({ state: 'arriving', received: 0 })
  // Nothing came since the day before yesterday.
  const before = Date.parse(server.clock.now()) / 1000 - 2 * 86_400
  await utimes(join(server.data, 'staging', id), before, before)
  await expect
    .poll(() => checkOf('uploads'), soon)
    .toMatchObject({ state: 'watch', said: { zh: expect.stringContaining('1 个文件') } })
  const mine = (await centre.listUploads()).find((one) => one.id === id)
  expect(Date.parse(mine?.lastAt ?? '') / 1000).toBeCloseTo(before, 0)
})

test('a clock that was set is an event, is shown, and is one no more when it runs on', async () => {
  const { db } = server.database
  const lines: string[] = []
  let [wall, steady] = [Date.parse('2026-11-20T01:00:00Z'), 0]
  const log = openLog((line) => lines.push(line), server.clock)
  const watch = watchClock({ db, clock: server.clock, log }, openJournal({}), {
    wall: () => wall,
    steady: () => steady,
  })
  try {
    ;[wall, steady] = [wall + 5_000, steady + 5_000]
    await watch.look()
    expect(watch.last()).toBeUndefined()
    ;[wall, steady] = [wall + 5_000 - 3_600_000, steady + 5_000]
    await watch.look()
    expect(watch.last()).toMatchObject({ by: -3_600_000 })
    ;[wall, steady] = [wall + 5_000, steady + 5_000]
    await watch.look()
    const { rows } = await server.database.as('owner', `select body from journal where kind = 'ClockJumped/1'`)
    expect(rows).toEqual([
      { body: { by: -3_600_000, before: '2026-11-20T01:00:10.000Z', after: '2026-11-20T00:00:10.000Z' } },
    ])
    expect(lines).toHaveLength(1)
  } finally {
    watch.stop()
  }
})

test('a clock that began anew while the server was off is an event at its start', async () => {
  const { db } = server.database
  const log = openLog(() => undefined, server.clock)
  const began = async (now: Instant) => {
    const watch = watchClock({ db, clock: { now: () => now }, log }, openJournal({}))
    await watch.begin().finally(() => watch.stop())
    return watch.last()?.by
  }
  const written = await db
    .selectFrom('journal')
    .select('at')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(await began(server.clock.now())).toBeUndefined()
  expect(await began(instantOf(millisecondsOf(written.at) - 86_400_000))).toBe(-86_400_000)
  const { rows } = await server.database.as(
    'owner',
    `select body from journal where kind = 'ClockJumped/1' order by position desc limit 1`,
  )
  expect(rows[0]).toMatchObject({ body: { by: -86_400_000, before: written.at } })
})

test('what has rotted is found by reading the vault again, told once, and known over a restart', async () => {
  const { vault, sha256 } = await rotten(soundFile(9000))
  const told: string[] = []
  const make = () =>
    new Scrub({
      vault,
      clock: server.clock,
      log: openLog(() => undefined, server.clock),
      data: server.data,
      busy: () => false,
      rest: 60_000,
      expected: async function* () {
        yield [sha256]
      },
      onBroken: async (one) => {
        told.push(one)
        return false
      },
      onMissing: () => Promise.reject(new Error('nothing is gone')),
    })
  const first = make()
  await first.round(false)
  await first.round(false)
  expect(first.progress).toMatchObject({ broken: [sha256], whole: expect.any(String) })
  expect(told).toEqual([sha256])
  // What was read on which day is kept, and is a picture for whoever looks after the machine.
  expect(first.progress.days).toMatchObject([{ blobs: expect.any(Number), bytes: expect.any(Number) }])
  const today = dayOf(server.clock.now())
  expect(first.progress.days[0]?.day).toBe(today)
  const { fixity } = await centre.machineHealth()
  expect([fixity.days.length, fixity.days.at(-1)?.day, fixity.discs]).toEqual([30, today, { kept: 0, read: 0 }])
  const again = make()
  await again.start()
  await again.stop()
  expect(again.progress.broken).toEqual([sha256])
  // A file that a failing disk left half written stops no start: the round begins anew and finds it again.
  await writeFile(join(server.data, 'run', 'scrub.json'), '{"after": "ab')
  const anew = make()
  await anew.start()
  await anew.stop()
  expect(anew.progress).toMatchObject({ after: '', broken: [] })
})

test('bytes that have rotted are never served as if they were whole: a download breaks off, a part is refused', async () => {
  const { vault, sha256, bytes } = await rotten(soundFile(400_000))
  const blob = { sha256, mediaType: 'audio/wav' }
  const whole = await serveBlob(vault, new Request('http://x/'), blob)
  expect(whole.headers.get('content-length')).toBe(String(bytes.length))
  await expect(whole.arrayBuffer()).rejects.toThrow()
  const part = serveBlob(vault, new Request('http://x/', { headers: { range: 'bytes=0-99' } }), blob)
  await expect(part).rejects.toMatchObject({ kind: 'corrupt', obstacles: [{ code: 'blob-differs' }] })
  // Put right from a back-up, it is served again.
  const path = join(folder, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await writeFile(path, bytes)
  const mended = await serveBlob(vault, new Request('http://x/'), blob)
  const served = Buffer.from(await mended.arrayBuffer())
  expect(createHash('sha256').update(served).digest('hex')).toBe(sha256)
})

test('a station whose clock is not the server’s is named, until it docks with one that is', async () => {
  const station = await server.station()
  await station.reads({ ahead: -95_000 })
  const told = { state: 'watch', said: { zh: expect.stringContaining('ST-01 慢 95 s') } }
  await expect
    .poll(() => checkOf('clock'), soon)
    .toMatchObject({ ...told, todo: { zh: expect.stringContaining('时间同步') } })
  await station.reads({ ahead: 0 })
  await expect.poll(() => checkOf('clock'), soon).toMatchObject({ state: 'well' })
})

test('a back-up that failed is shown to the information centre with what to do, and not once one was made', async () => {
  proves('changsha-county-2023/42.1')
  expect(await checkOf('backup')).toMatchObject({ state: 'watch' })
  // The place is taken: nothing is written over.
  const taken = await mkdtemp(join(folder, 'taken-'))
  await writeFile(join(taken, 'something'), 'of somebody')
  await expect(backupCommand([taken, '--data', server.data])).rejects.toThrow()
  await expect
    .poll(() => checkOf('backup'), soon)
    .toMatchObject({
      state: 'wrong',
      said: { zh: expect.stringContaining('没有成功') },
      todo: { zh: expect.stringContaining('liuhen backup') },
    })
  await writeFile(join(server.data, 'run', 'backup.json'), JSON.stringify({ at: server.clock.now(), ok: true }))
  await expect.poll(() => checkOf('backup'), soon).toMatchObject({ state: 'well' })
  // One of long ago is no back-up of what is here now.
  const long = instantOf(millisecondsOf(server.clock.now()) - 9 * 86_400_000)
  await writeFile(join(server.data, 'run', 'backup.json'), JSON.stringify({ at: long, ok: true }))
  await expect
    .poll(() => checkOf('backup'), soon)
    .toMatchObject({ state: 'watch', todo: { zh: expect.stringContaining('liuhen backup') } })
})
