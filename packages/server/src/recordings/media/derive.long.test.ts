import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { derive, Waveform, type Stretch } from './index.ts'
import { derivedFrom, fileOf, indexFirst, mediaTrial, newFolder, readable, scratchFolder, viewed } from './trial.ts'

mediaTrial()

describe('what is made of an original', () => {
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
    const turned = join(scratchFolder(), '转 %03d.jpg')
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
      const folder = newFolder('names ', ' %d')
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

  test('progress grows to one', async () => {
    const original = fileOf('_0003.avi')
    const told: number[] = []
    const onProgress = (share: number): unknown => told.push(share)
    await derive(original, await readable(original), newFolder(), { onProgress, nice: 10 })
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  test('work on a recording can be stopped', async () => {
    const original = fileOf('_0004.mp4')
    const abort = new AbortController()
    const working = derive(original, await readable(original), newFolder(), {
      signal: abort.signal,
    })
    abort.abort(new Error('the server stops'))
    await expect(working).rejects.toThrow('the server stops')
  })
})

/** An EXIF segment that says nothing but orientation 6: turn a quarter clockwise to see it upright. */
const EXIF_TURNED = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
