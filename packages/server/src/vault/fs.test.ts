import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { Corrupt, Digests, Missing } from '@liuhen/core/kernel'
import { failingOnce, keptDuring } from '../platform/trial-disk.ts'
import { DigestWorkers } from './digests.ts'
import { FileVault } from './fs.ts'

const workers = new DigestWorkers(1)
let folder: string
let vault: FileVault
let made = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'))
  vault = new FileVault(join(folder, 'sha256'), workers)
})
afterEach(() => rm(folder, { recursive: true, force: true }))
afterAll(() => workers.close())

const digestsOf = (bytes: Uint8Array): Digests =>
  Digests.parse({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sm3: createHash('sm3').update(bytes).digest('hex'),
  })
async function put(bytes: Uint8Array): Promise<{ existed: boolean }> {
  const staged = join(folder, `staged-${++made}`)
  await writeFile(staged, bytes)
  return vault.put(staged, digestsOf(bytes), bytes.length)
}
const place = ({ sha256 }: Digests): string => join(folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

test('bytes are kept once under their digest, where nobody may write', async () => {
  const bytes = randomBytes(5000)
  expect(await put(bytes)).toEqual({ existed: false })
  const kept = await stat(place(digestsOf(bytes)))
  expect([kept.mode & 0o777, kept.size]).toEqual([0o400, 5000])
  expect(await readFile(place(digestsOf(bytes)))).toEqual(bytes)
})

test('the same SHA-256 with another SM3 is not the same: it is refused, and what is kept stays', async () => {
  const bytes = randomBytes(100)
  await put(bytes)
  const [staged, { sha256 }] = [join(folder, 'again'), digestsOf(bytes)]
  await writeFile(staged, bytes)
  const { sm3 } = digestsOf(Buffer.from('other'))
  await expect(vault.put(staged, { sha256, sm3 }, bytes.length)).rejects.toThrow(Corrupt)
  expect(await readFile(place(digestsOf(bytes)))).toEqual(bytes)
})

test('the name of what is kept, that nobody may write it, and every folder on the way are on the disk when it is answered', async () => {
  const bytes = randomBytes(100)
  const isKept = await keptDuring(() => put(bytes))
  expect(await isKept(place(digestsOf(bytes)))).toBe(true)
  const own = dirname(place(digestsOf(bytes)))
  for (let at = own; at !== dirname(folder); at = dirname(at)) expect([at, await isKept(at)]).toEqual([at, true])
})

test('after the disk failed to keep a file or a name nothing more is put there, although it says yes when asked again', async () => {
  const staged = join(folder, 'staged')
  for (const mode of [0o600, 0o444]) {
    vault = new FileVault(join(folder, `of-${mode}`), workers)
    await put(randomBytes(500))
    const bytes = randomBytes(500)
    await writeFile(staged, bytes, { mode })
    await chmod(staged, mode)
    await expect(failingOnce(() => vault.put(staged, digestsOf(bytes), 500))).rejects.toThrow('EIO')
    const again = vault.put(staged, digestsOf(bytes), 500)
    await expect(again).rejects.toMatchObject({ obstacles: [{ code: 'vault-failing' }] })
    await rm(staged)
  }
})

test('the same bytes again are the same file, which is not written a second time', async () => {
  const bytes = randomBytes(100)
  await put(bytes)
  const before = await stat(place(digestsOf(bytes)))
  expect(await put(bytes)).toEqual({ existed: true })
  const after = await stat(place(digestsOf(bytes)))
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
})

test.each([
  ['changed', (bytes: Buffer) => bytes.with(3, (bytes[3] as number) ^ 1)],
  ['cut short', (bytes: Buffer) => bytes.subarray(1)],
])('when what is kept was %s, the same bytes coming again are not taken for it', async (_, spoil) => {
  const bytes = randomBytes(64)
  await put(bytes)
  await chmod(place(digestsOf(bytes)), 0o644)
  await writeFile(place(digestsOf(bytes)), spoil(bytes))
  await expect(put(bytes)).rejects.toThrow(Corrupt)
  await expect(put(bytes)).rejects.toThrow(digestsOf(bytes).sha256)
})

test('many puts of new bytes at once, into the same folders, all keep their own', async () => {
  const all = Array.from({ length: 40 }, () => randomBytes(10))
  await Promise.all(all.map((bytes) => put(bytes)))
  for (const bytes of all)
    expect(await vault.digest(digestsOf(bytes).sha256)).toEqual({ ...digestsOf(bytes), bytes: 10 })
})

test('the same bytes put eight times at once are one file, and one put made it', async () => {
  const bytes = randomBytes(200_000)
  const puts = await Promise.all(Array.from({ length: 8 }, () => put(bytes)))
  expect(puts.filter(({ existed }) => !existed)).toHaveLength(1)
})

test('a range gives both its ends, and the whole gives everything', async () => {
  const bytes = randomBytes(1000)
  await put(bytes)
  const { sha256 } = digestsOf(bytes)
  expect(await buffer(await vault.read(sha256))).toEqual(bytes)
  expect(await buffer(await vault.read(sha256, { from: 10, to: 19 }))).toEqual(bytes.subarray(10, 20))
  expect(await buffer(await vault.read(sha256, { from: 999, to: 999 }))).toEqual(bytes.subarray(999))
})

test('digests are of the bytes as they are now', async () => {
  const bytes = randomBytes(64)
  await put(bytes)
  await chmod(place(digestsOf(bytes)), 0o644)
  await writeFile(place(digestsOf(bytes)), 'other')
  expect(await vault.digest(digestsOf(bytes).sha256)).toEqual({ ...digestsOf(Buffer.from('other')), bytes: 5 })
})

test('what is not there is missing, and an empty file is there', async () => {
  const { sha256 } = digestsOf(Buffer.from('never put'))
  expect(await vault.size(sha256)).toBeUndefined()
  await expect(vault.read(sha256)).rejects.toThrow(Missing)
  await expect(vault.digest(sha256)).rejects.toThrow(Missing)
  await expect(vault.withFile(sha256, async () => 1)).rejects.toThrow(Missing)
  await put(Buffer.alloc(0))
  expect(await vault.size(digestsOf(Buffer.alloc(0)).sha256)).toBe(0)
})

test('the list has every digest kept and nothing else that lies about', async () => {
  const all = Array.from({ length: 7 }, (_, i) => randomBytes(i + 1))
  for (const bytes of all) await put(bytes)
  await writeFile(join(folder, 'sha256', 'README'), 'x')
  await writeFile(`${place(digestsOf(all[0] as Buffer))}.part`, 'x')
  const listed = []
  for await (const one of vault.list()) listed.push(one)
  expect(listed).toEqual(
    all
      .map((bytes) => ({ sha256: digestsOf(bytes).sha256, bytes: bytes.length }))
      .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
  )
})
