import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyLines, verify } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a key is given as its line or as a file of lines; an empty file and a mistyped path are no key, and are told apart', async () => {
  const line = 'example.test+1a2b3c4d+AQID'
  const file = join(folder, 'key.txt')
  await writeFile(file, `\n${line}\r\n`)
  expect(await keyLines(line)).toEqual([line])
  expect(await keyLines(file)).toEqual([line])
  await writeFile(file, '\n')
  for (const empty of [file, '']) await expect(keyLines(empty)).rejects.toThrow()
  await expect(keyLines(file)).rejects.toMatchObject({ obstacles: [{ code: 'no-key' }] })
  await expect(keyLines(join(folder, 'kye.txt'))).rejects.toMatchObject({ obstacles: [{ code: 'key-file-missing' }] })
})

test('a key that lies in the package itself is refused, by whatever path it is given', async () => {
  const inside = join(folder, 'package', 'data')
  await mkdir(inside, { recursive: true })
  await writeFile(join(inside, 'keys.txt'), 'liuhen.example+12345678+AQ==\n')
  await symlink(join(inside, 'keys.txt'), join(folder, 'published.txt'))
  for (const key of [join(inside, 'keys.txt'), join(inside, '..', 'data', 'keys.txt'), join(folder, 'published.txt')]) {
    let told = ''
    const stream = { write: (words: string) => (told += words) }
    const streams = { stdout: stream, stderr: stream }
    expect(await verify([join(folder, 'package'), '--key', key, '--lang', 'zh'], streams)).toBe(2)
    expect(told).toContain('就在要核验的包里')
  }
})
