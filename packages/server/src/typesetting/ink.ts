/** A picture on a page, as its samples lie in the file once they are decoded. */
export interface Samples {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly bytes: Uint8Array
}

/** So much darker than the paper itself, of 255, is ink; and less of a picture than this is dust. */
const [DARKER, DUST] = [48, 1e-4]

/**
 * Whether nothing is to be seen on a picture of a sheet: undefined where its samples are of no kind that is known here. The
 * shade that most of it has is that of the paper.
 */
export function isBlankPicture({ width, height, bits, bytes }: Samples): boolean | undefined {
  if (bits === 8) return isBlankGrey(bytes, width * height)
  if (bits === 1 && bytes.length >= Math.ceil(width / 8) * height) return isBlankBitmap({ width, height, bytes })
  return undefined
}

function isBlankGrey(bytes: Uint8Array, points: number): boolean | undefined {
  // One, three or four samples for each point.
  if (points === 0 || ![1, 3, 4].includes(bytes.length / points)) return undefined
  const shades = Array.from({ length: 256 }, () => 0)
  for (const one of bytes) shades[one] = (shades[one] ?? 0) + 1
  let [paper, below] = [0, 0]
  while (below + (shades[paper] ?? 0) <= bytes.length / 2) below += shades[paper++] ?? 0
  const ink = shades.reduce((sum, count, shade) => (Math.abs(shade - paper) >= DARKER ? sum + count : sum), 0)
  return ink < bytes.length * DUST
}

function isBlankBitmap({ width, height, bytes }: Omit<Samples, 'bits'>): boolean {
  const row = Math.ceil(width / 8)
  let set = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (((bytes[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) set++
  return Math.min(set, width * height - set) < width * height * DUST
}
