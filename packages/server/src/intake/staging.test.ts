import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failingOnce, keptDuring } from '../platform/trial-disk.ts'
import { DigestWorkers } from '../vault/index.ts'
import { Staging } from './staging.ts'

const workers = new DigestWorkers(1)
const alarms: string[] = []
const log = { alarm: (what: string) => void alarms.push(what) }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staging-'))
})
afterAll(async () => {
  await workers.close()
  await rm(folder, { recursive: true, force: true })
})

const BYTES = randomBytes(5000)

test('what is answered as received is on the disk by then', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  const isKept = await keptDuring(() => staging.append(id, 0, Readable.from([BYTES])))
  expect(await isKept(staging.path(id))).toBe(true)
  await staging.remove(id)
})

test('what was brought before a restart is made durable before it is kept', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  await staging.append(id, 0, Readable.from([BYTES]))
  const later = new Staging(folder, workers, log)
  const isKept = await keptDuring(() => later.finish(id, BYTES.length))
  expect(await isKept(staging.path(id))).toBe(true)
  await staging.remove(id)
})

test('what the disk failed to keep is set aside for good, although it says yes afterwards, and comes anew', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  const sent = failingOnce(() => staging.append(id, 0, Readable.from([BYTES]), BYTES.length))
  await expect(sent).rejects.toMatchObject({ obstacles: [{ code: 'disk-failing' }] })
  expect(alarms).toHaveLength(1)
  expect(await staging.received(id)).toBe(0)
  expect((await readdir(folder)).filter((name) => name.startsWith(id))).toHaveLength(2)
  expect(await staging.names()).toEqual([id])
  const whole = createHash('sha256').update(BYTES).digest('hex')
  expect(await staging.append(id, 0, Readable.from([BYTES]), BYTES.length)).toBe(BYTES.length)
  expect(await staging.finish(id, BYTES.length)).toMatchObject({ onDisk: whole, received: whole })
  await staging.remove(id)
})

test('so is what was brought before a restart and turns out not to be kept', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  await staging.append(id, 0, Readable.from([BYTES]))
  const later = new Staging(folder, workers, log)
  const finished = failingOnce(() => later.finish(id, BYTES.length))
  await expect(finished).rejects.toMatchObject({ obstacles: [{ code: 'disk-failing' }] })
  expect(await later.received(id)).toBe(0)
  await staging.remove(id)
})

test('a sender that breaks off while the disk fails has brought nothing', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  const broken = async function* () {
    yield BYTES
    throw new Error('gone')
  }
  await expect(failingOnce(() => staging.append(id, 0, broken()))).rejects.toMatchObject({
    obstacles: [{ code: 'disk-failing' }],
  })
  expect(await staging.received(id)).toBe(0)
  await staging.remove(id)
})

test('a file that is whole can no longer be written, and that is on the disk too', async () => {
  const [staging, id] = [new Staging(folder, workers, log), randomUUID()]
  await staging.create(id)
  await staging.append(id, 0, Readable.from([BYTES.subarray(0, 4000)]), BYTES.length)
  expect((await stat(staging.path(id))).mode & 0o777).toBe(0o600)
  await staging.append(id, 4000, Readable.from([BYTES.subarray(4000)]), BYTES.length)
  expect((await stat(staging.path(id))).mode & 0o777).toBe(0o400)
  await staging.remove(id)
})
