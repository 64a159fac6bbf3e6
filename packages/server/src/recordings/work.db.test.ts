import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Runner } from 'graphile-worker'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { instantOf } from '@liuhen/core/kernel'
import type { NewEvent } from '@liuhen/core/journal'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { recorder } from '../ledger/index.ts'
import { openLog, systemClock } from '../platform/index.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'
import type { Deriving } from './jobs.ts'
import { mediaTools } from './media/index.ts'
import { recordingOf, recordingsReaction } from './store.ts'
import { prepareWork, queueReaction, startWork } from './work.ts'

let database: TrialDatabase
let folder: string
let here: Deriving
const workers = new DigestWorkers(1)
let running: Runner | undefined

beforeAll(async () => {
  database = await trialDatabase()
  await prepareWork(database.url('owner'))
  folder = await mkdtemp(join(tmpdir(), 'liuhen-work-'))
  await mkdir(join(folder, 'vault'))
  here = {
    db: database.db,
    clock: systemClock,
    log: openLog(() => undefined, systemClock),
    record: recorder([recordingsReaction, queueReaction]),
    vault: new FileVault(join(folder, 'vault'), workers),
    workers,
    tools: await mediaTools(),
    folder: join(folder, 'deriving'),
  }
})
afterEach(async () => {
  await running?.stop()
  running = undefined
})
afterAll(async () => {
  await workers.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const DAY = Date.parse('2026-11-20T02:00:00.000Z')
const work = async () => {
  running = await startWork(here, database.pool, 2, () => false)
}
/** One event that preserves bytes the vault may or may not hold. */
async function preserve(bytes: Buffer, minute = 0, number = 'DSJ-W'): Promise<string> {
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
    flags: [],
    arrivedAt: systemClock.now(),
  }
  const event = {
    stream: `recording:${id}`,
    version: 1,
    kind: 'RecordingPreserved/1',
    at: systemClock.now(),
    actor: 'system',
    body,
  }
  await database.db.transaction().execute((trx) => here.record(trx, [event as unknown as NewEvent]))
  return id
}
async function keep(bytes: Buffer): Promise<void> {
  const staged = join(folder, randomUUID())
  await writeFile(staged, bytes)
  const digests = await workers.follow(staged).finish(bytes.length)
  await here.vault.put(staged, digests, bytes.length)
}
const stepOf = (id: string, step: string) =>
  database.db
    .selectFrom('derivation')
    .select(['state', 'reason'])
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
  await work()
  await expect.poll(() => stepOf(id, 'derive'), { timeout: 20_000 }).toMatchObject({ state: 'done' })
  expect((await recordingOf(database.db, id)).state.derivatives.map((one) => one.kind)).toContain('waveform')
})

test('a step that does not succeed is tried again, and after the last time that is noted for good with its reason', async () => {
  const id = await preserve(soundFile(), 30, 'DSJ-GONE')
  const job = () =>
    database.as(
      'owner',
      `select attempts, locked_at, run_at > now() as later from graphile_worker._private_jobs where key = 'examine ${id}'`,
    )
  await work()
  // Tried once, let go of, and put off to a later time.
  await expect
    .poll(async () => (await job()).rows[0], { timeout: 20_000 })
    .toEqual({
      attempts: 1,
      locked_at: null,
      later: true,
    })
  expect(await stepOf(id, 'examine')).toMatchObject({ state: 'waiting', reason: expect.stringContaining('no file') })
  expect((await recordingOf(database.db, id)).derived).toBe('waiting')
  await database.as(
    'owner',
    `update graphile_worker._private_jobs set run_at = now(), attempts = 4 where key = 'examine ${id}'`,
  )
  await expect.poll(async () => (await recordingOf(database.db, id)).derived, { timeout: 20_000 }).toBe('failed')
  expect((await recordingOf(database.db, id)).state.failed).toMatchObject([{ step: 'examine', attempts: 5 }])
  expect(await stepOf(id, 'examine')).toMatchObject({ state: 'failed' })
})

test('recordings of one camera whose times are found at the same moment end in the same takes, and none is turned away', async () => {
  const ids = await Promise.all(Array.from({ length: 16 }, (_, i) => preserve(soundFile(), i, 'DSJ-ALL')))
  const at = systemClock.now()
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
          await here.record(trx, found(id, i, 2 + 2 * round))
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
