import { spawn } from 'node:child_process'

/** A picture as its pixels: three bytes each, red, green and blue, row after row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly at: (x: number, y: number) => readonly [red: number, green: number, blue: number]
}

/** Decodes the first picture of an image file held in memory. */
export async function pixelsOf(image: Buffer): Promise<Pixels> {
  const bytes = await through(image, [
    '-f',
    'image2pipe',
    '-i',
    '-',
    '-frames:v',
    '1',
    '-f',
    'image2',
    '-c:v',
    'ppm',
    '-',
  ])
  // Netpbm: "P6\n<width> <height>\n255\n", then the pixels.
  const [head, width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', 0, 40)) ?? []
  if (head === undefined) throw new Error('the picture could not be decoded')
  const [wide, high] = [Number(width), Number(height)]
  return {
    width: wide,
    height: high,
    at: (x, y) => {
      const i = head.length + (Math.floor(y) * wide + Math.floor(x)) * 3
      return [bytes[i] ?? 0, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0]
    },
  }
}

function through(input: Buffer, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.env['FFMPEG'] || 'ffmpeg', ['-v', 'error', ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const [out, said]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => said.push(bytes))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(out)) : reject(new Error(Buffer.concat(said).toString('utf8'))),
    )
    child.stdin.on('error', () => undefined).end(input)
  })
}

/** The four colours of {@link BORDER}, clockwise from the top: far from each other and from everything a page is drawn in. */
export const SIDES = {
  top: [255, 0, 0],
  right: [255, 255, 0],
  bottom: [0, 255, 0],
  left: [0, 0, 255],
} as const

/** ffmpeg's filter that frames a picture in {@link SIDES}, as wide as a fourteenth of its height. */
export const BORDER = [
  'drawbox=0:0:iw:ih/14:red:fill',
  'drawbox=0:ih-ih/14:iw:ih/14:lime:fill',
  'drawbox=0:0:ih/14:ih:blue:fill',
  'drawbox=iw-ih/14:0:ih/14:ih:yellow:fill',
].join(',')

type Side = keyof typeof SIDES

/** Which sides of the border can be seen along the middle lines of a picture, in order from left to right and top down. */
export function sidesSeen(picture: Pixels): { readonly across: readonly Side[]; readonly down: readonly Side[] } {
  const named = (pixel: readonly number[]): Side | undefined =>
    (Object.keys(SIDES) as Side[]).find((side) => SIDES[side].every((part, i) => Math.abs(part - (pixel[i] ?? 0)) < 70))
  const along = (length: number, at: (i: number) => readonly number[]): Side[] => {
    const seen = Array.from({ length }, (_, i) => named(at(i))).filter((side) => side !== undefined)
    return seen.filter((side, i) => side !== seen[i - 1])
  }
  return {
    across: along(picture.width, (x) => picture.at(x, picture.height / 2)),
    down: along(picture.height, (y) => picture.at(picture.width / 2, y)),
  }
}
