import { spawn } from 'node:child_process'
import { type CopyMark, markInCode } from '@liuhen/core/kernel'
import { decodeQR } from 'qr/decode.js'

/** Grey, one byte a point. */
interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Frames that are looked at, from the beginning on, and how far they lie apart in seconds. */
const [FRAMES, APART] = [80, 2]
/** How long one look may take: a code that is not found at once is looked for with more effort. */
const PATIENCE = { effort: 3, timeLimit: 400 }

/**
 * The mark in the pictures of a file: a video, a film of a screen on which one was played, a photograph. Undefined where
 * none is found, or the file has no picture.
 */
export async function markInPictures(path: string): Promise<CopyMark | undefined> {
  for await (const frame of framesOf(path))
    for (const part of partsOf(frame)) {
      const mark = read(part)
      if (mark !== undefined) return mark
    }
  return undefined
}

function read({ width, height, data }: Picture): CopyMark | undefined {
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < data.length; i++) rgb.fill(data[i] as number, 3 * i, 3 * i + 3)
  try {
    const code = decodeQR({ width, height, data: rgb }, PATIENCE)
    return code === undefined ? undefined : markInCode(code)
  } catch {
    // It throws where a picture bears none.
    return undefined
  }
}

/** The whole first, then quarters and what lies between them: beside a crowded scene a small code is found by itself. */
function* partsOf(whole: Picture): Generator<Picture> {
  yield whole
  const [width, height] = [Math.floor(whole.width / 2), Math.floor(whole.height / 2)]
  for (const across of [0, 2, 1])
    for (const down of [0, 2, 1])
      yield cut(whole, Math.floor((across * width) / 2), Math.floor((down * height) / 2), width, height)
}

function cut({ width, data }: Picture, left: number, top: number, wide: number, high: number): Picture {
  const part = new Uint8Array(wide * high)
  for (let y = 0; y < high; y++)
    part.set(data.subarray((top + y) * width + left, (top + y) * width + left + wide), y * wide)
  return { width: wide, height: high, data: part }
}

const OPENED = ['-v', 'error', '-nostdin', '-protocol_whitelist', 'file', '-i'] as const
const SEEN = `fps=1/${APART}:round=up,scale='max(iw,960)':-2,format=gray`
const [MOST, STREAM] = [
  ['-frames:v', String(FRAMES)],
  ['-f', 'image2pipe', '-c:v', 'pgm', '-'],
] as const
const PICTURES = ['-map', '0:v:0', '-vf', SEEN, ...MOST, ...STREAM]

/** Frames in grey, enlarged where they are small: a point of the code is to be some points of the picture. */
async function* framesOf(path: string): AsyncGenerator<Picture> {
  const child = spawn(process.env['FFMPEG'] ?? 'ffmpeg', [...OPENED, `file:${path}`, ...PICTURES], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const failed = new Promise<void>((resolve) => child.on('error', () => resolve()))
  try {
    let kept = Buffer.alloc(0)
    const ended = Promise.race([failed, new Promise<void>((resolve) => child.on('close', () => resolve()))])
    for await (const chunk of child.stdout) {
      kept = Buffer.concat([kept, chunk as Buffer])
      for (let found = firstOf(kept); found !== undefined; found = firstOf(kept)) {
        kept = kept.subarray(found.length)
        yield found.picture
      }
    }
    await ended
  } finally {
    child.kill('SIGKILL')
  }
}

/** The first picture of a stream of PGM files, as far as it is there. */
function firstOf(bytes: Buffer): { readonly picture: Picture; readonly length: number } | undefined {
  const [head, width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? []
  if (head === undefined) return undefined
  const size = { width: Number(width), height: Number(height) }
  const length = head.length + size.width * size.height
  if (bytes.length < length) return undefined
  return { picture: { ...size, data: bytes.subarray(head.length, length) }, length }
}
