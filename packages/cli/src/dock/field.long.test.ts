import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PackageIndex } from '@liuhen/core/evidence-package'
import type { RecordingView } from '@liuhen/contract/recordings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exifBlock, heifOf } from '../../../core/src/evidence/trial-photographs.ts'
import { trialStation } from './trial.ts'
import type { Ended, TrialStation } from './trial.ts'

/** Files as devices of the field leave them, made here, docked from a card by a real command onto a real server. */

const MORNING = '2025-11-27T01:20:00.000Z'
/** The server of these tests lives far away: no time may be read in its zone. */
const ELSEWHERE = 'America/New_York'

let station: TrialStation
let made: string
beforeAll(async () => {
  station = await trialStation()
  await station.stop()
  await station.start({ LIUHEN_JOBS: 'here', TZ: ELSEWHERE })
  made = join(station.folder, 'made')
  await mkdir(made)
})
afterAll(async () => station?.[Symbol.asyncDispose]())

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=s=96x64:r=10:d=4']
const SOUND = ['-f', 'lavfi', '-i', 'sine=f=440:r=16000:d=4']
const SECOND = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=4']
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10']

async function film(name: string, ...args: readonly string[]): Promise<Buffer> {
  const path = join(made, name)
  // Bytes that are here already are no second recording.
  const unlike = ['-metadata', `comment=${name}`]
  await promisify(execFile)('ffmpeg', [
    '-hide_banner',
    '-loglevel',
    'error',
    '-nostdin',
    '-y',
    ...args,
    ...unlike,
    path,
  ])
  return readFile(path)
}

const PATIENCE = 120_000

/** A card of these files, each with the date of its last change; docked, cleared, and everything made of it. */
async function docked(
  name: string,
  files: Readonly<Record<string, Uint8Array>>,
  more: { readonly changed?: string; readonly args?: readonly string[] } = {},
): Promise<
  Ended & {
    readonly card: string
    readonly left: readonly string[]
    readonly view: (file: string) => Promise<RecordingView>
  }
> {
  const card = join(station.folder, name)
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(card, path)), { recursive: true })
    await writeFile(join(card, path), bytes)
    const changed = new Date(more.changed ?? '2025-11-28T02:00:00.000Z')
    await utimes(join(card, path), changed, changed)
  }
  const ended = await station.dock(card, '--clear', ...(more.args ?? [])).ended
  const left = (await readdir(card, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const { centre } = station.bureau
  const view = async (file: string): Promise<RecordingView> => {
    for (const began = Date.now(); ;) {
      const { rows } = await centre.listRecordings({ query: { search: basename(file) } })
      const row = rows.find((one) => one.fileName === basename(file))
      if (row && !row.states.includes('deriving')) return centre.showRecording({ params: { id: row.id } })
      if (Date.now() - began > PATIENCE)
        throw new Error(`waited in vain for ${file}: ${row ? JSON.stringify(row) : 'it is not there'}`)
      await new Promise((later) => setTimeout(later, 200))
    }
  }
  return { ...ended, card, left: left.map((one) => one.name), view }
}

test('times: a zone for each source, the stated one first, none of them the server’s', async () => {
  const film4 = [...PICTURE, ...SOUND, '-shortest', ...H264]
  const stamp = (time: string) => ['-metadata', `creation_time=${time}`]
  const avi = await film('a.avi', ...PICTURE, '-metadata', 'creation_time=2025-11-27T01:20:00Z', '-c:v', 'mjpeg')
  const words = Buffer.from('Thu Nov 27 09:20:00 2025\n\0')
  const idit = Buffer.concat([Buffer.from('IDIT'), Buffer.from(Uint32Array.of(words.length).buffer), words])
  // Into the list of headers, and both lengths with it.
  const withIdit = Buffer.concat([avi.subarray(0, 24), idit, avi.subarray(24)])
  withIdit.writeUInt32LE(avi.readUInt32LE(4) + idit.length, 4)
  withIdit.writeUInt32LE(avi.readUInt32LE(16) + idit.length, 16)
  const exported = [
    '-metadata',
    'com.apple.quicktime.creationdate=2025-11-27T09:20:00+0800',
    '-movflags',
    'use_metadata_tags',
  ]
  const { code, view } = await docked('times', {
    'DCIM/100MEDIA/MOVI0001.AVI': withIdit,
    'DCIM/Camera/PXL_20251127_012000123.mp4': await film('p.mp4', ...film4),
    'DCIM/100APPLE/IMG_0123.MOV': await film('i.mov', ...film4, ...stamp('2025-11-28T09:00:00Z'), ...exported),
    'CARDV/MOVIE/2025_1127_092000_001.MP4': await film('d.mp4', ...film4, ...stamp('2025-11-27T09:20:00Z')),
  })
  expect(code).toBe(0)
  for (const [file, source] of [
    ['MOVI0001.AVI', 'written'],
    ['PXL_20251127_012000123.mp4', 'name'],
    ['IMG_0123.MOV', 'stated'],
    ['2025_1127_092000_001.MP4', 'name'],
  ] as const)
    expect((await view(file)).times, file).toMatchObject({ start: MORNING, reading: { source } })
})

test('a stamp of local digits called UTC is found out by the date of the file, where no name tells', async () => {
  const bytes = await film('local.mp4', ...PICTURE, ...H264, '-metadata', 'creation_time=2025-11-27T09:20:00Z')
  const { view } = await docked('local', { 'MOVIE.MP4': bytes }, { changed: '2025-11-27T01:20:04.000Z' })
  expect((await view('MOVIE.MP4')).times).toMatchObject({ start: MORNING, reading: { hypothesis: 'start-local' } })
})

test('what was filmed before the clock fell back is not corrected by what was measured after', async () => {
  const camera = join(station.folder, 'adapter.mjs')
  const begun = Date.now()
  const shown = `new Date(Date.parse('2000-01-01T02:00:00Z') + Date.now() - ${begun})`
  await writeFile(
    camera,
    `console.log(JSON.stringify({ idCode: 'X', serial: 'DSJ0405', time: ${shown}.toISOString().slice(0, 19).replace('T', ' ') }))`,
  )
  const args = ['--camera', `"${process.execPath}" "${camera}"`]
  const [before, after] = ['DSJ0405_20251127170000.mp4', 'DSJ0405_20000101000500.mp4']
  const { view } = await docked(
    'fell-back',
    { [before]: await film('b.mp4', ...PICTURE, ...H264), [after]: await film('c.mp4', ...PICTURE, ...SOUND, ...H264) },
    { args },
  )
  const first = await view(before)
  expect(first.times).toMatchObject({ start: '2025-11-27T09:00:00.000Z', uncorrected: 'clock-fell-back' })
  expect([first.times?.offset, first.row.error]).toEqual([undefined, undefined])
  expect(first.row.flags).toContain('clock-fell-back')
  const second = await view(after)
  // 1 h 55 min before the camera's two o'clock, and what went by from then until it was read.
  const ago = Date.parse(second.arrival.clock?.at ?? '') - Date.parse(second.row.start) - 115 * 60_000
  expect(ago).toBeGreaterThan(-5000)
  expect(ago).toBeLessThan(Date.now() - begun + 5000)
  expect(second.row.flags).not.toContain('time-impossible')
})

test('a time later than its arrival is flagged and kept as it is', async () => {
  const { view } = await docked('future', { 'DSJ0990_20990101000000.mp4': await film('f.mp4', ...PICTURE, ...H264) })
  const { times, row } = await view('DSJ0990_20990101000000.mp4')
  expect(times).toMatchObject({ start: '2098-12-31T16:00:00.000Z', impossible: ['after-arrival'] })
  expect(row.flags).toContain('time-impossible')
  expect(row.late).toBeUndefined()
})

test('a photograph with a third missing stays on the card, one with a film after it is preserved', async () => {
  const photo = await film(
    'p.jpg',
    '-f',
    'lavfi',
    '-i',
    'testsrc=s=640x480',
    '-frames:v',
    '1',
    '-update',
    '1',
    '-pix_fmt',
    'yuvj420p',
  )
  const { code, left, view } = await docked('photographs', {
    'DCIM/100ANDRO/DSC_0002.JPG': photo.subarray(0, Math.floor(photo.length * 0.66)),
    'DCIM/Camera/MVIMG_20251127_092000.jpg': Buffer.concat([photo, await film('m.mp4', ...PICTURE, ...H264)]),
  })
  expect([code, left]).toEqual([1, ['DSC_0002.JPG']])
  const { container, row } = await view('MVIMG_20251127_092000.jpg')
  expect(row.start).toBe(MORNING)
  expect(container?.remarks?.[0]?.zh).toContain('附加内容')
})

/** The bytes inside the first box of this type, wherever it lies. */
function insideOf(film: Buffer, type: string): Buffer {
  const at = film.indexOf(type, 0, 'latin1')
  return film.subarray(at + 4, at - 4 + film.readUInt32BE(at - 4))
}

test('a HEIC photograph is preserved, shown upright, and its half stays on the card', async () => {
  const scene = ['-f', 'lavfi', '-i', 'testsrc=s=640x480', '-frames:v', '1']
  const h265 = ['-c:v', 'libx265', '-tag:v', 'hvc1', '-x265-params', 'log-level=none:info=0']
  const coded = await film('heic.mp4', ...scene, ...h265)
  const exif = exifBlock([0x8769, [[0x9003, '2025:11:27 09:20:00']]], [0x010f, 'Apple'])
  const photo = heifOf(exif, insideOf(coded, 'mdat'), insideOf(coded, 'hvcC'))
  const { code, left, view } = await docked('heic', {
    'DCIM/100APPLE/IMG_0001.HEIC': photo,
    'DCIM/100APPLE/IMG_0002.HEIC': photo.subarray(0, photo.length >> 1),
  })
  expect([code, left]).toEqual([1, ['IMG_0002.HEIC']])
  const shown = await view('IMG_0001.HEIC')
  expect(shown.row.start).toBe(MORNING)
  expect(shown.container).toMatchObject({ problems: [] })
  // Coded lying on its side.
  expect(shown.container).toMatchObject({ video: { width: 640, height: 480 } })
  const copied = shown.history.map((one) => one.body)
  expect(copied).toContainEqual(
    expect.objectContaining({ kind: 'view-copy', parameters: expect.objectContaining({ width: 480, height: 640 }) }),
  )
})

test('a name in signs that no font here has is kept as text, and makes no package impossible', async () => {
  const names = ['现场🚓.mp4', 'བོད་ལྗོངས.mp4']
  const films = [await film('emoji.mp4', ...PICTURE, ...H264), await film('tibetan.mp4', ...PICTURE, ...SOUND, ...H264)]
  const { code, left, view } = await docked('signs', Object.fromEntries(names.map((name, i) => [name, films[i]!])))
  expect([code, left]).toEqual([0, []])
  const recordings = await Promise.all(names.map(async (name) => (await view(name)).id))
  const made = await station.bureau.centre.makePackage({
    body: { recordings, purpose: '证明现场情况', recipient: '县人民法院' },
  })
  const folder = join(station.folder, 'data/packages', made.folder)
  const index = PackageIndex.parse(JSON.parse(await readFile(join(folder, 'data/index.json'), 'utf8')))
  expect(index.items.map((one) => one.fileName)).toEqual(names)
})

test('bytes after the last box of a whole film are a remark', async () => {
  const whole = await film('w.mp4', ...PICTURE, ...H264)
  const { code, left, view } = await docked('trailing', {
    'DSJ0405_20251127094000.mp4': Buffer.concat([whole, Buffer.alloc(4)]),
    'DSJ0405_20251127094500.mp4': Buffer.concat([whole, Buffer.alloc(4096)]),
  })
  expect([code, left]).toEqual([0, []])
  expect((await view('DSJ0405_20251127094500.mp4')).container).toMatchObject({ problems: [], remarks: [{}] })
})

test('what was decoded counts where the header is wrong: a stream of sound, and one whose clock begins again', async () => {
  const quiet = await film('q.aac', '-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=30')
  const loud = await film('l.aac', '-f', 'lavfi', '-i', 'anoisesrc=r=16000:d=10', '-b:a', '64k')
  const ts = await film('s.ts', ...PICTURE, ...SOUND, ...H264)
  const { view } = await docked('lengths', {
    'DSJ0405_20251127120000.aac': Buffer.concat([quiet, loud]),
    'DSJ0405_20251127121000.ts': Buffer.concat([ts, ts]),
  })
  const sound = await view('DSJ0405_20251127120000.aac')
  expect(Math.abs((sound.length ?? 0) - 40_000)).toBeLessThan(500)
  expect(Math.abs((sound.container?.duration ?? 0) - 40_000)).toBeGreaterThan(2000)
  const twice = await view('DSJ0405_20251127121000.ts')
  expect(Math.abs((twice.length ?? 0) - 8100)).toBeLessThan(200)
  expect(Date.parse(twice.row.end) - Date.parse(twice.row.start)).toBe(twice.length)
})

test('bytes lost in the middle are said, and where', async () => {
  const bytes = await film('x.mp4', '-f', 'lavfi', '-i', 'testsrc=s=96x64:r=10:d=10', ...H264)
  bytes.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.65))
  const { view } = await docked('damaged', { 'DSJ0405_20251127150900.mp4': bytes })
  const { undecodable } = await view('DSJ0405_20251127150900.mp4')
  expect(undecodable.length).toBeGreaterThan(0)
  for (const { from, to, kind, said } of undecodable) {
    expect(kind).toBe('picture')
    expect(from).toBeGreaterThan(2000)
    expect(to).toBeLessThan(8500)
    expect(said).not.toBe('')
  }
})

test('a second microphone is a second track: both are heard, and one that is silent makes no silence', async () => {
  const two = [...PICTURE, ...SECOND, ...SOUND, '-map', '0', '-map', '1', '-map', '2', ...H264]
  const { view } = await docked('microphones', { 'DSJ0405_20251127110000.mp4': await film('two.mp4', ...two) })
  const { tracks, stretches, derivatives } = await view('DSJ0405_20251127110000.mp4')
  expect(tracks.map((one) => [one.name.zh, one.heard])).toEqual([
    ['画面', 'view-copy'],
    ['声音 1', 'alone'],
    ['声音 2', 'alone'],
  ])
  expect(stretches.filter((one) => one.kind === 'silent')).toEqual([])
  const copies = derivatives.filter((one) => one.kind === 'track-copy')
  expect(copies.map((one) => [one.track, one.mediaType])).toEqual([
    [1, 'audio/mp4'],
    [2, 'audio/mp4'],
  ])
  for (const one of copies) expect(one.bytes).toBeGreaterThan(1000)
})

test('a track nobody here can decode is named, and takes nothing else with it', async () => {
  const known = await film('k.mp4', ...PICTURE, ...SOUND, ...H264)
  // Another four letters for the coding of the sound, and none of its set-up: what a decoder does not know.
  known.write('apac', known.lastIndexOf('mp4a'), 'latin1')
  known.write('skip', known.lastIndexOf('esds'), 'latin1')
  const { view } = await docked('codings', { 'DSJ0405_20251127131000.mp4': known })
  const { tracks, derivatives } = await view('DSJ0405_20251127131000.mp4')
  expect(derivatives.some((one) => one.kind === 'view-copy')).toBe(true)
  expect(tracks).toMatchObject([
    { kind: 'picture', heard: 'view-copy' },
    { kind: 'sound', codec: 'apac', heard: 'no', reason: { zh: expect.stringContaining('不认识') } },
  ])
})

test('everything on a card is docked or named, and then the command does not end well', async () => {
  const one = await film('o.mp4', ...PICTURE, ...H264)
  const { code, summary, left } = await docked('aside', {
    'FOUND.000/FILE0000.CHK': one,
    'LOST.DIR/12345': one,
    '$RECYCLE.BIN/S-1/$R1.mp4': one,
    'DCIM/DSJ0405_20251127160000.mp4': await film('o2.mp4', ...PICTURE, ...SOUND, ...H264),
  })
  expect(code).toBe(1)
  expect(summary.notDocked.map((found) => [found.path, found.why, found.looks])).toEqual([
    ['$RECYCLE.BIN/S-1/$R1.mp4', 'deleted', 'mp4'],
    ['FOUND.000/FILE0000.CHK', 'recovered', 'mp4'],
    ['LOST.DIR/12345', 'recovered', 'mp4'],
  ])
  expect(left.toSorted()).toEqual(['$R1.mp4', '12345', 'FILE0000.CHK'])
})

test('what the server’s own tools open is taken', async () => {
  const { code, summary, view } = await docked('kinds', {
    'REC_20251127_140000.wmv': await film('r.wmv', ...PICTURE, ...SOUND),
    'Screenshot_20251127_141300.png': await film('s.png', ...PICTURE, '-frames:v', '1', '-update', '1'),
    'REC_20251127_142300.flac': await film('r.flac', ...SOUND),
    'REC_20251127_142400.ogg': await film('r.ogg', ...SOUND, '-c:a', 'flac'),
    'REC_20251127_142500.mpg': await film('r.mpg', '-f', 'lavfi', '-i', 'testsrc=s=96x64:r=25:d=2'),
  })
  expect([code, summary.preserved]).toEqual([0, 5])
  for (const name of ['REC_20251127_140000.wmv', 'Screenshot_20251127_141300.png', 'REC_20251127_142300.flac']) {
    const { derivatives, row } = await view(name)
    expect(
      derivatives.some((one) => one.kind === 'view-copy'),
      name,
    ).toBe(true)
    expect(row.states, name).toContain('ready')
  }
})
