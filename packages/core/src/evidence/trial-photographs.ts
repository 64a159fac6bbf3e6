import { concat, utf8 } from '../kernel/index.ts'

/** For tests: photographs written by hand, byte for byte as the formats have them. */

const be16 = (n: number): Uint8Array => Uint8Array.of(n >> 8, n & 255)
const be32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)

/** An entry of a directory: tag, and its words, its fractions, or the directory it points to. */
export type Said = readonly [tag: number, value: string | readonly (readonly [number, number])[] | readonly Said[]]

const isDirectory = (value: Said[1]): value is readonly Said[] =>
  typeof value !== 'string' && typeof value[0]?.[1] !== 'number'
const fractions = (value: Said[1]): Uint8Array =>
  concat(...(value as readonly (readonly [number, number])[]).flatMap(([above, below]) => [be32(above), be32(below)]))

/** A TIFF structure, big-endian. */
export function exifBlock(...said: readonly Said[]): Uint8Array {
  const directory = (entries: readonly Said[], at: number): Uint8Array => {
    const heads: Uint8Array[] = [be16(entries.length)]
    const bodies: Uint8Array[] = []
    let free = at + 2 + entries.length * 12 + 4
    for (const [tag, value] of entries) {
      const words = typeof value === 'string' ? utf8(`${value}\0`) : undefined
      const body = words ?? (isDirectory(value) ? directory(value, free) : fractions(value))
      const [type, count] = words ? [2, words.length] : isDirectory(value) ? [4, 1] : [5, value.length]
      const short = words !== undefined && words.length <= 4
      heads.push(be16(tag), be16(type), be32(count), short ? concat(body, new Uint8Array(4 - body.length)) : be32(free))
      if (short) continue
      bodies.push(body)
      free += body.length
    }
    return concat(...heads, be32(0), ...bodies)
  }
  return concat(utf8('MM'), be16(42), be32(8), directory(said, 8))
}

const segment = (marker: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker), be16(body.length + 2), body)

/** A JPEG of a scan of so many bytes, with restarts and stuffed bytes in it, and an EXIF block if given. */
export function jpegOf(exif?: Uint8Array, scan = 5000): Uint8Array {
  const samples = new Uint8Array(scan).fill(0x5a)
  for (let at = 0; at + 1 < scan; at += 100) samples.set([0xff, at % 200 === 0 ? 0x00 : 0xd0 + ((at / 100) % 8)], at)
  return concat(
    Uint8Array.of(0xff, 0xd8),
    ...(exif ? [segment(0xe1, concat(utf8('Exif\0\0'), exif))] : []),
    segment(0xdb, new Uint8Array(65)),
    segment(0xda, new Uint8Array(10)),
    samples,
    Uint8Array.of(0xff, 0xd9),
  )
}

/** A thumbnail is a whole JPEG inside a segment of another. */
export const withThumbnail = (exif: Uint8Array): Uint8Array => concat(exif, jpegOf(undefined, 300))

const box = (type: string, ...body: readonly Uint8Array[]): Uint8Array => {
  const whole = concat(...body)
  return concat(be32(whole.length + 8), utf8(type), whole)
}
const full = (version: number): Uint8Array => Uint8Array.of(version, 0, 0, 0)

/** A HEIF photograph of one coded picture, turned by 270°, what its decoder has to know first, and an EXIF block. */
export function heifOf(
  exif: Uint8Array,
  picture: Uint8Array = new Uint8Array(4000).fill(7),
  setup: Uint8Array = new Uint8Array(30),
): Uint8Array {
  const ftyp = box('ftyp', utf8('heic'), be32(0), utf8('mif1heic'))
  const block = concat(be32(0), exif)
  const infe = (id: number, type: string) => box('infe', full(2), be16(id), be16(0), utf8(type), Uint8Array.of(0))
  const meta = (from: number): Uint8Array => {
    const place = (id: number, at: number, length: number) => concat(be16(id), be16(0), be16(1), be32(at), be32(length))
    return box(
      'meta',
      full(0),
      box('hdlr', new Uint8Array(24)),
      box('pitm', full(0), be16(1)),
      box(
        'iloc',
        full(0),
        Uint8Array.of(0x44, 0),
        be16(2),
        place(1, from, picture.length),
        place(2, from + picture.length, block.length),
      ),
      box('iinf', full(0), be16(2), infe(1, 'hvc1'), infe(2, 'Exif')),
      box(
        'iprp',
        box('ipco', box('hvcC', setup), box('ispe', full(0), be32(640), be32(480)), box('irot', Uint8Array.of(3))),
        box('ipma', full(0), be32(1), be16(1), Uint8Array.of(3, 0x81, 2, 3)),
      ),
    )
  }
  const head = ftyp.length + meta(0).length + 8
  return concat(ftyp, meta(head), box('mdat', picture, block))
}
