import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, integer, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { Refused } from '@liuhen/core/kernel'
import { patience } from './derive.ts'
import { stillPlan } from './stills.ts'
import { stretchReader } from './stretches.ts'
import { mediaTools, progressReader, run } from './tools.ts'
import { peakReader } from './waveform.ts'

const pcm = (samples: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * samples.length)
  samples.forEach((sample, i) => bytes.writeInt16LE(sample, 2 * i))
  return bytes
}

test('a waveform is the same in whatever pieces the sound arrives', () => {
  const sample = integer({ min: -32768, max: 32767 })
  assert(
    property(array(sample, { maxLength: 400 }), array(nat({ max: 90 })), (samples, lengths) => {
      const [whole, pieces] = [peakReader(), peakReader()]
      const bytes = pcm(samples)
      whole.take(bytes)
      let at = 0
      for (const length of lengths) pieces.take(bytes.subarray(at, (at += length)))
      pieces.take(bytes.subarray(at))
      expect(pieces.waveform()).toEqual(whole.waveform())
    }),
  )
})

test('however long the sound, at most 4,000 pairs are kept and the loudest moment is still among them', () => {
  const reader = peakReader()
  const quiet = pcm(Array.from({ length: 80_000 }, () => 300))
  for (let i = 0; i < 30; i++) reader.take(quiet)
  reader.take(pcm([-32768, 32767]))
  for (let i = 0; i < 30; i++) reader.take(quiet)
  const { peaks, samples, samplesPerPeak } = reader.waveform()
  expect(samples).toBe(4_800_002)
  expect(peaks.length / 2).toBeLessThanOrEqual(4000)
  expect(peaks.length / 2).toBe(Math.ceil(samples / samplesPerPeak))
  expect(Math.min(...peaks)).toBe(-128)
  expect(Math.max(...peaks)).toBe(127)
  expect(peaks.filter((peak) => peak !== 1)).toHaveLength(2)
})

test('what lasts to the end of a recording ends with it', () => {
  const reader = stretchReader()
  reader.line('[silencedetect @ 0x5581] [info] silence_start: 12.5')
  reader.line('[freezedetect @ 0x5582] [info] lavfi.freezedetect.freeze_start: 17.2')
  expect(reader.found(20_000)).toEqual([
    { kind: 'silent', fromMs: 12_500, toMs: 20_000 },
    { kind: 'frozen', fromMs: 17_200, toMs: 20_000 },
  ])
})

test('a black picture is not told a second time as frozen, and what is frozen beyond it still is', () => {
  const reader = stretchReader()
  reader.line('[freezedetect @ 0x1] [info] lavfi.freezedetect.freeze_start: 2')
  reader.line('[freezedetect @ 0x1] [info] lavfi.freezedetect.freeze_end: 12')
  reader.line('[blackdetect @ 0x1] [info] black_start:3 black_end:7.5 black_duration:4.5')
  expect(reader.found(20_000)).toEqual([
    { kind: 'black', fromMs: 3000, toMs: 7500 },
    { kind: 'frozen', fromMs: 7500, toMs: 12_000 },
  ])
})

test('a container whose title imitates a detector is not believed', () => {
  const reader = stretchReader()
  reader.line('    title           : black_start:3 black_end:7 black_duration:4')
  reader.line('[info]     comment         : [blackdetect @ 0x1] [info] black_start:3 black_end:7 black_duration:4')
  expect(reader.found(20_000)).toEqual([])
})

test('stills stand in the middles of equal parts, and a short recording gives no frame twice', () => {
  expect(stillPlan(4, 16_000, 25).atMs).toEqual([2000, 6000, 10_000, 14_000])
  expect(stillPlan(6, 100, 25).atMs).toEqual([0, 40, 80])
  expect(stillPlan(3, null, 10).atMs).toEqual([0, 10_000, 20_000])
})

test('progress never goes backwards and is complete only at the end, even where the container understates its length', () => {
  const told: number[] = []
  const read = progressReader(10_000, (share) => told.push(share))
  for (const part of ['out_time_us=N/A\nout_ti', 'me_us=5000000\nout_time_us=4000000\n', 'out_time_us=90000000\n'])
    read(Buffer.from(part))
  expect(told).toEqual([0.5, 0.99])
  read(Buffer.from('progress=end\n'))
  expect(told.at(-1)).toBe(1)
})

test('a missing ffmpeg is refused with how to install it', async () => {
  const found = mediaTools({ FFMPEG: '/nowhere/ffmpeg', FFPROBE: '/nowhere/ffprobe' })
  await expect(found).rejects.toBeInstanceOf(Refused)
  await expect(found).rejects.toThrow(/apt-get install ffmpeg/)
})

test('a program that is not ffmpeg is not taken for it', async () => {
  await expect(mediaTools({ FFMPEG: process.execPath, FFPROBE: process.execPath })).rejects.toBeInstanceOf(Refused)
})

test('a program that takes too long is ended, one that is aborted rejects, and endless complaint is bounded', async () => {
  const forever = ['-e', 'setInterval(() => {}, 1000)']
  await expect(run(process.execPath, forever, { timeoutMs: 50 })).rejects.toMatchObject({
    obstacles: [{ code: 'media-too-slow' }],
  })
  const abort = new AbortController()
  const aborted = run(process.execPath, forever, { signal: abort.signal })
  abort.abort(new Error('the server stops'))
  await expect(aborted).rejects.toThrow('the server stops')
  const loud = await run(process.execPath, [
    '-e',
    'process.stderr.write("x".repeat(1e6) + "end"); process.exitCode = 3',
  ])
  expect(loud.code).toBe(3)
  expect(loud.complaint.length).toBeLessThanOrEqual(8000)
  expect(loud.complaint.endsWith('end')).toBe(true)
})

const ends = (code: string) => expect.objectContaining({ obstacles: [expect.objectContaining({ code })] })
const program = (script: string) => ['-e', script]

test('a program that hoards memory is ended, and so is one that writes without end', async () => {
  const hoards = 'const all = []; setInterval(() => all.push(Buffer.alloc(64 << 20, 1)), 5)'
  await expect(run(process.execPath, program(hoards))).rejects.toEqual(ends('media-too-large'))
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-cage-'))
  const writes = `exec yes > "$1"`
  await expect(run('sh', ['-c', writes, 'sh', join(folder, 'y')], { outputBytes: 1_000_000 })).rejects.toEqual(
    ends('media-too-much-output'),
  )
  expect((await stat(join(folder, 'y'))).size).toBe(1_000_000)
  await rm(folder, { recursive: true })
})

test('a program that was killed by somebody else says nothing about the file, and one that crashed says so', async () => {
  await expect(run('sh', ['-c', 'kill -9 $$'])).rejects.toEqual(ends('media-killed'))
  await expect(run('sh', ['-c', 'kill -SEGV $$'])).rejects.toEqual(ends('media-crashed'))
})

test('patience beyond what a timer of Node’s can hold does not end a program at once', async () => {
  const { code } = await run('sh', ['-c', 'sleep 0.5'], { timeoutMs: 2 ** 33 })
  expect(code).toBe(0)
})

test('how long a file may take is bounded by what was brought, whatever length it claims', () => {
  const [hours, days] = [3_600_000, 86_400_000]
  // Twenty hours of a camera: nine gigabytes.
  expect(patience(20 * hours, 9e9)).toBeGreaterThan(20 * hours)
  expect(patience(1000 * days, 31_000)).toBeLessThan(11 * 60_000)
  expect(patience(null, 31_000)).toBeLessThan(11 * 60_000)
})
