import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { utf8 } from '@liuhen/core/kernel'
import { noteOf, openNote, parseVerifierKey } from '@liuhen/core/ledger'
import { openLogKey, sha256, verifyEd25519 } from './index.ts'

const folders: string[] = []
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-keys-'))
  folders.push(folder)
})
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true }))))

const pub = () => readFile(join(folder, 'log.pub'), 'utf8')

test('the key is made once, for its owner only, and its public half is published under the log’s name', async () => {
  const made = await openLogKey(folder, 'liuhen.local/trial/1')
  expect((await stat(join(folder, 'log.key'))).mode & 0o777).toBe(0o600)
  expect(await pub()).toBe(`${made.line}\n`)
  expect(parseVerifierKey(sha256, made.line)).toEqual(made.key)
  const again = await openLogKey(folder, 'liuhen.local/another/2')
  expect([again.line, again.key.name]).toEqual([made.line, 'liuhen.local/trial/1'])
})

test('what it signs opens with the published line, in Chinese too', async () => {
  const key = await openLogKey(folder, 'liuhen.local/长沙县/1')
  const body = '检查点\n1\n'
  const note = noteOf(body, [key.sign(body)])
  const opened = await openNote(note, [parseVerifierKey(sha256, key.line)], verifyEd25519, sha256)
  expect(opened.body).toBe(body)
  expect(verifyEd25519(key.key.publicKey, utf8(body), new Uint8Array(64))).toBe(false)
})

test('two who make the key at once end with the same one', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, (_, i) => openLogKey(folder, `liuhen.local/trial/${i}`)))
  expect(new Set(made.map((one) => one.line))).toEqual(new Set([(await pub()).trim()]))
})

test('a lost key is not replaced in silence, nor a pair that does not match used', async () => {
  await openLogKey(folder, 'liuhen.local/trial/1')
  const line = await pub()
  await rm(join(folder, 'log.key'))
  await expect(openLogKey(folder, 'x')).rejects.toMatchObject({
    kind: 'corrupt',
    obstacles: [{ code: 'log-key-lost' }],
  })
  await rm(join(folder, 'log.pub'))
  await openLogKey(folder, 'liuhen.local/trial/1')
  await writeFile(join(folder, 'log.pub'), line)
  await expect(openLogKey(folder, 'x')).rejects.toMatchObject({ obstacles: [{ code: 'log-key-mismatch' }] })
})
