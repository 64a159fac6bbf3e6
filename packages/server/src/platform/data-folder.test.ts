import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderTrouble, openDataFolder } from './data-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-folder-'))
})
afterEach(async () => {
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})

const refused = (code: string) => expect.objectContaining({ obstacles: [expect.objectContaining({ code })] })

test('a folder that can do what is asked of it is made where it is missing, and nothing is left in it', async () => {
  await openDataFolder(join(folder, 'a', 'b'))
  expect(await readdir(join(folder, 'a', 'b', 'run'))).toEqual([])
})

test('a file where the folder should be, and a folder below one, are told in a sentence', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(openDataFolder(join(folder, 'file'))).rejects.toEqual(refused('data-folder-none'))
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'data', 'run'), '')
  await expect(openDataFolder(join(folder, 'data'))).rejects.toEqual(refused('data-folder-none'))
})

test.each([
  ['EACCES', 'data-folder-not-ours'],
  ['EPERM', 'data-folder-not-ours'],
  ['EROFS', 'data-folder-read-only'],
  ['ENOSPC', 'disk-full'],
  ['EIO', 'disk-failing'],
])('%s while starting is told as what it means', (code, means) => {
  const trouble = folderTrouble('/data', Object.assign(new Error(`${code}: x`), { code }))
  expect(trouble).toEqual(refused(means))
})

test('what is no error of the file system is none of its', () => {
  expect(folderTrouble('/data', new TypeError('x is not a function'))).toBeUndefined()
})
