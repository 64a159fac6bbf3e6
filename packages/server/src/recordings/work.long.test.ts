import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { instantOf } from '@liuhen/core/kernel'
import type { NewEvent } from '@liuhen/core/journal'
import { Staging } from '../intake/staging.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { openLog } from '../platform/index.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { trialClock } from '../platform/trial-clock.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'
import type { Deriving } from './jobs.ts'
import { mediaTools } from './media/index.ts'
import { keepTakes, recordingOf } from './store.ts'
import { prepareWork, queueJobs } from './queue.ts'
import { startWork, type Work } from './work.ts'

const clock = trialClock()

let database: TrialDatabase
let folder: string
let here: Deriving
const workers = new DigestWorkers(1)
let running: Work[] = []
const alarms: string[] = []

beforeAll(async () => {
  database = await trialDatabase()
  await prepareWork(database.url('owner'))
  folder = await mkdtemp(join(tmpdir(), 'liuhen-work-'))
  await mkdir(join(folder, 'vault'))
  here = {
    db: database.db,
    clock,
    log: openLog((line) => void alarms.push(line), clock),
    journal: openJournal({ reactions: [keepTakes, queueJobs] }),
    vault: new FileVault(join(folder, 'vault'), workers),
    workers,
    tools: await mediaTools(),
    folder: join(folder, 'deriving'),
  }
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()))
  running = []
})
afterAll(async () => {
  await workers.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** A busy machine is no failure. */
const PATIENCE = { timeout: 240_000 }
const DAY = Date.parse('2026-11-20T02:00:00.000Z')
const work = (given: Partial<Deriving> = {}, how: { concurrency?: number; busy?: () => boolean } = {}): Work => {
  const one = startWork({ ...here, ...given }, database.pool, { concurrency: 2, busy: () => false, ...how })
  running.push(one)
  return one
}
/** ffmpeg's place taken by a few lines of shell; `$REAL` is ffmpeg itself. */
async function inPlaceOfFfmpeg(script: string): Promise<Deriving['tools']> {
  const path = join(folder, `ffmpeg-${randomUUID()}`)
  await writeFile(path, `#!/bin/sh\nREAL=${here.tools.ffmpeg.path}\n${script}\n`)
  await chmod(path, 0o755)
  return { ...here.tools, ffmpeg: { ...here.tools.ffmpeg, path } }
}
const again = (id: string) =>
  database.as('owner', `update graphile_worker._private_jobs set run_at = now() where key like '%${id}'`)
/** One event that preserves bytes the vault may or may not hold. */
async function preserve(bytes: Buffer, minute = 0, number: string = randomUUID()): Promise<string> {
  const id = randomUUID()
  const { sha256, ...declared } = declaredOf(bytes, {
    deviceNumber: number,
    modified: instantOf(DAY + minute * 60_000),
  })
  const body = {
    ...declared,
    arrival: randomUUID(),
    sha256,
    sm3: '0'.repeat(64),
    mediaType: 'wav',
    station: randomUUID(),
    identity: { serial: 'LH-0000' },
    flags: [],
    arrivedAt: clock.now(),
  }
  const event = {
    stream: `recording:${id}`,
    version: 1,
    kind: 'RecordingPreserved/1',
    at: clock.now(),
    actor: 'system',
    body,
  }
  await database.db.transaction().execute((trx) => here.journal.write(trx, [event as unknown as NewEvent]))
  return id
}
async function keep(bytes: Buffer): Promise<string> {
  const staged = join(folder, randomUUID())
  await writeFile(staged, bytes)
  const digests = await workers.follow(staged).finish(bytes.length)
  await here.vault.put(staged, digests, bytes.length)
  return digests.sha256
}
const stepOf = (id: string, step: string) =>
  database.db
    .selectFrom('derivation')
    .select(['state', 'reason', 'tries', 'faults'])
    .where('recording', '=', id)
    .where('step', '=', step)
    .executeTakeFirst()

test('a job that a fallen worker had taken up is taken up by the next one at once', async () => {
  const bytes = soundFile(16_000)
  await keep(bytes)
  const id = await preserve(bytes)
  await database.as(
    'owner',
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-that-fell', attempts = 1
     where key = 'examine ${id}'`,
  )
  work()
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
  expect((await recordingOf(database.db, id)).state.derivatives.map((one) => one.kind)).toContain('waveform')
})

test('what may be the recording’s doing is tried five times, and then noted for good with its reason', async () => {
  const id = await preserve(soundFile(), 30, 'DSJ-GONE')
  work()
  await expect
    .poll(() => stepOf(id, 'examine'), PATIENCE)
    .toMatchObject({ state: 'waiting', tries: 1, faults: 0, reason: expect.stringContaining('no file') })
  // Let go of, and put off to a later time.
  const job = `select locked_at, run_at > now() as later from graphile_worker._private_jobs where key = 'examine ${id}'`
  await expect
    .poll(async () => (await database.as('owner', job)).rows, PATIENCE)
    .toEqual([{ locked_at: null, later: true }])
  expect((await recordingOf(database.db, id)).derived).toBe('waiting')
  await database.db.updateTable('derivation').set({ tries: 4 }).where('recording', '=', id).execute()
  await again(id)
  await expect.poll(async () => (await recordingOf(database.db, id)).derived, PATIENCE).toBe('failed')
  expect((await recordingOf(database.db, id)).state.failed).toMatchObject([{ step: 'examine', attempts: 5 }])
  expect(await stepOf(id, 'examine')).toMatchObject({ state: 'failed' })
})

test('an ffmpeg that is killed, or has no room, says nothing of the recording: it is tried again without end, and made in the end', async () => {
  const bytes = soundFile(16_001)
  await keep(bytes)
  const id = await preserve(bytes)
  const [count, well] = [join(folder, 'killed'), join(folder, 'well')]
  const tools = await inPlaceOfFfmpeg(`if [ -e ${well} ]; then exec "$REAL" "$@"; fi
echo x >> ${count}
if [ $(wc -l < ${count}) = 2 ]; then echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1; fi
kill -9 $$`)
  work({ tools })
  for (const faults of [1, 2, 3]) {
    await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'waiting', tries: 0, faults })
    await again(id)
  }
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'waiting', faults: 4 })
  await database.db.updateTable('derivation').set({ faults: 400 }).where('recording', '=', id).execute()
  await again(id)
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'waiting', faults: 401 })
  const { state, derived } = await recordingOf(database.db, id)
  expect([state.failed, derived]).toEqual([[], 'waiting'])
  await writeFile(well, '')
  await again(id)
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done', tries: 0 })
})

test('a server that ends does not wait for an ffmpeg that hangs, and its restart burns no try', async () => {
  const bytes = soundFile(16_002)
  await keep(bytes)
  const id = await preserve(bytes)
  const one = work({ tools: await inPlaceOfFfmpeg('exec sleep 1000') })
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'running' })
  await one.stop()
  expect(await stepOf(id, 'derive')).toMatchObject({ state: 'waiting', tries: 0, faults: 0 })
  expect(await readdir(join(folder, 'deriving'))).toEqual([])
  work()
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
})

test('a second server on the same database takes no job from the first, and goes on when that is gone', async () => {
  const bytes = soundFile(16_003)
  await keep(bytes)
  const id = await preserve(bytes)
  const first = work({ tools: await inPlaceOfFfmpeg('exec sleep 1000') })
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'running' })
  const holder = `select locked_by from graphile_worker._private_jobs where key = 'derive ${id}'`
  const before = (await database.as('owner', holder)).rows
  work()
  const other = await preserve(soundFile(16_100))
  // The first one’s other worker tries it, and nobody else.
  await expect.poll(() => stepOf(other, 'examine'), PATIENCE).toMatchObject({ tries: 1 })
  expect((await database.as('owner', holder)).rows).toEqual(before)
  await first.stop()
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
})

test('jobs go on after PostgreSQL has ended all connections', async () => {
  work()
  await database.as('super', `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'liuhen_app'`)
  const bytes = soundFile(16_004)
  await keep(bytes)
  const id = await preserve(bytes)
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
})

/** How many the database lets in, superusers apart. */
const lets = (most: number) =>
  database.as(
    'super',
    `do $$ begin execute format('alter database %I connection limit ${most}', current_database()); end $$`,
  )

test('a database that falls in the middle of a job, and lets nobody in for a while, ends neither the job nor the server', async () => {
  const script = `[ -e ${folder}/away ] && exec "$REAL" "$@"; touch ${folder}/begun; exec sleep 600`
  work({ tools: await inPlaceOfFfmpeg(script) })
  const bytes = soundFile(16_006)
  await keep(bytes)
  const id = await preserve(bytes)
  const began = () => readdir(folder).then((names) => names.includes('begun'))
  await expect.poll(began, PATIENCE).toBe(true)
  await writeFile(join(folder, 'away'), '')
  await lets(0)
  await database.as('super', `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'liuhen_app'`)
  // What the queue cannot write down meanwhile is nobody's to catch, and would end the process.
  await expect(database.db.selectFrom('derivation').selectAll().execute()).rejects.toThrow()
  await expect.poll(() => alarms.some((one) => one.includes('jobs were interrupted')), PATIENCE).toBe(true)
  await lets(-1)
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
})

test('an upload that was given up keeps no job waiting', async () => {
  const staging = new Staging(folder, workers, here.log)
  const upload = randomUUID()
  await staging.create(upload)
  await staging.append(upload, 0, Readable.from([Buffer.alloc(1000)]))
  const bytes = soundFile(16_005)
  await keep(bytes)
  const id = await preserve(bytes)
  work({}, { busy: () => staging.busy })
  await expect.poll(() => stepOf(id, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
  staging.release(upload)
})

test('of what waits, everything is read first, and then made for the newest day first', async () => {
  const ids: string[] = []
  for (const [i, days] of [-3, -1, -2, 700].entries()) {
    const bytes = soundFile(16_010 + i)
    await keep(bytes)
    ids.push(await preserve(bytes, days * 24 * 60))
  }
  work({}, { concurrency: 1 })
  await expect.poll(() => stepOf(ids[0] as string, 'derive'), PATIENCE).toMatchObject({ state: 'done' })
  const { rows } = await database.as(
    'owner',
    `select stream, min(position) filter (where kind = 'ContainerRead/1') as read,
       min(position) filter (where kind = 'DerivativeMade/1') as made
     from journal where stream = any($1) group by stream order by made`,
    [ids.map((id) => `recording:${id}`)],
  )
  const order = (rows as { stream: string; read: string; made: string }[]).map((row) => row.stream.split(':')[1])
  // What claims to be of a day to come is of the day it came.
  expect(order).toEqual([ids[3], ids[1], ids[2], ids[0]])
  expect(Math.max(...rows.map((row) => Number(row.read)))).toBeLessThan(Number(rows[0]?.made))
})

test('bytes that have rotted are not called a recording that cannot be decoded', async () => {
  const bytes = soundFile(16_007)
  const sha256 = await keep(bytes)
  const id = await preserve(bytes)
  const path = join(folder, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await chmod(path, 0o644)
  await writeFile(path, Buffer.alloc(bytes.length, 7))
  work()
  await expect
    .poll(() => stepOf(id, 'examine'), PATIENCE)
    .toMatchObject({ state: 'waiting', tries: 1, reason: expect.stringContaining('is not what was put there') })
  expect((await recordingOf(database.db, id)).state.container).toBeUndefined()
})

test('recordings of one camera whose times are found at the same moment end in the same takes, and none is turned away', async () => {
  const ids = await Promise.all(Array.from({ length: 16 }, (_, i) => preserve(soundFile(), i, 'DSJ-ALL')))
  const at = clock.now()
  const found = (id: string, i: number, version: number): NewEvent[] => {
    const [start, end] = [instantOf(DAY + i * 60_000), instantOf(DAY + i * 60_000 + 60_000)]
    const container = { readable: true, problems: [], tool: 'trial', duration: 60_000, audio: { codec: 'pcm' } }
    const times = { deviceStart: start, deviceEnd: end, start, end, reading: { source: 'name' } }
    const event = (kind: string, body: object, n: number) =>
      ({ stream: `recording:${id}`, version: version + n, kind, at, actor: 'system', body }) as NewEvent
    return [event('ContainerRead/1', container, 0), event('TimesFound/1', times, 1)]
  }
  for (let round = 0; round < 4; round++)
    await Promise.all(
      ids.map((id, i) =>
        database.db.transaction().execute(async (trx) => {
          await here.journal.write(trx, found(id, i, 2 + 2 * round))
        }),
      ),
    )
  const rows = await database.db
    .selectFrom('recordings')
    .select(['take', 'take_segments'])
    .where('id', 'in', ids)
    .execute()
  expect(new Set(rows.map((row) => row.take))).toEqual(new Set([ids[0]]))
  expect(rows.every((row) => row.take_segments === 16)).toBe(true)
})
