import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Corrupt, type Digests } from '@liuhen/core/kernel'
import { PIECE_BYTES, plainLength, sealedCiphers, sealedLength } from '@liuhen/core/sealed-blob'
import { type SealedReader, sealedReader } from '../../../cli/src/audit/sealed.ts'
import { DigestWorkers, FileVault, type KeyRing, openKeyRing, SealedVault } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'liuhen-sealed-'))
const ringFile = join(folder, 'keys', 'vault.json')
const passphraseFile = join(folder, 'passphrase')
const first = 'correct horse battery staple'
const workers = new DigestWorkers(1)
const rings = new Map<string, KeyRing>()
let audit: SealedReader
beforeAll(async () => {
  await writeFile(passphraseFile, `${first}\n`)
  // The first key is of one cipher, and another is made for the other: both are kept.
  for (const cipher of sealedCiphers) rings.set(cipher, await openKeyRing(ringFile, cipher, passphraseFile))
  audit = await sealedReader(folder, passphraseFile)
})
afterAll(async () => {
  await workers.close()
  await rm(folder, { recursive: true, force: true })
})

const vaultOf = (cipher: string, name: string) => {
  const plain = new FileVault(join(folder, name), workers)
  return { plain, vault: new SealedVault(plain, rings.get(cipher) as KeyRing, workers, join(folder, 'opened')) }
}
async function staged(bytes: Buffer): Promise<{ file: string; digests: Digests }> {
  const file = join(folder, 'staged')
  await rm(file, { force: true })
  await writeFile(file, bytes)
  return { file, digests: await workers.follow(file).finish(bytes.length) }
}
const sealedFile = (root: string, { sha256 }: Digests) =>
  join(folder, root, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.sealed`)

test.each(sealedCiphers)(
  '%s: what is put is not on the disk in the clear, and comes back whole and in any part',
  async (cipher) => {
    const { vault } = vaultOf(cipher, cipher)
    for (const length of [0, 1, PIECE_BYTES, 3 * PIECE_BYTES + 7]) {
      const bytes = Buffer.concat([Buffer.from('留痕 plain words '.repeat(12_000)), randomBytes(9)]).subarray(0, length)
      const { file, digests } = await staged(bytes)
      expect(await vault.put(file, digests, length)).toEqual({ existed: false })
      const { sha256 } = digests
      const lying = await readFile(sealedFile(cipher, digests))
      expect(lying.length).toBe(sealedLength(length))
      if (length > 1) expect(lying.includes(bytes.subarray(0, 24))).toBe(false)
      expect(await vault.size(sha256)).toBe(length)
      expect(await vault.digest(sha256)).toEqual({ ...digests, bytes: length })
      expect(await buffer(await vault.read(sha256))).toEqual(Buffer.from(bytes))
      for (const [from, to] of [
        [0, 0],
        [PIECE_BYTES - 1, PIECE_BYTES],
        [70_000, 150_000],
        [length - 1, length - 1],
      ] as const)
        if (from >= 0 && to < length)
          expect(await buffer(await vault.read(sha256, { from, to }))).toEqual(bytes.subarray(from, to + 1))
      expect(await vault.withFile(sha256, (path) => readFile(path))).toEqual(Buffer.from(bytes))
      await vault.copy(sha256, join(folder, `copy-${cipher}-${length}`))
      expect(await readFile(join(folder, `copy-${cipher}-${length}`))).toEqual(Buffer.from(bytes))
      expect(await vault.put((await staged(bytes)).file, digests, length)).toEqual({ existed: true })
      // The auditor opens it by what the specification says, and by none of the server's code.
      expect(await audit(sealedFile(cipher, digests), sha256, () => undefined)).toEqual(digests)
    }
    const listed: number[] = []
    for await (const one of vault.list()) listed.push(one.bytes)
    expect(listed.toSorted((a, b) => a - b)).toEqual([0, 1, PIECE_BYTES, 3 * PIECE_BYTES + 7])
    expect(await readdir(join(folder, 'opened'))).toEqual([])
  },
)

test('break-in: of a sealed file that is altered, cut, exchanged for another or put under another name nothing is given', async () => {
  const cipher = 'aes-256-gcm'
  const { vault } = vaultOf(cipher, 'attacked')
  const put = async (bytes: Buffer) => {
    const { file, digests } = await staged(bytes)
    await vault.put(file, digests, bytes.length)
    return digests
  }
  const [one, other] = [await put(randomBytes(200_000)), await put(randomBytes(200_000))]
  const path = sealedFile('attacked', one)
  const whole = await readFile(path)
  const opens = async () => buffer(await vault.read(one.sha256))
  chmodSync(path, 0o600)
  const flipped = (at: number) => {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] as number) ^ 1
    return bytes
  }
  // In the length and the salt of the head, in a piece, in its tag.
  for (const at of [31, 40, 100, 64 + PIECE_BYTES + 3, whole.length - 1]) {
    await writeFile(path, flipped(at))
    await expect(opens(), String(at)).rejects.toThrow(Corrupt)
  }
  const [second, third] = [64 + PIECE_BYTES + 16, 64 + 2 * (PIECE_BYTES + 16)]
  const swapped = Buffer.concat([
    whole.subarray(0, 64),
    whole.subarray(second, third),
    whole.subarray(64, second),
    whole.subarray(third),
  ])
  for (const bytes of [
    whole.subarray(0, -1),
    whole.subarray(0, third),
    swapped,
    await readFile(sealedFile('attacked', other)),
  ]) {
    await writeFile(path, bytes)
    await expect(opens()).rejects.toThrow(Corrupt)
  }
  await writeFile(path, whole)
  expect((await opens()).length).toBe(200_000)
})

test('what lies in the clear from before is read as it is, sealed when its turn comes, and never lost on the way', async () => {
  const { plain, vault } = vaultOf('aes-256-gcm', 'mixed')
  const bytes = randomBytes(100_000)
  const { file, digests } = await staged(bytes)
  await plain.put(file, digests, bytes.length)
  const { sha256 } = digests
  expect(await buffer(await vault.read(sha256, { from: 5, to: 9 }))).toEqual(bytes.subarray(5, 10))
  expect(await vault.put((await staged(bytes)).file, digests, bytes.length)).toEqual({ existed: true })
  // A fall between the two leaves both: the next turn ends it.
  const kept = plain.path(sha256)
  await copyFile(kept, join(folder, 'aside'))
  expect(await vault.renew(sha256)).toBe(true)
  expect(await plain.size(sha256)).toBeUndefined()
  await copyFile(join(folder, 'aside'), kept)
  expect(await vault.renew(sha256)).toBe(true)
  expect(await plain.size(sha256)).toBeUndefined()
  expect(await buffer(await vault.read(sha256))).toEqual(bytes)
  // What has rotted in the clear is not sealed as if it were whole.
  const other = await staged(randomBytes(5000))
  await plain.put(other.file, other.digests, 5000)
  const rotten = plain.path(other.digests.sha256)
  chmodSync(rotten, 0o600)
  await writeFile(rotten, randomBytes(5000))
  await expect(vault.renew(other.digests.sha256)).rejects.toThrow(Corrupt)
  expect(await plain.size(other.digests.sha256)).toBe(5000)
})

test('a length that no sealed file has is none', () => {
  for (const bytes of [0, 1, PIECE_BYTES, PIECE_BYTES + 1]) expect(plainLength(sealedLength(bytes))).toBe(bytes)
  for (const length of [0, 64, 79, sealedLength(PIECE_BYTES) + 1, sealedLength(PIECE_BYTES) + 16])
    expect(plainLength(length), String(length)).toBeUndefined()
  expect(createHash('sm3').update('').digest('hex')).toMatch(/^1ab21d83/)
})
