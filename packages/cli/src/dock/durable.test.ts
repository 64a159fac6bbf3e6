import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptDuring } from '../../../server/src/platform/trial-disk.ts'
import { writeDurably } from './durable.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'durable-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what the dock notes of a card is there only when the disk has its bytes and its name', async () => {
  const path = join(folder, 'note')
  const isKept = await keptDuring(() => writeDurably(path, 'words'))
  expect([await isKept(path), await isKept(folder)]).toEqual([true, true])
})
