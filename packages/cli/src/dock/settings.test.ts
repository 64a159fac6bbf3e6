import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPatterns } from '@liuhen/core/evidence'
import { Corrupt, Malformed } from '@liuhen/core/kernel'
import { parseVerifierKey, verifierKey } from '@liuhen/core/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crypto } from '../verify/crypto.ts'
import { counterAt } from './counter.ts'
import { patternsIn, stationKey } from './settings.ts'
import { DockState } from './state.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-settings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the station key comes from its file, else from the environment, and a wrong one is told', async () => {
  const file = join(folder, 'key')
  await writeFile(file, 'station-abcdefghijklmnop\n')
  expect(await stationKey(file, {})).toBe('station-abcdefghijklmnop')
  expect(await stationKey(undefined, { LIUHEN_STATION_KEY: 'station-qrstuvwxyzabcdef' })).toBe(
    'station-qrstuvwxyzabcdef',
  )
  for (const wrong of [join(folder, 'none'), undefined]) await expect(stationKey(wrong, {})).rejects.toThrow(Malformed)
})

test("a bureau's own patterns come first, and a wrong one names itself", async () => {
  const own = { id: 'own', title: { zh: '本局', en: 'own' }, pattern: String.raw`^(?<device>X\d{3})\.MP4$` }
  await writeFile(join(folder, 'own.json'), JSON.stringify(own))
  expect((await patternsIn(join(folder, 'own.json')))[0]).toEqual(own)
  expect(await patternsIn(undefined)).toBe(defaultPatterns)
  await writeFile(join(folder, 'bad.json'), JSON.stringify([{ ...own, pattern: '(?<device>' }]))
  await expect(patternsIn(join(folder, 'bad.json'))).rejects.toThrow(Malformed)
  await writeFile(join(folder, 'none.json'), 'hello')
  await expect(patternsIn(join(folder, 'none.json'))).rejects.toThrow(Malformed)
})

test('an address that is none is refused', () => {
  for (const wrong of ['', 'localhost', 'ftp://a', 'file:///etc'])
    expect(() => counterAt(wrong, 'k')).toThrow(Malformed)
})

const counterWith = (seed: number) => {
  const line = verifierKey(crypto.sha256, 'liuhen.local/qingxi/00000000', new Uint8Array(32).fill(seed))
  const key = parseVerifierKey(crypto.sha256, line)
  return { ...counterAt('http://a', 'k'), verifierKey: async () => ({ line, key }) }
}

test("the log's key is trusted at first sight and no other one ever after", async () => {
  const state = await DockState.open(join(folder, 'state'), 'http://a')
  await state.trustedKey(counterWith(1))
  expect((await state.trustedKey(counterWith(1))).publicKey[0]).toBe(1)
  await expect(state.trustedKey(counterWith(2))).rejects.toThrow(Corrupt)
  const elsewhere = await DockState.open(join(folder, 'state'), 'http://b')
  expect((await elsewhere.trustedKey(counterWith(2))).publicKey[0]).toBe(2)
})

test('an upload is found again by server, content and place', async () => {
  const file = { path: 'DCIM/a.mp4', bytes: 3, sha256: 'a'.repeat(64) as never }
  const upload = '01a201ac-59ec-7f22-94d8-2857ab9ff22c'
  const state = await DockState.open(join(folder, 'state'), 'http://a')
  await state.note(file, upload)
  expect(await state.uploadOf(file)).toBe(upload)
  expect(await state.uploadOf({ ...file, path: 'DCIM/b.mp4' })).toBeUndefined()
  expect(await state.uploadOf({ ...file, bytes: 4 })).toBeUndefined()
  expect(await (await DockState.open(join(folder, 'state'), 'http://b')).uploadOf(file)).toBeUndefined()
  await state.forget(file)
  expect(await state.uploadOf(file)).toBeUndefined()
})
