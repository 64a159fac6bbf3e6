import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Missing } from '@liuhen/core/kernel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isGone, openOnCard, searchCard } from './card.ts'

let card: string
beforeEach(async () => {
  card = await mkdtemp(join(tmpdir(), 'liuhen-card-'))
})
afterEach(() => rm(card, { recursive: true, force: true }))

test('recordings are found by their extension wherever they lie, and everything else is listed', async () => {
  await mkdir(join(card, 'DCIM/100MEDIA'), { recursive: true })
  const names = 'a.mp4 b.MOV c.ts d.avi e.mkv f.3gp g.wav h.mp3 i.aac j.JPG k.heic readme.txt'.split(' ')
  for (const name of names) await writeFile(join(card, 'DCIM/100MEDIA', name), 'x')
  const { recordings, skipped } = await searchCard(card)
  expect(recordings.map((one) => one.name)).toEqual(names.slice(0, -1).sort((a, b) => (a < b ? -1 : 1)))
  expect(recordings.every((one) => one.path === `DCIM/100MEDIA/${one.name}` && one.bytes === 1)).toBe(true)
  expect(skipped).toEqual([{ path: 'DCIM/100MEDIA/readme.txt' }])
})

test('a recording under a name that hides it is pointed at', async () => {
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypisom'), Buffer.alloc(8)])
  await writeFile(join(card, 'VIDEO.DAT'), mp4)
  expect((await searchCard(card)).skipped).toEqual([{ path: 'VIDEO.DAT', looks: 'mp4' }])
})

test('links are not followed, neither in the search nor when they take the place of a file', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'liuhen-outside-'))
  await writeFile(join(outside, 'secret.mp4'), 'secret')
  await symlink(outside, join(card, 'folder'))
  await symlink(join(outside, 'secret.mp4'), join(card, 'link.mp4'))
  const { recordings, skipped } = await searchCard(card)
  expect(recordings).toEqual([])
  expect(skipped.map((one) => one.path).sort()).toEqual(['folder', 'link.mp4'])
  await expect(openOnCard(Buffer.from(join(card, 'link.mp4')))).rejects.toMatchObject({ code: 'ELOOP' })
  await rm(outside, { recursive: true })
})

test('hidden and system folders are passed over, hidden recordings are not', async () => {
  for (const folder of ['.Trashes', 'System Volume Information', '$RECYCLE.BIN', 'LOST.DIR', 'FOUND.000']) {
    await mkdir(join(card, folder))
    await writeFile(join(card, folder, 'a.mp4'), 'x')
  }
  await writeFile(join(card, '._a.mp4'), 'x')
  await writeFile(join(card, '.trashed-a.mp4'), 'x')
  expect((await searchCard(card)).recordings.map((one) => one.name)).toEqual(['.trashed-a.mp4'])
})

test('names that are no UTF-8 are shown as far as they are text, and the file is still reached by its bytes', async () => {
  const raw = Buffer.concat([Buffer.from(`${card}/`), Buffer.from([0xb3, 0xc2]), Buffer.from('.mp4')])
  await writeFile(raw, 'footage')
  const [found] = (await searchCard(card)).recordings
  expect(found?.name).toMatch(/^\ufffd+.*\.mp4$/)
  const file = await openOnCard(found?.place ?? Buffer.alloc(0))
  expect(await file.readFile('utf8')).toBe('footage')
  await file.close()
})

test('a card that was pulled out is noticed, also when an empty folder is left in its place', async () => {
  const found = await searchCard(card)
  expect(await isGone(found)).toBe(false)
  await rename(card, `${card}-away`)
  expect(await isGone(found)).toBe(true)
  await mkdir(card)
  expect(await isGone(found)).toBe(true)
  await rm(`${card}-away`, { recursive: true })
})

test('a folder that is not there, or is a file, is missing', async () => {
  await writeFile(join(card, 'file'), '')
  await expect(searchCard(join(card, 'nowhere'))).rejects.toThrow(Missing)
  await expect(searchCard(join(card, 'file'))).rejects.toThrow(Missing)
})
