import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Missing } from '@liuhen/core/kernel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isGone, openOnCard, searchCard } from './card.ts'
import { leaving } from './settings.ts'

let card: string
beforeEach(async () => {
  card = await mkdtemp(join(tmpdir(), 'liuhen-card-'))
})
afterEach(() => rm(card, { recursive: true, force: true }))

test('recordings are found by their extension wherever they lie, and everything else is listed', async () => {
  await mkdir(join(card, 'DCIM/100MEDIA'), { recursive: true })
  const names =
    'a.mp4 b.MOV c.ts d.avi e.mkv f.3gp g.wav h.mp3 i.aac j.JPG k.heic l.wmv m.amr n.png o.webp p.ogg q.flac readme.txt'.split(
      ' ',
    )
  for (const name of names) await writeFile(join(card, 'DCIM/100MEDIA', name), 'x')
  const { recordings, skipped } = await searchCard(card)
  expect(recordings.map((one) => one.name)).toEqual(names.slice(0, -1).sort((a, b) => (a < b ? -1 : 1)))
  expect(recordings.every((one) => one.path === `DCIM/100MEDIA/${one.name}` && one.bytes === 1)).toBe(true)
  expect(skipped).toEqual([{ path: 'DCIM/100MEDIA/readme.txt', why: 'unknown' }])
})

test('a recording under a name that hides it is pointed at', async () => {
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypisom'), Buffer.alloc(8)])
  await writeFile(join(card, 'VIDEO.DAT'), mp4)
  expect((await searchCard(card)).skipped).toEqual([{ path: 'VIDEO.DAT', why: 'unknown', looks: 'mp4' }])
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

const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypisom'), Buffer.alloc(8)])

test('what was recovered, deleted or hidden is not docked and not passed over: every file of it is named, with what it looks like', async () => {
  const aside = {
    'FOUND.000/FILE0000.CHK': 'recovered',
    'LOST.DIR/12345': 'recovered',
    'lost+found/#17': 'recovered',
    '$RECYCLE.BIN/S-1-5-21/$RQ4.mp4': 'deleted',
    'RECYCLER/a.mp4': 'deleted',
    '.Trashes/501/a.mp4': 'deleted',
    '.Trash-1000/files/a.mp4': 'deleted',
    '.thumbnails/a.jpg': 'hidden',
    'DCIM/.private/FOUND.001/a.mp4': 'hidden',
  }
  for (const path of Object.keys(aside)) {
    await mkdir(dirname(join(card, path)), { recursive: true })
    await writeFile(join(card, path), MP4)
  }
  await writeFile(join(card, 'LOST.DIR/7'), 'fragments')
  await writeFile(join(card, '$RECYCLE.BIN/S-1-5-21/desktop.ini'), 'x')
  const { recordings, skipped } = await searchCard(card)
  expect(recordings).toEqual([])
  expect(Object.fromEntries(skipped.map((one) => [one.path, one.why]))).toEqual({ ...aside, 'LOST.DIR/7': 'recovered' })
  expect(skipped.filter((one) => one.looks !== 'mp4')).toEqual([{ path: 'LOST.DIR/7', why: 'recovered' }])
})

test('what operating systems leave on every card is passed over, unless it looks like a recording', async () => {
  for (const folder of ['System Volume Information', '.Spotlight-V100', '.fseventsd']) {
    await mkdir(join(card, folder))
    await writeFile(join(card, folder, 'WPSettings.dat'), 'x')
  }
  for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.nomedia']) await writeFile(join(card, name), 'x')
  await writeFile(join(card, '._a.mp4'), Buffer.from('0005160700020000', 'hex'))
  expect(await searchCard(card)).toMatchObject({ recordings: [], skipped: [], unreadable: [] })
  await writeFile(join(card, 'System Volume Information', 'a.mp4'), MP4)
  await writeFile(join(card, '._b.mp4'), MP4)
  await writeFile(join(card, '.trashed-a.mp4'), 'x')
  const { recordings, skipped } = await searchCard(card)
  expect(recordings.map((one) => one.name)).toEqual(['._b.mp4', '.trashed-a.mp4'])
  expect(skipped).toEqual([{ path: 'System Volume Information/a.mp4', why: 'unknown', looks: 'mp4' }])
})

test('what the station was told to leave is left, but not what looks like a recording', async () => {
  await writeFile(join(card, 'LOG.TXT'), 'x')
  await writeFile(join(card, 'GPS.IDX'), MP4)
  await writeFile(join(card, 'other.bin'), 'x')
  const found = await searchCard(card, leaving('log.*, *.idx'))
  expect(found.left).toEqual(['LOG.TXT'])
  expect(found.skipped.map((one) => one.path)).toEqual(['GPS.IDX', 'other.bin'])
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
