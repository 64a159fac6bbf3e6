import { createHash, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DigestWorkers } from './digests.ts'

let folder: string
const workers = new DigestWorkers(2)
let made = 0
const path = (): string => join(folder, String(++made))
const digestsOf = (bytes: Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sm3: createHash('sm3').update(bytes).digest('hex'),
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digests-'))
})
afterAll(async () => {
  await workers.close()
  await rm(folder, { recursive: true, force: true })
})

test('SM3 here is the SM3 of GB/T 32905, whose first example is "abc"', async () => {
  const file = path()
  await writeFile(file, 'abc')
  expect((await workers.follow(file).finish(3)).sm3).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
})

test('a file that grows piece by piece gets the digests of the whole, whatever the pieces', async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      const file = path()
      await writeFile(file, '')
      const following = workers.follow(file)
      let bytes = 0
      for (const part of parts) {
        await appendFile(file, part)
        bytes += part.length
        following.available(bytes)
      }
      expect(await following.finish(bytes)).toEqual(digestsOf(Buffer.concat(parts)))
    }),
    { numRuns: 40 },
  )
})

test('pieces larger than what is read at a time are put together rightly, several files at once', async () => {
  const contents = Array.from({ length: 5 }, (_, i) => randomBytes(3_000_000 + i))
  const found = await Promise.all(
    contents.map(async (bytes) => {
      const file = path()
      await writeFile(file, bytes)
      return workers.follow(file).finish(bytes.length)
    }),
  )
  expect(found).toEqual(contents.map(digestsOf))
})

test.each([
  ['shorter', 9],
  ['longer', 3],
])('a file that is %s than it was said to be has no digests', async (_, from) => {
  const file = path()
  await writeFile(file, Buffer.alloc(6))
  await expect(workers.follow(file).finish(from)).rejects.toThrow(/bytes|ends/)
})

test('a file that is not there rejects, and the worker goes on with the others', async () => {
  await expect(workers.follow(path()).finish(1)).rejects.toThrow(/ENOENT/)
  const file = path()
  await writeFile(file, 'x')
  expect(await workers.follow(file).finish(1)).toEqual(digestsOf(Buffer.from('x')))
})

test('what was cancelled rejects whoever still waits, and leaves the other run of the same file alone', async () => {
  const file = path()
  const bytes = randomBytes(2_500_000)
  await writeFile(file, bytes)
  const [one, other] = [workers.follow(file), workers.follow(file)]
  one.available(1_000_000)
  one.cancel()
  await expect(one.finish(bytes.length)).rejects.toThrow('cancelled')
  expect(await other.finish(bytes.length)).toEqual(digestsOf(bytes))
})
