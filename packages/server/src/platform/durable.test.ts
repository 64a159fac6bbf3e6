import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeDurably } from './durable.ts'
import { keptDuring } from './trial-disk.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durable-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([{ once: false }, { once: true }])(
  'a small file is there only when the disk has its bytes and its name, written %o',
  async (how) => {
    const path = join(folder, `file-${how.once}`)
    const isKept = await keptDuring(() => writeDurably(path, 'words', how))
    expect(await readFile(path, 'utf8')).toBe('words')
    expect([await isKept(path), await isKept(folder)]).toEqual([true, true])
  },
)
