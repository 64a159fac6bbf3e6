import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sniff, SNIFF_LENGTH, structureOf, walkBoxes } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'real-media-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:r=10:d=3']
const SOUND = ['-f', 'lavfi', '-i', 'sine=f=440:r=16000:d=3']
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
const CREATED = ['-metadata', 'creation_time=2026-03-14T01:20:00Z']

function film(name: string, ...args: readonly string[]): string {
  const path = join(folder, name)
  const done = spawnSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args, path])
  expect(done.stderr.toString()).toBe('')
  return path
}

async function look(path: string) {
  await using file = await open(path)
  const size = statSync(path).size
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  }
  const head = await read(0, SNIFF_LENGTH)
  return {
    type: sniff(head, 'no name'),
    boxes: await walkBoxes(read, size),
    head,
    problems: (await structureOf(sniff(head, 'no name'), read, size)).problems.map((one) => one.code),
  }
}

test.each([
  ['mp4', [...PICTURE, ...SOUND, ...H264]],
  ['mov', [...PICTURE, ...SOUND, ...H264]],
  ['3gp', [...PICTURE, ...H264]],
  ['ts', [...PICTURE, ...SOUND, ...H264]],
  ['avi', [...PICTURE, ...SOUND]],
  ['mkv', [...PICTURE, ...SOUND, ...H264]],
  ['webm', [...PICTURE, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']],
  ['wav', SOUND],
  ['mp3', SOUND],
  ['aac', SOUND],
  ['jpg', [...PICTURE, '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-update', '1']],
] as const)('a real %s is known by its first bytes', async (type, args) => {
  expect((await look(film(`sample.${type}`, ...args))).type).toBe(type)
})

test.each(['mp4', 'mov', '3gp'])('a real %s says when and where it was made and how long it is', async (type) => {
  const place = ['-metadata', 'location=+28.2500+113.0800/']
  const { boxes } = await look(film(`stamped.${type}`, ...PICTURE, ...H264, ...CREATED, ...place))
  expect(boxes).toMatchObject({
    created: { instant: '2026-03-14T01:20:00.000Z' },
    duration: 3000,
    tracks: 1,
    fragmented: false,
    problems: [],
  })
  expect(boxes.location?.latitude).toBeCloseTo(28.25, 3)
  expect(boxes.location?.longitude).toBeCloseTo(113.08, 3)
})

test('real files cut at 60 % are found out, each in its own way', async () => {
  const cut = (path: string): string => {
    truncateSync(path, Math.floor(statSync(path).size * 0.6))
    return path
  }
  const codes = async (path: string) => (await look(path)).boxes.problems.map((one) => one.code)
  expect(await codes(cut(film('end.mp4', ...PICTURE, ...H264)))).toEqual(['cut-short', 'not-finalised'])
  expect(await codes(cut(film('front.mp4', ...PICTURE, ...H264, '-movflags', '+faststart')))).toEqual(['cut-short'])
  const pieces = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-g', '5']
  const fragmented = await look(cut(film('pieces.mp4', ...PICTURE, ...H264, ...pieces)))
  expect(fragmented.boxes).toMatchObject({ fragmented: true, problems: [{ code: 'cut-short' }] })

  const avi = await look(cut(film('cut.avi', ...PICTURE)))
  expect(avi.problems).toEqual(['cut-short'])
  const jpg = await look(cut(film('cut.jpg', ...PICTURE, '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-update', '1')))
  expect(jpg.problems).toEqual(['no-end-marker'])
  const mkv = await look(cut(film('cut.mkv', ...PICTURE, ...H264)))
  expect(mkv.problems).toEqual(['cut-short'])
  const png = await look(cut(film('cut.png', ...PICTURE, '-frames:v', '1', '-update', '1')))
  expect(png.problems).toEqual(['cut-short'])
  const mp3 = await look(cut(film('cut.mp3', ...SOUND)))
  expect(mp3.problems).toEqual(['cut-short'])
  const ogg = await look(cut(film('cut.ogg', ...SOUND, '-c:a', 'flac')))
  expect(ogg.problems).toHaveLength(1)
  const wmv = await look(cut(film('cut.wmv', ...PICTURE)))
  expect(wmv.problems).toEqual(['cut-short'])
})

test('real files that are whole have nothing wrong with them', async () => {
  const pieces = await look(film('whole.mp4', ...PICTURE, ...H264, '-movflags', '+frag_keyframe+empty_moov'))
  expect(pieces.boxes).toMatchObject({ fragmented: true, problems: [] })
  for (const [type, args] of [
    ['wav', SOUND],
    ['mp3', SOUND],
    ['avi', PICTURE],
    ['mkv', [...PICTURE, ...H264]],
    ['wmv', PICTURE],
    ['ts', [...PICTURE, ...H264]],
    ['ogg', [...SOUND, '-c:a', 'flac']],
    ['png', [...PICTURE, '-frames:v', '1', '-update', '1']],
    ['jpg', [...PICTURE, '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-update', '1']],
  ] as const)
    expect((await look(film(`whole.${type}`, ...args))).problems, type).toEqual([])
})
