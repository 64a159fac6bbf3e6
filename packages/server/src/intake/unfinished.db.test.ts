import { randomUUID } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { millisecondsOf } from '@liuhen/core/kernel'
import { uploadOf } from './store.ts'
import { declaredOf, metadataOf, soundFile, trialIntake, type TrialIntake } from './trial.ts'
import { Expiry, expire } from './unfinished.ts'

let trial: TrialIntake
beforeEach(async () => {
  trial = await trialIntake()
})
afterEach(() => trial[Symbol.asyncDispose]())

const DAY = 86_400_000
const follow = { 'content-type': 'application/offset+octet-stream' }
const other = `person:${randomUUID()}`

async function begin(bytes: Uint8Array, some = 0, said: { bytes?: number } = {}, actor?: string) {
  const declared = { ...declaredOf(bytes), ...said }
  const headers = { 'upload-length': String(declared.bytes), 'upload-metadata': metadataOf(declared) }
  const first = some > 0 ? bytes.subarray(0, some) : undefined
  const response = await trial.tus('POST', undefined, { ...headers, ...(first && follow) }, first, actor)
  return {
    status: response.status,
    text: await response.text(),
    id: response.headers.get('location')?.split('/').at(-1) ?? '',
  }
}
const rest = (id: string, bytes: Uint8Array, from: number) =>
  trial.tus('PATCH', id, { ...follow, 'upload-offset': String(from) }, bytes.subarray(from))
const staged = () => readdir(join(trial.data, 'staging'))
const told = async (kind: string) => {
  const rows = await trial.database.db
    .selectFrom('journal')
    .select(['actor', 'body'])
    .where('kind', '=', kind)
    .execute()
  return rows.map(({ actor, body }) => ({ actor, ...(body as object) }))
}
/** As if nothing had come of it since then, by the clock of this test. */
async function standsStillSince(id: string): Promise<void> {
  const then = millisecondsOf(trial.here.clock.now()) / 1000
  await utimes(trial.here.staging.path(id), then, then)
}

test('a sender gives up what has not come whole: it is on record, its bytes are gone, and the same file can be sent anew', async () => {
  const bytes = soundFile(5000)
  const { id } = await begin(bytes, 1000)
  await trial.giveUp(id)
  expect(await staged()).toEqual([])
  const { sender, declared } = (await trial.database.db.selectFrom('upload').selectAll().executeTakeFirst()) ?? {}
  expect(await told('UploadGivenUp/1')).toEqual([
    {
      actor: sender,
      upload: id,
      fileName: 'sound.wav',
      declaredSha256: declared?.sha256,
      bytes: bytes.length,
      received: 1000,
    },
  ])
  // Neither its sender nor anybody else goes on with it.
  await expect(trial.tus('HEAD', id, {})).rejects.toMatchObject({ obstacles: [{ code: 'upload-given-up' }] })
  await expect(rest(id, bytes, 1000)).rejects.toMatchObject({ obstacles: [{ code: 'upload-given-up' }] })
  await expect(trial.giveUp(id)).rejects.toMatchObject({ obstacles: [{ code: 'upload-given-up' }] })
  await expect(trial.giveUp(id, other)).rejects.toMatchObject({ obstacles: [{ code: 'upload-unknown' }] })
  const again = await begin(bytes, bytes.length)
  await expect.poll(async () => (await uploadOf(trial.database.db, again.id)).state).toBe('preserved')
})

test('nobody gives up what another sends, and nobody what has come whole', async () => {
  const bytes = soundFile()
  const { id } = await begin(bytes, 10)
  await expect(trial.giveUp(id, other)).rejects.toMatchObject({ obstacles: [{ code: 'upload-unknown' }] })
  expect((await rest(id, bytes, 10)).status).toBe(204)
  await expect.poll(async () => (await uploadOf(trial.database.db, id)).state).toBe('preserved')
  await expect(trial.giveUp(id)).rejects.toMatchObject({ obstacles: [{ code: 'upload-whole' }] })
  // Whole, though that was not noted yet: evidence is not taken back either.
  const whole = await trial.stage(soundFile())
  await expect(trial.giveUp(whole)).rejects.toMatchObject({ obstacles: [{ code: 'upload-whole' }] })
  expect(await trial.count('UploadGivenUp/1')).toBe(0)
})

test('an upload given up while its last bytes come leaves no recording behind, and its sender is told', async () => {
  const bytes = soundFile(200_000)
  const { id } = await begin(bytes, 100_000)
  const rested = Promise.withResolvers<void>()
  let part = 0
  const slow = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (part++ === 0) return controller.enqueue(bytes.subarray(100_000, 150_000))
      await rested.promise
      controller.enqueue(bytes.subarray(150_000))
      controller.close()
    },
  })
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '100000', ...follow }
  const sending = trial.send(
    new Request(`http://trial/api/uploads/${id}`, { method: 'PATCH', headers, body: slow, duplex: 'half' } as never),
    id,
  )
  await expect.poll(() => part).toBeGreaterThan(1)
  await trial.giveUp(id)
  rested.resolve()
  const answer = await sending
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('放弃')])
  expect(await trial.count('RecordingPreserved/2')).toBe(0)
  expect(await staged()).toEqual([])
})

test('what stands still for longer than the term is let go of, on record and in the log; what moves or came whole is not', async () => {
  const bytes = soundFile(5000)
  const [still, moving] = [await begin(bytes, 1000), await begin(soundFile(5000), 10)]
  const whole = await trial.stage(soundFile())
  for (const id of [still.id, moving.id, whole]) await standsStillSince(id)
  const since = trial.here.clock.now()
  trial.forward(6.9 * DAY)
  expect(await expire(trial.here)).toBe(0)
  await standsStillSince(moving.id)
  trial.forward(0.2 * DAY)
  const expiry = new Expiry(trial.here)
  expiry.look()
  await expiry.stop()
  const [event, ...more] = await told('UploadExpired/1')
  expect(more).toEqual([])
  expect(event).toMatchObject({ actor: 'system', upload: still.id, bytes: bytes.length, received: 1000 })
  expect((event as { last: string } | undefined)?.last.slice(0, 16)).toBe(since.slice(0, 16))
  expect((await staged()).toSorted()).toEqual([moving.id, whole].toSorted())
  expect(trial.logged.filter((line) => line.includes('expired'))).toHaveLength(1)
  expect(trial.logged.join()).toContain(still.id)
  const gone = await trial.tus('HEAD', still.id, {}).catch((error: Error) => error)
  expect(gone).toMatchObject({ obstacles: [{ code: 'upload-expired' }] })
})

test('one sender has no more under way than the quota, however many begin at once, and keeps nobody else from it', async () => {
  trial.limits.quota = 10_000
  const begun = await Promise.all(Array.from({ length: 6 }, () => begin(soundFile(100), 0, { bytes: 4000 })))
  expect(begun.filter((one) => one.status === 201)).toHaveLength(2)
  expect(begun.filter((one) => one.status === 409)).toHaveLength(4)
  const refused = begun.find((one) => one.status === 409)
  expect(refused?.text).toContain('upload-quota')
  expect(refused?.text).toContain('LIUHEN_UPLOAD_QUOTA')
  expect(refused?.text).toContain('请不要清除存储卡')
  expect((await begin(soundFile(100), 0, { bytes: 4000 }, other)).status).toBe(201)
  // What is given up, has expired or came whole counts no more.
  const [first] = begun.filter((one) => one.status === 201)
  await trial.giveUp(first?.id ?? '')
  expect((await begin(soundFile(100), 0, { bytes: 4000 })).status).toBe(201)
  const bytes = soundFile(1000)
  const { id } = await begin(bytes, bytes.length)
  await expect.poll(async () => (await uploadOf(trial.database.db, id)).state).toBe('preserved')
  expect((await begin(bytes, 0)).status).toBe(201)
})

test('one file that is larger than the quota is refused by itself, and begins nothing', async () => {
  trial.limits.quota = 64 * 2 ** 30
  const refused = await begin(soundFile(100), 0, { bytes: 69 * 2 ** 30 })
  expect([refused.status, refused.text.includes('64 GiB')]).toEqual([409, true])
  expect(await trial.database.db.selectFrom('upload').select('id').execute()).toEqual([])
  expect(await staged()).toEqual([])
})

test('a file that a fall left behind after its upload had ended is removed by the next start', async () => {
  const { id } = await begin(soundFile(5000), 1000)
  await trial.database.db.updateTable('upload').set({ state: 'given-up' }).where('id', '=', id).execute()
  await trial.settling().resume()
  expect(await staged()).toEqual([])
})
