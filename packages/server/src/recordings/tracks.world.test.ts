import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '../http/trial.ts'
import { mediaTools } from './media/index.ts'
import { type TrialBureau, trialBureau, twoMicrophones } from './trial.ts'

let bureau: TrialBureau
let folder: string
let id: string
const run = promisify(execFile)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-tracks-'))
  bureau = await trialBureau()
  const { recording } = await bureau.bring(await twoMicrophones(folder), {
    fileName: 'DSJ0217_021357_20261120150000_0021.mp4',
    deviceNumber: 'DSJ0217',
    deviceTime: '2026-11-20 15:00:00',
    clock: { offset: 0, error: 500, samples: 8, at: bureau.server.clock.now() },
  })
  id = recording as string
  await bureau.derived(id)
})
afterAll(async () => {
  await bureau[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const ask = (who: SignedIn, track: number, range?: string) =>
  who.send(
    `${bureau.server.url}/api/recordings/${id}/tracks/${track}`,
    range === undefined ? {} : { headers: { range } },
  )
const looks = async () =>
  (await bureau.leader.showRecording({ params: { id } })).history.filter((one) => one.kind === 'RecordingLooked/1')
    .length

/** How loud the sound is around this frequency, in decibels. */
async function loudness(bytes: Buffer, hertz: number): Promise<number> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, `${hertz}-${bytes.length}.m4a`)
  await writeFile(file, bytes)
  const filter = `bandpass=f=${hertz}:width_type=h:w=100,bandpass=f=${hertz}:width_type=h:w=100,volumedetect`
  const { stderr } = await run(ffmpeg.path, ['-i', file, '-vn', '-af', filter, '-f', 'null', '-'])
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])
}

test('of a film with two microphones each is heard by itself, whole or by ranges, and the hearing is on record', async () => {
  const { tracks } = await bureau.officer.showRecording({ params: { id } })
  const sounds = tracks.filter((one) => one.kind === 'sound')
  expect(sounds.map((one) => [one.name.zh, one.heard])).toEqual([
    ['声音 1', 'alone'],
    ['声音 2', 'alone'],
  ])
  const before = await looks()
  const bytes: Buffer[] = []
  for (const { index } of sounds) {
    const whole = await ask(bureau.officer, index)
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-type')).toMatch(/^(audio|video)\/mp4/)
    bytes.push(Buffer.from(await whole.arrayBuffer()))
    const part = await ask(bureau.officer, index, 'bytes=0-99')
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-99/${bytes.at(-1)?.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.at(-1)?.subarray(0, 100))
  }
  const [low, high] = bytes
  if (!low || !high) throw new Error('two sounds were found')
  expect(await loudness(low, 300)).toBeGreaterThan((await loudness(low, 3000)) + 20)
  expect(await loudness(high, 3000)).toBeGreaterThan((await loudness(high, 300)) + 20)
  expect(await looks()).toBeGreaterThan(before)
})

test('a track is heard by whoever may see the recording and by nobody else, and one that has no copy is said to have none', async () => {
  const [sound] = (await bureau.officer.showRecording({ params: { id } })).tracks.filter((one) => one.kind === 'sound')
  expect((await ask(bureau.otherOfficer, sound?.index ?? 0)).status).toBe(404)
  expect((await fetch(`${bureau.server.url}/api/recordings/${id}/tracks/${sound?.index}`)).status).toBe(401)
  const none = await ask(bureau.officer, 9)
  expect(none.status).toBe(404)
  expect(await none.text()).toContain('这份音像没有这条轨的副本')
  expect((await ask(bureau.officer, -1)).status).toBe(400)
})
