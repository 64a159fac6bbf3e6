import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Declared } from '@liuhen/core/intake'
import type { SignedIn } from '../http/trial.ts'
import { mediaTools } from './media/index.ts'
import { trialBureau, type TrialBureau } from './trial.ts'

const ONE = 'DSJ0217_021357_20261120092000_0001.mp4'
const TWO = 'DSJ0217_021357_20261120092016_0002.mp4'
const THREE = 'DSJ0217_021357_20261120092032_0003.mp4'
const BEFORE = 'DSJ0217_021357_20261120100500_0004.mp4'
const AFTER = 'DSJ0217_021357_20261120100816_0005.mp4'
/** Between the fourth and the fifth. */
const BETWEEN = 'DSJ0217_021357_20261120100505_0006.mp4'

let bureau: TrialBureau
let folder: string
const ids: Record<string, string> = {}
const idOf = (name: string) => ids[name] as string

/** Noise in picture and sound, so many seconds long, like no other file. */
async function noise(seconds: number): Promise<Buffer> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, `${Math.random()}.mp4`)
  const picture = `color=s=64x48:r=2:d=${seconds},noise=alls=100:allf=t`
  const sound = `anoisesrc=d=${seconds}:r=8000:seed=${Math.floor(Math.random() * 1e6)}`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  await promisify(execFile)(ffmpeg.path, [
    '-v',
    'error',
    ...inputs,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-shortest',
    file,
  ])
  return readFile(file)
}

/** Sends a file as a page would, with whatever is claimed of it; the recording it became, once its jobs are done. */
async function upload(who: SignedIn, bytes: Buffer, said: Partial<Declared> & { fileName: string }): Promise<string> {
  const declared = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...said }
  const response = await who.send(`${bureau.server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(201)
  const upload = response.headers.get('location')?.split('/').at(-1) as string
  const recording = await bureau.until('the upload to be preserved', async () => {
    const { state, recording: found } = await who.uploadState({ params: { id: upload } })
    return state === 'preserved' || state === 'repeated' ? found : undefined
  })
  await bureau.derived(recording)
  return recording
}

/** What the attacker says of a file: another's camera, another's number, a clock of their own making. */
const forged = (fileName: string): Partial<Declared> & { fileName: string } => {
  const [, , stamp, number] = /^(\w+)_(\d+)_(\d{14})_/.exec(fileName) ? fileName.replace('.mp4', '').split('_') : []
  const [year, month, day, hour, minute, second] = (stamp as string).match(/^\d{4}|(?<=^\d{4}(?:\d\d)*)\d\d/g) ?? []
  return {
    fileName,
    deviceNumber: 'DSJ0217',
    officerNumber: bureau.officer.userName,
    deviceTime: `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    sequence: Number(number),
    clock: { offset: 0, error: 10, samples: 8, at: bureau.server.clock.now() },
  }
}

const show = (id: string, who = bureau.leader) => who.showRecording({ params: { id } })
const refused = (...codes: string[]) => ({ problem: { status: 409, obstacles: codes.map((code) => ({ code })) } })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-forged-'))
  bureau = await trialBureau()
  for (const name of [ONE, TWO, BEFORE, AFTER]) ids[name] = (await bureau.bringFootage(name)).recording as string
  await bureau.derived(...Object.values(ids))
  ids[THREE] = await upload(bureau.otherOfficer, await noise(16), forged(THREE))
  ids[BETWEEN] = await upload(bureau.otherOfficer, await noise(195), forged(BETWEEN))
})
afterAll(async () => {
  await bureau[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const reject = (who: SignedIn, id: string, reason = '原卡上没有这段') =>
  who.rejectProvenance({ params: { id }, body: { reason } })

test('the same bytes docked later settle where they are from, whatever was claimed before', async () => {
  const name = 'DSJ0342_021402_20261120091430_0001.mp4'
  const bytes = await bureau.footage(name)
  const id = await upload(bureau.officer, bytes, { ...forged(ONE), fileName: '盗用.mp4' })
  expect((await show(id)).origin.unconfirmed).toBe(true)
  expect((await bureau.bringFootage(name)).recording).toBe(id)
  await bureau.until('its times to be found anew', async () => (await show(id, bureau.centre)).times?.offset)
  const { row, origin, times } = await show(id, bureau.centre)
  expect(origin).toMatchObject({ how: 'docked', unconfirmed: false })
  expect(row).toMatchObject({ device: { number: 'DSJ0342' }, officer: { id: bureau.otherOfficer.person } })
  expect(times).toMatchObject({ offset: -420_000, start: '2026-11-20T01:21:30.000Z' })
})

test('neither the sender nor who is said to have recorded it rejects where it is from, nor a stranger to the unit', async () => {
  await expect(reject(bureau.otherOfficer, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.officer, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.centre, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.otherLeader, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 404 } })
  const own = await upload(bureau.leader, await noise(4), { fileName: '现场二.mp4' })
  await expect(reject(bureau.leader, own)).rejects.toMatchObject(refused('own-upload'))
  await expect(reject(bureau.leader, idOf(ONE))).rejects.toMatchObject(refused('origin-settled'))
  await expect(reject(bureau.leader, idOf(BETWEEN), ' ')).rejects.toMatchObject({ problem: { kind: 'malformed' } })
  expect((await show(idOf(BETWEEN))).row.states).toContain('unconfirmed')
})
