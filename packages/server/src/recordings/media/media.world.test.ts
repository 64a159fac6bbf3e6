import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Malformed } from '@liuhen/core/kernel'
import { derive, mediaTools, probe, Probe } from './index.ts'
import {
  derivedFrom,
  fileOf,
  mediaTrial,
  newFolder,
  readable,
  sampleFiles,
  sampleFolder,
  scratchFolder,
  sha256,
  viewed,
} from './trial.ts'

mediaTrial()

describe('what a file is', () => {
  test('every file of a day is told apart: seen, heard, photographed, damaged', async () => {
    for (const { path, kind, seconds } of sampleFiles()) {
      const found = await probe(join(sampleFolder(), path))
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
      const cut = join(scratchFolder(), `cut${name}`)
      await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
      expect((await readable(cut)).problems.map(({ code }) => code)).toEqual(['cut-short'])
      expect((await readable(fileOf(name))).problems).toEqual([])
    }
  })

  test('an empty file is an answer, not an error', async () => {
    const empty = join(scratchFolder(), 'empty.mp4')
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
    const list = join(scratchFolder(), 'list.mp4')
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
    const hangs = join(scratchFolder(), 'hangs')
    await writeFile(hangs, '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 })
    const tools = await mediaTools()
    const slow = { ...tools, ffprobe: { ...tools.ffprobe, path: hangs } }
    const ends = probe(fileOf('_0004.mp4'), { timeoutMs: 1, tools: slow })
    await expect(ends).rejects.toMatchObject({ obstacles: [{ code: 'media-too-slow' }] })
  })
})

/** Each container, codec and detail by itself: npm run test:long. */
describe('what is made of an original', () => {
  test('three pictures far apart, which claim sixteen hours in twelve kilobytes, take no memory and end in their time', async () => {
    const sparse = join(scratchFolder(), 'sparse.mkv')
    const made = ['-f', 'lavfi', '-i', 'testsrc=s=640x360:r=25', '-frames:v', '3', '-vf', 'setpts=N*30000/TB']
    spawnSync('ffmpeg', ['-loglevel', 'error', ...made, '-vsync', 'passthrough', '-c:v', 'libx264', sparse])
    const ends = derive(sparse, await readable(sparse), join(scratchFolder(), 'sparse'), { timeoutMs: 4000 })
    // Before its pictures were made small first, two gibibytes were gone by then.
    await expect(ends).rejects.toMatchObject({ obstacles: [{ code: 'media-too-slow' }] })
  })

  test('a phone held upright is seen upright', async () => {
    const stored = await readable(fileOf('IMG_0412.MOV'))
    expect(stored.video).toMatchObject({ width: 640, height: 360, rotation: 90 })
    const { viewCopy, stills } = await derivedFrom(fileOf('IMG_0412.MOV'))
    expect(await viewed(viewCopy.path)).toMatchObject({ width: 360, height: 640, rotation: 0 })
    expect((await readable(stills[0]?.path ?? '')).video).toMatchObject({ width: 360, height: 640 })
  })

  test('what a voice recorder writes is heard: AMR as telephones make it, and a broadcast wave with its stamp', async () => {
    // Frames of 12.2 kbit/s (RFC 4867 section 5): a head, and of each fiftieth of a second one octet that says how it is coded.
    const frames = Array.from({ length: 250 }, (_, at) => Buffer.from([0x3c, ...Array(31).fill((at * 37) % 256)]))
    const amr = join(scratchFolder(), '询问 01.amr')
    await writeFile(amr, Buffer.concat([Buffer.from('#!AMR\n'), ...frames]))
    const wave = join(scratchFolder(), 'R0001.wav')
    const stamp = [
      '-write_bext',
      '1',
      '-metadata',
      'origination_date=2026-11-20',
      '-metadata',
      'origination_time=09:20:00',
    ]
    const tone = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=f=440:d=5:r=48000', '-c:a', 'pcm_s24le']
    expect(spawnSync('ffmpeg', [...tone, ...stamp, wave]).status).toBe(0)
    for (const [path, codec] of [
      [amr, 'amr_nb'],
      [wave, 'pcm_s24le'],
    ] as const) {
      expect(await readable(path)).toMatchObject({ kind: 'audio', problems: [], audio: { codec } })
      const { viewCopy, decodeErrors } = await derivedFrom(path)
      expect(decodeErrors, path).toBe(0)
      const { durationMs, kind } = await readable(viewCopy.path)
      expect(kind).toBe('audio')
      expect(Math.abs((durationMs ?? 0) - 5000), path).toBeLessThan(150)
    }
  })

  test('the original keeps every byte, and nothing is written beside it', async () => {
    const before = await readdir(sampleFolder(), { recursive: true })
    for (const name of ['_0003.avi', '_0004.ts', '_0010.mp3', '_0008.jpg', '补录']) {
      const original = fileOf(name)
      await derive(original, await readable(original), newFolder(), { stills: 2 })
    }
    expect(await readdir(sampleFolder(), { recursive: true })).toEqual(before)
    for (const { path, sha256: digest } of sampleFiles())
      expect(await sha256(join(sampleFolder(), path)), path).toBe(digest)
    const original = fileOf('_0004.mp4')
    await expect(derive(original, await readable(original), join(original, '..'))).rejects.toThrow(/next to/)
  })

  test('bytes overwritten inside a container that looks whole show as decoding errors', async () => {
    const bytes = Buffer.from(await readFile(fileOf('_0004.mp4')))
    const half = Math.floor(bytes.length / 2)
    for (let i = 0; i < 24_000; i++) bytes[half + i] = (i * 131 + 17) % 256
    const overwritten = join(scratchFolder(), `overwritten-${basename(fileOf('_0004.mp4'))}`)
    await writeFile(overwritten, bytes)
    expect((await readable(overwritten)).problems).toEqual([])
    expect((await derivedFrom(overwritten)).decodeErrors).toBeGreaterThan(0)
  })

  test('a recording that cannot be decoded at all is malformed, and says that the original is not affected', async () => {
    const original = fileOf('_0004.mp4')
    const found = await readable(original)
    const wrong = { ...found, streams: found.streams.map((one) => ({ ...one, index: one.index + 7 })) }
    const failing = derive(original, wrong, newFolder())
    await expect(failing).rejects.toBeInstanceOf(Malformed)
    await expect(failing).rejects.toThrow(/original is not affected/)
  })
})
