import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refused } from '@liuhen/core/kernel'
import { sealedReader } from '../../../cli/src/audit/sealed.ts'
import { DigestWorkers, FileVault, openKeyRing, SealedVault } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'liuhen-keys-'))
const ringFile = join(folder, 'keys', 'vault.json')
const passphraseFile = join(folder, 'passphrase')
const first = 'correct horse battery staple'
const workers = new DigestWorkers(1)
beforeAll(() => writeFile(passphraseFile, `${first}\n`))
afterAll(async () => {
  await workers.close()
  await rm(folder, { recursive: true, force: true })
})

test('the passphrase is changed by naming the one before once; without either nothing opens, and what is there stays readable', async () => {
  const vault = new SealedVault(
    new FileVault(join(folder, 'kept'), workers),
    await openKeyRing(ringFile, 'sm4-gcm', passphraseFile),
    workers,
    join(folder, 'opened'),
  )
  const bytes = randomBytes(1000)
  const file = join(folder, 'staged')
  await writeFile(file, bytes)
  const digests = await workers.follow(file).finish(bytes.length)
  await vault.put(file, digests, bytes.length)
  const before = await readFile(ringFile, 'utf8')
  await writeFile(passphraseFile, 'another long passphrase\n')
  await expect(openKeyRing(ringFile, 'sm4-gcm', passphraseFile)).rejects.toThrow(Refused)
  await expect(sealedReader(folder, passphraseFile)).rejects.toThrow(Refused)
  expect(await readFile(ringFile, 'utf8')).toBe(before)
  await writeFile(passphraseFile, `another long passphrase\n${first}\n`)
  const changed = await openKeyRing(ringFile, 'sm4-gcm', passphraseFile)
  await writeFile(passphraseFile, 'another long passphrase\n')
  const again = await openKeyRing(ringFile, 'sm4-gcm', passphraseFile)
  expect(again.newest).toEqual(changed.newest)
  expect(changed.newest.generation).toBe(2)
  const opened = new SealedVault(new FileVault(join(folder, 'kept'), workers), again, workers, join(folder, 'opened'))
  expect(await buffer(await opened.read(digests.sha256))).toEqual(bytes)
  // Sealed with the newest key when its turn comes, and once.
  const path = join(folder, 'kept', digests.sha256.slice(0, 2), digests.sha256.slice(2, 4), `${digests.sha256}.sealed`)
  const old = await readFile(path)
  expect(await opened.renew(digests.sha256)).toBe(true)
  expect(await readFile(path)).not.toEqual(old)
  expect(await buffer(await opened.read(digests.sha256))).toEqual(bytes)
  expect(await opened.renew(digests.sha256)).toBe(false)
  for (const short of ['short', '']) {
    await writeFile(passphraseFile, short)
    await expect(openKeyRing(ringFile, 'sm4-gcm', passphraseFile)).rejects.toThrow('at least 16')
  }
})
