import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refused } from '@liuhen/core/kernel'
import { derive, mediaTools, probe, type ReadableProbe, takenStill } from './index.ts'

const RATE = 15
const FRAMES = 75
const LONG = { seconds: 5, width: 96, height: 160 }

let scratch: string
let ffmpeg: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'liuhen-stills-'))
  ffmpeg = (await mediaTools()).ffmpeg.path
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

const quiet = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y']

/** An upright film in which each frame is as bright as its number says. */
function film(name: string, codec: readonly string[]): string {
  const path = join(scratch, name)
  const { width, height, seconds } = LONG
  const source = `color=c=gray:size=${width}x${height}:rate=${RATE}:duration=${seconds},geq=lum='20+2*N':cb=128:cr=128`
  execFileSync(ffmpeg, [...quiet, '-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...codec, path])
  return path
}

/** The number of the frame a picture shows, from its brightness; `part` cuts a piece out of it first. */
function frameIn(picture: string, part = 'null', more: readonly string[] = []): number {
  const args = [...quiet, ...more, '-i', picture, '-vf', `${part},scale=1:1,format=gray`, '-frames:v', '1']
  const [grey = 0] = execFileSync(ffmpeg, [...args, '-f', 'rawvideo', '-'])
  return Math.max(0, Math.round((16 + (grey * 219) / 255 - 20) / 2))
}

async function readable(path: string): Promise<ReadableProbe> {
  const found = await probe(path)
  if (!found.readable) throw new Error(found.reason.en)
  return found
}

const h264 = ['-c:v', 'libx264', '-preset', 'fast', '-bf', '2', '-crf', '12', '-g', '40']
const films = [
  ['mp4 with frames out of order', 'a.mp4', h264],
  ['transport stream', 'b.ts', h264],
  ['AVI of the old kind', 'c.avi', ['-c:v', 'mpeg4', '-q:v', '2', '-g', '30']],
  ['Matroska', 'd.mkv', h264],
] as const

test.each(films)('a still is the very frame the view copy shows there, in full size: %s', async (_, name, codec) => {
  const original = film(name, codec)
  const found = await readable(original)
  const before = await readFile(original)
  const { viewCopy } = await derive(original, found, join(scratch, `${name}-made`))
  for (const frame of [0, 1, 29, 44, 45, 46, 60, FRAMES - 1]) {
    const position = ((frame + 0.5) / RATE) * 1000
    const still = await takenStill(original, found, position, join(scratch, `${name}-${frame}`))
    expect(still).toMatchObject({
      kind: 'taken-still',
      mediaType: 'image/png',
      parameters: { width: LONG.width, height: LONG.height, frame },
    })
    const shown = frameIn(viewCopy.path, `select='eq(n,${frame})'`)
    expect(frameIn(still.path), `frame ${frame} of ${name}`).toBe(shown)
    expect(Math.abs(shown - frame), `frame ${frame} in the view copy of ${name}`).toBeLessThanOrEqual(1)
  }
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(await readFile(original))).toBe(digest(before))
})

test('each small picture on the sheet is the first frame of the part it stands for', async () => {
  const original = film('sheet.mp4', h264)
  const { thumbnails } = await derive(original, await readable(original), join(scratch, 'sheet'))
  if (!thumbnails) throw new Error('there is no sheet')
  const { everyMs, count, columns, width, height } = thumbnails.parameters as Record<string, number>
  expect([everyMs, count, columns]).toEqual([1000, 5, 5])
  // As upright as the film.
  expect([width, height]).toEqual([72, 120])
  for (let i = 0; i < 5; i += 1) {
    const part = `crop=${width}:${height}:${(i % 5) * (width ?? 0)}:0`
    expect(Math.abs(frameIn(thumbnails.path, part) - i * RATE), `picture ${i}`).toBeLessThanOrEqual(1)
  }
})

test('of sound, and after the end, there is no still, and it says so', async () => {
  const original = film('end.mp4', h264)
  const found = await readable(original)
  await expect(takenStill(original, found, 60_000, join(scratch, 'end'))).rejects.toThrow(Refused)
  await expect(takenStill(original, { ...found, video: null }, 0, join(scratch, 'none'))).rejects.toThrow(Refused)
})
