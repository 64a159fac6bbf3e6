import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, integer, nat, property } from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { Refused } from '@liuhen/core/kernel'
import { stillPlan } from './stills.ts'
import { stretchReader } from './stretches.ts'
import { Cage, walls } from '../../platform/index.ts'
import { type MediaTool, mediaTools, progressReader, run } from './tools.ts'
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

const shut = async (path: string, most?: (typeof walls)[number]): Promise<MediaTool> => ({
  path,
  version: '',
  cage: await Cage.find(most),
})

test('a program that takes too long is ended, one that is aborted rejects, and endless complaint is bounded', async () => {
  const node = await shut(process.execPath)
  const forever = ['-e', 'setInterval(() => {}, 1000)']
  await expect(run(node, forever, { timeoutMs: 50 })).rejects.toMatchObject({
    obstacles: [{ code: 'media-too-slow' }],
  })
  const abort = new AbortController()
  const aborted = run(node, forever, { signal: abort.signal })
  abort.abort(new Error('the server stops'))
  await expect(aborted).rejects.toThrow('the server stops')
  const loud = await run(node, ['-e', 'process.stderr.write("x".repeat(1e6) + "end"); process.exitCode = 3'])
  expect(loud.code).toBe(3)
  expect(loud.complaint.length).toBeLessThanOrEqual(8000)
  expect(loud.complaint.endsWith('end')).toBe(true)
})

test('what a program says of the file it reads names the file and never where it lies', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-said-'))
  const reads = join(folder, 'ab34')
  await writeFile(reads, 'none')
  const script = `process.stderr.write('file:' + process.argv[1] + ': broken; ' + process.argv[1]); process.exitCode = 1`
  const { complaint } = await run(await shut(process.execPath), ['-e', script, reads], { reads })
  expect(complaint).toBe('file: broken; file')
  await rm(folder, { recursive: true })
})

const ends = (code: string) => expect.objectContaining({ obstacles: [expect.objectContaining({ code })] })
const program = (script: string) => ['-e', script]

/** Command lines of this machine that hold these words. */
const running = async (words: string): Promise<string[]> => {
  const ids = (await readdir('/proc')).filter((one) => /^\d+$/.test(one))
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter((line) => line.includes(words))
}

test('whenever a program is given up, while its cage is being put up too, nothing of it stays', async () => {
  const [node, name] = [await shut(process.execPath), `given-up-${randomUUID()}`]
  const giveUp = async (after: number): Promise<void> => {
    const abort = new AbortController()
    const ended = run(node, [...program('setInterval(() => {}, 1000)'), name], { signal: abort.signal })
    setTimeout(() => abort.abort(new Error('given up')), after)
    await expect(ended).rejects.toThrow('given up')
  }
  for (let i = 0; i < 60; i += 3) await Promise.all([giveUp(i), giveUp(i + 1), giveUp(i + 2)])
  await expect.poll(() => running(name), { timeout: 120_000 }).toEqual([])
})

describe.each(walls)('with walls of %s at most', (most) => {
  test('a program that hoards memory is ended, and so is one that writes without end', async () => {
    const hoards = 'const all = []; setInterval(() => all.push(Buffer.alloc(64 << 20, 1)), 5)'
    await expect(run(await shut(process.execPath, most), program(hoards))).rejects.toEqual(ends('media-too-large'))
    const cwd = await mkdtemp(join(tmpdir(), 'liuhen-cage-'))
    const writing = run(await shut('/bin/sh', most), ['-c', 'exec yes > y'], { outputBytes: 1_000_000, cwd })
    await expect(writing).rejects.toEqual(ends('media-too-much-output'))
    expect((await stat(join(cwd, 'y'))).size).toBe(1_000_000)
    await rm(cwd, { recursive: true })
  })

  test('a program that was killed by somebody else says nothing about the file, and one that crashed says so', async () => {
    const sh = await shut('/bin/sh', most)
    await expect(run(sh, ['-c', 'kill -9 $$'])).rejects.toEqual(ends('media-killed'))
    await expect(run(sh, ['-c', 'kill -SEGV $$'])).rejects.toEqual(ends('media-crashed'))
    await expect(run(await shut('/nowhere/ffmpeg', most), [])).rejects.toThrow(/apt-get install ffmpeg/)
  })
})

test('what reads a recording sees that file and its own folder, no network, and nothing of the server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-cage-'))
  const [reads, secret, cwd] = [join(folder, 'a.mp4'), join(folder, 'secret'), join(folder, 'made')]
  await Promise.all([writeFile(reads, 'film'), writeFile(secret, 'key'), mkdir(cwd)])
  vi.stubEnv('LIUHEN_TRIAL_SECRET', 'key')
  const sh = await shut('/bin/sh')
  let said = ''
  const looks = `cat "$1"; cat "$2"; echo over > "$1"; echo made > copy; printenv; cat /etc/passwd; cat /proc/net/dev`
  await run(sh, ['-c', looks, 'sh', reads, secret], { reads, cwd, onOutput: (bytes) => (said += bytes.toString()) })
  vi.unstubAllEnvs()
  expect(said).toContain('film')
  expect(said).not.toContain('LIUHEN_TRIAL_SECRET')
  expect(await readFile(join(cwd, 'copy'), 'utf8')).toBe('made\n')
  // Where the machine has no such walls nobody claims them: the server does not start there unless told to.
  if (sh.cage.walls === 'whole') {
    expect(said).not.toMatch(/key|root:/)
    expect(await readFile(reads, 'utf8')).toBe('film')
  } else await expect(mediaTools({}, 'whole')).rejects.toThrow(/LIUHEN_MEDIA_WALLS/)
  if (sh.cage.walls !== 'none') expect(said.match(/^ *\w+:/gm)?.map((device) => device.trim())).toEqual(['lo:'])
  await rm(folder, { recursive: true })
})

test('walls that this machine has not are refused, with what to do, and not made do without', async () => {
  vi.stubEnv('BWRAP', '/nowhere/bwrap')
  await expect(mediaTools({}, 'whole')).rejects.toThrow(/bubblewrap.*LIUHEN_MEDIA_WALLS/s)
  vi.unstubAllEnvs()
})
