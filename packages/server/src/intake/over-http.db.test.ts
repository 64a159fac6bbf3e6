import { createHash } from 'node:crypto'
import type { UploadState } from '@liuhen/contract/intake'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, metadataOf, soundFile } from './trial.ts'

let server: TrialServer
let station: Awaited<ReturnType<TrialServer['station']>>
let centre: SignedIn
let officer: SignedIn
const leaders: SignedIn[] = []

beforeAll(async () => {
  server = await trialServer()
  station = await server.station()
  centre = await server.as('information-centre')
  const system = await server.as('system-administrator')
  for (const [code, name, number] of [
    ['Z1', '一中队', 'DSJ-1'],
    ['Z2', '二中队', 'DSJ-2'],
  ] as const) {
    const { id: unit } = await system.addUnit({ body: { code, name, kind: 'squadron', parent: server.unit } })
    leaders.push(await server.another('team-leader', unit))
    const { id } = await centre.registerDevice({ body: { number, kind: 'body-camera', unit } })
    if (number !== 'DSJ-1') continue
    officer = await server.another('officer', unit)
    await centre.issueDevice({ params: { id }, body: { holder: officer.person } })
  }
})
afterAll(() => server.stop())

/** Docks the bytes and waits until it is settled what becomes of them. */
async function docked(bytes: Buffer, said: Parameters<typeof declaredOf>[1] = {}): Promise<UploadState> {
  const camera = await station.reads({ number: 'DSJ-1' })
  const declared = camera.declare(declaredOf(bytes, { deviceNumber: 'DSJ-1', ...said }))
  const response = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${station.key}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': metadataOf(declared),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  const id = response.headers.get('location')?.split('/').at(-1) ?? ''
  const state = () => station.client.uploadState({ params: { id } })
  await expect.poll(async () => (await state()).state, { timeout: 120_000 }).toMatch(/^(preserved|quarantined)$/)
  return state()
}

const looks = async (recording: string, what: string) => {
  const rows = await server.database.db
    .selectFrom('journal')
    .select(['actor', 'body'])
    .where('kind', '=', 'RecordingLooked/1')
    .execute()
  return rows.filter(({ body }) => {
    const look = body as { readonly recording: string; readonly what: string }
    return look.recording === recording && look.what === what
  })
}

test('what is set aside is seen by the unit it came from and by those who see the whole bureau, and by no other unit', async () => {
  const { sha256 } = declaredOf(soundFile())
  const set = await docked(soundFile(), { sha256 })
  expect(set.state).toBe('quarantined')
  const seen = async (who: SignedIn | undefined) => (await who?.listQuarantine())?.map((one) => one.id)
  const id = set.quarantine?.id
  expect([await seen(centre), await seen(leaders[0])]).toEqual([[id], [id]])
  expect(await seen(leaders[1])).toEqual([])
})

test('whoever opens the page of a recording or takes its original is on record before a byte is given', async () => {
  const bytes = soundFile()
  const { recording = '' } = await docked(bytes)
  await officer.showRecording({ params: { id: recording } })
  expect(await looks(recording, 'page')).toMatchObject([{ actor: `person:${officer.person}` }])
  expect(await looks(recording, 'original')).toEqual([])
  const response = await centre.send(`${server.url}/api/recordings/${recording}/original`)
  expect(await looks(recording, 'original')).toMatchObject([{ actor: `person:${centre.person}` }])
  const given = Buffer.from(await response.arrayBuffer())
  expect(createHash('sha256').update(given).digest('hex')).toBe(declaredOf(bytes).sha256)
})

test('a receipt is given to who sent the file and to who may see the recording, and so is news of what is on its way', async () => {
  const { id, recording = '' } = await docked(soundFile())
  const gets = async (who: SignedIn | undefined, of = id) =>
    who?.receipt({ params: { id: of } }).then(
      () => true,
      (error: { readonly problem?: { readonly status: number } }) => error.problem?.status !== 404,
    )
  expect(await Promise.all([officer, centre, ...leaders].map((one) => gets(one)))).toEqual([true, true, true, false])
  const unit = (await centre.showRecording({ params: { id: recording } })).row.unit?.id ?? ''
  const colleague = await server.another('officer', unit)
  expect(await gets(colleague)).toBe(false)
  const hears = async (who: SignedIn | undefined) => (await who?.listUploads())?.some((one) => one.id === id)
  expect([await hears(centre), await hears(leaders[1])]).toEqual([true, false])
})

test('an original is verified by both its digests: another SM3 alone is no match', async () => {
  const { recording: id = '' } = await docked(soundFile())
  expect(await centre.verifyRecording({ params: { id } })).toMatchObject({ same: true })
  await server.database.as(
    'owner',
    `update recordings set state = jsonb_set(state, '{arrival,sm3}', to_jsonb(repeat('0', 64))) where id = $1`,
    [id],
  )
  expect(await centre.verifyRecording({ params: { id } })).toMatchObject({ same: false })
})
