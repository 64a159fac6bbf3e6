import { createHash, randomInt, randomUUID } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { millisecondsOf } from '@liuhen/core/kernel'
import type { FuzzRequest } from '../http/fuzz-requests.ts'
import { tusGarbage } from '../http/fuzz-tus.ts'
import { uploadOf } from './store.ts'
import { declaredOf, metadataOf, soundFile, trialIntake, type TrialIntake } from './trial.ts'

let trial: TrialIntake
beforeAll(async () => {
  trial = await trialIntake()
})
afterAll(() => trial[Symbol.asyncDispose]())

const bytesFollow = { 'content-type': 'application/offset+octet-stream' }

async function create(bytes: Uint8Array, more: { with?: Uint8Array; declared?: unknown; length?: number } = {}) {
  const headers = {
    'upload-length': String(more.length ?? bytes.length),
    'upload-metadata': metadataOf(more.declared ?? declaredOf(bytes)),
    ...(more.with && bytesFollow),
  }
  const response = await trial.tus('POST', undefined, headers, more.with)
  return { response, id: response.headers.get('location')?.split('/').at(-1) ?? '' }
}
const head = (id: string, actor?: string) => trial.tus('HEAD', id, {}, undefined, actor)
const offsetOf = async (id: string): Promise<number> => Number((await head(id)).headers.get('upload-offset'))
const patch = (id: string, offset: number, bytes: Uint8Array, actor?: string) =>
  trial.tus('PATCH', id, { ...bytesFollow, 'upload-offset': String(offset) }, bytes, actor)
const ends = (id: string, state: string) =>
  expect.poll(async () => (await uploadOf(trial.database.db, id)).state, { timeout: 120_000 }).toBe(state)

test('a file comes in in pieces, each beginning where the one before it ended', async () => {
  const bytes = soundFile(5000)
  const { response, id } = await create(bytes)
  expect([response.status, response.headers.get('location')]).toEqual([201, `/api/uploads/${id}`])
  for (const [from, to] of [
    [0, 100],
    [100, 101],
    [101, bytes.length],
  ] as const) {
    expect(await offsetOf(id)).toBe(from)
    const moved = await patch(id, from, bytes.subarray(from, to))
    expect([moved.status, moved.headers.get('upload-offset')]).toEqual([204, String(to)])
  }
  await ends(id, 'preserved')
})

test('the first bytes may come with the request that begins the upload, or all of them', async () => {
  const [part, whole] = [soundFile(), soundFile()]
  const begun = await create(part, { with: part.subarray(0, 30) })
  expect([begun.response.status, begun.response.headers.get('upload-offset')]).toEqual([201, '30'])
  expect((await patch(begun.id, 30, part.subarray(30))).status).toBe(204)
  await ends(begun.id, 'preserved')
  await ends((await create(whole, { with: whole })).id, 'preserved')
})

test('bytes for another offset than the next are refused and change nothing', async () => {
  const bytes = soundFile()
  const { id } = await create(bytes, { with: bytes.subarray(0, 40) })
  for (const offset of [0, 39, 41, 108]) expect((await patch(id, offset, bytes.subarray(40))).status).toBe(409)
  expect(await offsetOf(id)).toBe(40)
  await patch(id, 40, bytes.subarray(40))
  await ends(id, 'preserved')
})

test('more bytes than were announced are refused, with a length or without', async () => {
  const bytes = soundFile()
  const { id } = await create(bytes)
  const tooMany = Buffer.concat([bytes, Buffer.alloc(10)])
  const announced = { ...bytesFollow, 'upload-offset': '0', 'content-length': String(tooMany.length) }
  expect((await trial.tus('PATCH', id, announced, tooMany)).status).toBe(413)
  expect((await patch(id, 0, tooMany)).status).toBeGreaterThanOrEqual(400)
  expect(await offsetOf(id)).toBeLessThanOrEqual(bytes.length)
  const rest = await offsetOf(id)
  await patch(id, rest, bytes.subarray(rest))
  await ends(id, 'preserved')
})

test('a sender that did not hear it had finished is told so, and neither its asking nor its bytes undo anything', async () => {
  const bytes = soundFile()
  const { id } = await create(bytes, { with: bytes })
  for (let i = 0; i < 20; i++) {
    expect(await offsetOf(id)).toBe(bytes.length)
    expect((await patch(id, bytes.length, Buffer.alloc(0))).status).toBe(204)
    expect((await patch(id, bytes.length, Buffer.from('more'))).status).toBeGreaterThanOrEqual(400)
    expect((await patch(id, 0, bytes)).status).toBe(409)
  }
  await ends(id, 'preserved')
  expect((await patch(id, bytes.length, Buffer.alloc(0))).status).toBe(204)
  const upload = await uploadOf(trial.database.db, id)
  expect(upload.state).toBe('preserved')
  expect(await trial.here.vault.digest(upload.declared.sha256)).toMatchObject({ sha256: upload.declared.sha256 })
  expect(trial.logged).toEqual([])
})

test('a connection that breaks in the middle keeps what had come, and the rest goes on from there', async () => {
  const bytes = soundFile(3_000_000)
  const { id } = await create(bytes)
  let sent = 0
  const breaking = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 2_000_000) return controller.error(new Error('the cable was pulled'))
      controller.enqueue(bytes.subarray(sent, (sent += 70_000)))
    },
  })
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '0', ...bytesFollow }
  const half = { method: 'PATCH', headers, body: breaking, duplex: 'half' }
  await trial.send(new Request(`http://trial/api/uploads/${id}`, half), id).catch(() => undefined)
  const reached = await offsetOf(id)
  expect(reached).toBeGreaterThan(0)
  await patch(id, reached, bytes.subarray(reached))
  await ends(id, 'preserved')
})

test('what came whole while the database was away is settled when its sender asks how far it came', async () => {
  const id = await trial.stage(soundFile())
  expect((await uploadOf(trial.database.db, id)).state).toBe('arriving')
  await offsetOf(id)
  await ends(id, 'preserved')
})

test('an upload goes on after a restart from what the disk has', async () => {
  const bytes = soundFile(2_500_000)
  const { id } = await create(bytes, { with: bytes.subarray(0, 1_200_000) })
  trial.here.staging.release(id)
  await patch(id, 1_200_000, bytes.subarray(1_200_000))
  await ends(id, 'preserved')
  const { declared } = await uploadOf(trial.database.db, id)
  expect(declared.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('an empty file is taken in and set aside as such', async () => {
  await ends((await create(Buffer.alloc(0))).id, 'quarantined')
})

test('a length that is not said, differs, or is no length begins nothing', async () => {
  const bytes = soundFile()
  const begun = await trial.database.db.selectFrom('upload').select('id').execute()
  const deferred = await trial.tus('POST', undefined, {
    'upload-defer-length': '1',
    'upload-metadata': metadataOf(declaredOf(bytes)),
  })
  expect(deferred.status).toBe(400)
  expect((await create(bytes, { length: 5 })).response.status).toBe(400)
  expect((await create(bytes, { length: -1 })).response.status).toBe(400)
  for (const declared of [undefined, null, [], { fileName: 'x' }, { ...declaredOf(bytes), sha256: 'no' }])
    expect((await create(bytes, { declared: declared ?? 7 })).response.status).toBe(400)
  // What is wrong is told in words, each field by its name.
  for (const [wrong, words] of [
    [{ fileName: ' ' }, '文件没有名称'],
    [{ deviceTime: '2026-02-30 09:00:00' }, '文件名里的时间：不符合要求'],
    [{ fileName: undefined }, '必须填写'],
  ] as const) {
    const { response } = await create(bytes, { declared: { ...declaredOf(bytes), ...wrong } })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
  }
  expect(await trial.database.db.selectFrom('upload').select('id').execute()).toEqual(begun)
  expect(await readdir(join(trial.data, 'staging'))).toEqual(
    expect.not.arrayContaining([expect.stringContaining('undefined')]),
  )
})

test('another sender can neither see an upload nor add to it', async () => {
  const bytes = soundFile()
  const { id } = await create(bytes, { with: bytes.subarray(0, 10) })
  const other = `person:${randomUUID()}`
  await expect(head(id, other)).rejects.toMatchObject({ obstacles: [{ code: 'upload-unknown' }] })
  await expect(patch(id, 10, bytes.subarray(10), other)).rejects.toMatchObject({
    obstacles: [{ code: 'upload-unknown' }],
  })
  await expect(trial.state(id, other)).rejects.toMatchObject({ obstacles: [{ code: 'upload-unknown' }] })
  expect(await offsetOf(id)).toBe(10)
})

test('a full disk refuses before it is full and says what to do; when there is room the same upload goes on', async () => {
  const bytes = soundFile(1_000_000)
  const { id } = await create(bytes, { with: bytes.subarray(0, 400_000) })
  const { free } = trial.disk
  // Room for what must stay free and for what is on its way, and for nothing else.
  trial.disk.free = trial.here.disk.reserve + 600_044 + 100
  expect((await create(soundFile(200))).response.status).toBe(409)
  trial.disk.free = trial.here.disk.reserve - 1
  const refused = await patch(id, 400_000, bytes.subarray(400_000))
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('请不要清除存储卡')
  expect(await offsetOf(id)).toBe(400_000)
  trial.disk.free = free
  expect((await patch(id, 400_000, bytes.subarray(400_000))).status).toBe(204)
  await ends(id, 'preserved')
})

test('a promise of which nothing comes keeps room from the others for minutes, and never for a day', async () => {
  const bytes = soundFile(100)
  const gone = await create(bytes, { declared: { ...declaredOf(bytes), bytes: 900_000_000 }, length: 900_000_000 })
  // When its file last grew is known by the machine's clock, which is not the one of this test.
  const then = millisecondsOf(trial.here.clock.now()) / 1000
  await utimes(trial.here.staging.path(gone.id), then, then)
  const large = { declared: { ...declaredOf(bytes), bytes: 500_000_000 }, length: 500_000_000 }
  expect((await create(bytes, large)).response.status).toBe(409)
  trial.forward(11 * 60_000)
  expect((await create(bytes, large)).response.status).toBe(201)
})

test('two thousand wrong requests get no fault of ours, and the upload they are thrown at still arrives', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))
  const bytes = soundFile(60_000)
  const { id } = await create(bytes)
  const aimed = fc.sample(fc.oneof(...tusGarbage), { seed, numRuns: 2400 })
  const faults: string[] = []
  const throwOne = async ({ method, headers, body }: FuzzRequest): Promise<void> => {
    const onUpload = method !== 'POST'
    const offset = onUpload && headers['upload-offset'] === '0' ? '1' : headers['upload-offset']
    const given = { ...headers, ...(offset !== undefined && { 'upload-offset': offset }) }
    const response = await sendGarbage(method, onUpload ? id : undefined, given, body)
    if (response && response.status >= 500) faults.push(`${response.status} ${method} ${JSON.stringify(headers)}`)
  }
  let reached = 0
  for (const [i, one] of aimed.entries()) {
    await throwOne(one)
    if (i % 40 !== 39) continue
    reached = await offsetOf(id)
    const piece = bytes.subarray(reached, reached + 1000)
    if (piece.length > 0) expect((await patch(id, reached, piece)).status).toBe(204)
  }
  reached = await offsetOf(id)
  if (reached < bytes.length) await patch(id, reached, bytes.subarray(reached))
  expect({ seed, faults: faults.slice(0, 5) }).toEqual({ seed, faults: [] })
  await ends(id, 'preserved')
})

/** What cannot even be made into a request never reaches us. */
async function sendGarbage(method: string, id: string | undefined, headers: Record<string, string>, body?: Buffer) {
  try {
    void new Request('http://trial', { method, headers, ...(body && { body: Buffer.from(body) }) })
  } catch {
    return undefined
  }
  if (!['POST', 'HEAD', 'PATCH'].includes(method)) return undefined
  return trial.tus(method, id, headers, body)
}
