import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Malformed } from '@liuhen/core/kernel'
import { footageFor, type CachedFootage } from '../../../../cli/src/demo/footage-cache.ts'
import { derive, mediaTools, probe, Probe, Waveform, type Derived, type ReadableProbe, type Stretch } from './index.ts'

let footage: CachedFootage
let scratch: string
let made = 0

beforeAll(async () => {
  footage = await footageFor()
  scratch = await mkdtemp(join(tmpdir(), 'liuhen-media-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

function fileOf(noteOrName: string): string {
  const file = footage.files.find(({ path, note }) => note.includes(noteOrName) || path.includes(noteOrName))
  if (file === undefined) throw new Error(`the footage has no ${noteOrName}`)
  return join(footage.folder, file.path)
}

async function readable(path: string): Promise<ReadableProbe> {
  const found = await probe(path)
  if (!found.readable) throw new Error(`${path}: ${found.reason.en} ${found.detail}`)
  return found
}

/** Made once of each file, however many tests look at it. */
const derivations = new Map<string, Promise<Derived>>()
function derivedFrom(path: string): Promise<Derived> {
  const folder = join(scratch, String(made++))
  const derived = derivations.get(path) ?? readable(path).then((found) => derive(path, found, folder))
  derivations.set(path, derived)
  return derived
}

/** As ffprobe, asked afresh, describes the first stream of a kind. */
async function viewed(path: string) {
  const found = await readable(path)
  return { container: found.container, codec: found.video?.codec, sound: found.audio?.codec, ...found.video }
}

/** Whether the index stands before the media, so that playing can start before all is loaded. */
async function indexFirst(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  return bytes.indexOf('moov') < bytes.indexOf('mdat')
}

describe('what a file is', () => {
  test('every file of a day is told apart: seen, heard, photographed, damaged', async () => {
    for (const { path, kind, seconds } of footage.files) {
      const found = await probe(join(footage.folder, path))
      expect(Probe.parse(found)).toEqual(found)
      if (kind === 'damaged') {
        expect(found.readable, path).toBe(false)
        continue
      }
      expect(found.readable && found.kind, path).toBe(kind === 'photo' ? 'image' : kind)
      if (found.readable && found.kind !== 'image')
        expect(Math.abs((found.durationMs ?? 0) - (seconds ?? 0) * 1000), path).toBeLessThan(150)
    }
  })

  test('a recording cut off by a loss of power is unreadable, and says that its index is missing', async () => {
    const found = await probe(fileOf('cut short before'))
    expect(found).toMatchObject({ readable: false, code: 'no-index' })
    expect(!found.readable && found.reason.zh).toContain('断电')
  })

  test('a recording whose end is missing but whose index is not is readable, and said to be cut short', async () => {
    for (const name of ['_0004.mp4', '_0003.avi', '_0009.wav']) {
      const bytes = await readFile(fileOf(name))
      const cut = join(scratch, `cut${name}`)
      await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
      expect((await readable(cut)).problems.map(({ code }) => code)).toEqual(['cut-short'])
      expect((await readable(fileOf(name))).problems).toEqual([])
    }
  })

  test('an empty file is an answer, not an error', async () => {
    const empty = join(scratch, 'empty.mp4')
    await writeFile(empty, '')
    expect(await probe(empty)).toMatchObject({ readable: false, code: 'empty' })
  })

  test('stamps are kept as they were written, whatever they may mean', async () => {
    expect((await readable(fileOf('092000_0001.mp4'))).stamped).toEqual({
      creationTime: '2026-11-20T01:20:00.000000Z',
      location: '+28.2460+113.0810/',
      make: 'DSJ',
      model: 'DSJ-03',
    })
    // End of recording in local time, seven minutes slow, called UTC by the camera: none of it is put right here.
    expect((await readable(fileOf('091430_0001.mp4'))).stamped.creationTime).toBe('2026-11-20T09:14:46.000000Z')
  })

  test('segments of one take share their set-up data, and another codec does not', async () => {
    const setup = async (name: string) => (await readable(fileOf(name))).video?.setup
    expect(await setup('092000_0001.mp4')).toMatch(/^[0-9a-f]{64}$/)
    expect(await setup('092016_0002.mp4')).toBe(await setup('092000_0001.mp4'))
    expect(await setup('IMP/')).not.toBe(await setup('092000_0001.mp4'))
  })

  test('a play list that calls itself a video opens no other file', async () => {
    const list = join(scratch, 'list.mp4')
    await writeFile(
      list,
      `#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:16,\nfile://${fileOf('_0004.mp4')}\n#EXT-X-ENDLIST\n`,
    )
    // ffprobe alone would follow it.
    const { ffprobe } = await mediaTools()
    const plain = spawnSync(ffprobe.path, ['-v', 'error', '-show_entries', 'format=format_name', list], {
      encoding: 'utf8',
    })
    expect(plain.stdout).toContain('hls')
    expect(await probe(list)).toMatchObject({ readable: false, code: 'not-a-recording' })
  })

  test('a probe that hangs is ended, and that says nothing of the file', async () => {
    const hangs = join(scratch, 'hangs')
    await writeFile(hangs, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 })
    const tools = await mediaTools()
    const slow = { ...tools, ffprobe: { ...tools.ffprobe, path: hangs } }
    const ends = probe(fileOf('_0004.mp4'), { timeoutMs: 1, tools: slow })
    await expect(ends).rejects.toMatchObject({ obstacles: [{ code: 'media-too-slow' }] })
  })
})

describe('what is made of an original', () => {
  test('three pictures far apart, which claim sixteen hours in twelve kilobytes, take no memory and end in their time', async () => {
    const sparse = join(scratch, 'sparse.mkv')
    const made = ['-f', 'lavfi', '-i', 'testsrc=s=640x360:r=25', '-frames:v', '3', '-vf', 'setpts=N*30000/TB']
    spawnSync('ffmpeg', ['-loglevel', 'error', ...made, '-vsync', 'passthrough', '-c:v', 'libx264', sparse])
    const ends = derive(sparse, await readable(sparse), join(scratch, 'sparse'), { timeoutMs: 4000 })
    // Before its pictures were made small first, two gibibytes were gone by then.
    await expect(ends).rejects.toMatchObject({ obstacles: [{ code: 'media-too-slow' }] })
  })

  test.each(['H.265', 'AVI with', 'transport stream', 'Matroska'])('%s becomes playable H.264', async (note) => {
    const source = await readable(fileOf(note))
    const { viewCopy, stills, decodeErrors } = await derivedFrom(fileOf(note))
    expect(viewCopy).toMatchObject({ kind: 'view-copy', mediaType: 'video/mp4', recipe: 'view-copy/2' })
    expect(viewCopy.tool).toMatch(/^ffmpeg \d/)
    const view = await viewed(viewCopy.path)
    expect(view).toMatchObject({ codec: 'h264', sound: 'aac', pixelFormat: 'yuv420p', frameRate: viewCopy.frameRate })
    expect(viewCopy.frameRate).toBe(source.video?.frameRate)
    expect(Math.min(view.width ?? 0, view.height ?? 0)).toBeLessThanOrEqual(480)
    expect(await indexFirst(viewCopy.path)).toBe(true)
    expect(decodeErrors).toBe(0)
    expect(stills).toHaveLength(6)
    const atMs = stills.map((still) => still.atMs)
    expect(atMs).toEqual([...atMs].sort((a, b) => a - b))
    for (const still of stills) expect((await readable(still.path)).kind).toBe('image')
  })

  test('a phone held upright is seen upright', async () => {
    const stored = await readable(fileOf('IMG_0412.MOV'))
    expect(stored.video).toMatchObject({ width: 640, height: 360, rotation: 90 })
    const { viewCopy, stills } = await derivedFrom(fileOf('IMG_0412.MOV'))
    expect(await viewed(viewCopy.path)).toMatchObject({ width: 360, height: 640, rotation: 0 })
    expect((await readable(stills[0]?.path ?? '')).video).toMatchObject({ width: 360, height: 640 })
  })

  test('nothing of where and by what it was made is carried into the view copy', async () => {
    const { viewCopy } = await derivedFrom(fileOf('092000_0001.mp4'))
    const nothing = { creationTime: null, location: null, make: null, model: null }
    expect((await readable(viewCopy.path)).stamped).toEqual(nothing)
  })

  test('black, frozen and silent stretches are found where they are, and nowhere else', async () => {
    const { stretches, stretchesFile } = await derivedFrom(fileOf('4 s black'))
    const truth: Stretch[] = [
      { kind: 'black', fromMs: 3000, toMs: 7000 },
      { kind: 'frozen', fromMs: 9000, toMs: 14_000 },
      { kind: 'silent', fromMs: 16_000, toMs: 21_000 },
    ]
    expect(stretches.map(({ kind }) => kind)).toEqual(truth.map(({ kind }) => kind))
    truth.forEach(({ fromMs, toMs }, i) => {
      expect(Math.abs((stretches[i]?.fromMs ?? 0) - fromMs)).toBeLessThan(700)
      expect(Math.abs((stretches[i]?.toMs ?? 0) - toMs)).toBeLessThan(700)
    })
    expect(JSON.parse(await readFile(stretchesFile?.path ?? '', 'utf8'))).toEqual({ version: 1, stretches })
    expect((await derivedFrom(fileOf('092000_0001.mp4'))).stretches).toEqual([])
  })

  test('the waveform is flat where the microphone was dead and is not where someone speaks', async () => {
    const { waveform } = await derivedFrom(fileOf('4 s black'))
    const { peaks, samplesPerPeak, sampleRate, samples } = Waveform.parse(
      JSON.parse(await readFile(waveform?.path ?? '', 'utf8')),
    )
    expect(Math.abs(samples / sampleRate - 24)).toBeLessThan(0.2)
    const loudest = (from: number, to: number): number => {
      const index = (seconds: number): number => 2 * Math.floor((seconds * sampleRate) / samplesPerPeak)
      return Math.max(...peaks.slice(index(from), index(to)).map(Math.abs))
    }
    expect(loudest(3, 8)).toBeGreaterThan(30)
    expect(loudest(16.5, 20.5)).toBeLessThanOrEqual(1)
  })

  test.each(['_0009.wav', '_0010.mp3', '.aac'])(
    'sound alone, %s, is made playable and has a waveform',
    async (name) => {
      const { viewCopy, stills, waveform, stretches } = await derivedFrom(fileOf(name))
      expect(viewCopy).toMatchObject({ mediaType: 'audio/mp4', frameRate: null })
      expect(await viewed(viewCopy.path)).toMatchObject({ sound: 'aac' })
      expect(await indexFirst(viewCopy.path)).toBe(true)
      expect(waveform).toMatchObject({ kind: 'waveform', mediaType: 'application/json', recipe: 'waveform/1' })
      expect([stills, stretches]).toEqual([[], []])
    },
  )

  test('a photograph gets a smaller one, turned as its EXIF says', async () => {
    const photo = await readFile(fileOf('_0007.jpg'))
    const turned = join(scratch, '转 %03d.jpg')
    await writeFile(turned, Buffer.concat([photo.subarray(0, 2), EXIF_TURNED, photo.subarray(2)]))
    expect((await readable(turned)).video).toMatchObject({ width: 960, height: 540, rotation: 90 })
    const { viewCopy, stills, waveform } = await derivedFrom(turned)
    expect(viewCopy).toMatchObject({ mediaType: 'image/jpeg', frameRate: null })
    expect((await readable(viewCopy.path)).video).toMatchObject({ width: 540, height: 960, rotation: 0 })
    expect((await readable(stills[0]?.path ?? '')).video).toMatchObject({ width: 480, rotation: 0 })
    expect(waveform).toBeNull()
  })

  test('no name means anything: dashes, spaces, per cents, colons and Chinese are only a name', async () => {
    for (const name of ['-i.wav', '执法 记录（一）.wav', '%03d.wav', 'pipe:1', "a'b:c,[0].wav"]) {
      const folder = join(scratch, `names ${made++} %d`)
      await mkdir(folder)
      await copyFile(fileOf('_0009.wav'), join(folder, name))
      const { viewCopy } = await derivedFrom(join(folder, name))
      expect((await viewed(viewCopy.path)).sound).toBe('aac')
      expect(await readdir(folder)).toEqual([name])
    }
    const { viewCopy, stills } = await derivedFrom(fileOf('补录'))
    expect((await viewed(viewCopy.path)).codec).toBe('h264')
    expect(stills).toHaveLength(6)
  })

  test('the original keeps every byte, and nothing is written beside it', async () => {
    const before = await readdir(footage.folder, { recursive: true })
    for (const name of ['_0003.avi', '_0004.ts', '_0010.mp3', '_0008.jpg', '补录']) {
      const original = fileOf(name)
      await derive(original, await readable(original), join(scratch, String(made++)), { stills: 2 })
    }
    expect(await readdir(footage.folder, { recursive: true })).toEqual(before)
    for (const { path, sha256: digest } of footage.files)
      expect(await sha256(join(footage.folder, path)), path).toBe(digest)
    const original = fileOf('_0004.mp4')
    await expect(derive(original, await readable(original), join(original, '..'))).rejects.toThrow(/next to/)
  })

  test('progress grows to one', async () => {
    const original = fileOf('_0003.avi')
    const told: number[] = []
    const onProgress = (share: number): unknown => told.push(share)
    await derive(original, await readable(original), join(scratch, String(made++)), { onProgress, nice: 10 })
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  test('work on a recording can be stopped', async () => {
    const original = fileOf('_0004.mp4')
    const abort = new AbortController()
    const working = derive(original, await readable(original), join(scratch, String(made++)), { signal: abort.signal })
    abort.abort(new Error('the server stops'))
    await expect(working).rejects.toThrow('the server stops')
  })

  test('bytes overwritten inside a container that looks whole show as decoding errors', async () => {
    const bytes = Buffer.from(await readFile(fileOf('_0004.mp4')))
    const half = Math.floor(bytes.length / 2)
    for (let i = 0; i < 24_000; i++) bytes[half + i] = (i * 131 + 17) % 256
    const overwritten = join(scratch, `overwritten-${basename(fileOf('_0004.mp4'))}`)
    await writeFile(overwritten, bytes)
    expect((await readable(overwritten)).problems).toEqual([])
    expect((await derivedFrom(overwritten)).decodeErrors).toBeGreaterThan(0)
  })

  test('a recording that cannot be decoded at all is malformed, and says that the original is not affected', async () => {
    const original = fileOf('_0004.mp4')
    const found = await readable(original)
    const wrong = { ...found, streams: found.streams.map((one) => ({ ...one, index: one.index + 7 })) }
    const failing = derive(original, wrong, join(scratch, String(made++)))
    await expect(failing).rejects.toBeInstanceOf(Malformed)
    await expect(failing).rejects.toThrow(/original is not affected/)
  })
})

/** An EXIF segment that says nothing but orientation 6: turn a quarter clockwise to see it upright. */
const EXIF_TURNED = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
