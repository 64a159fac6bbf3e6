import { instantOf, millisecondsOf } from '../kernel/index.ts'
import { isoPlace, placeOf as placeAt } from './place.ts'
import type { Place } from './place.ts'
import { readWritten } from './written.ts'
import type { WrittenTime } from './written.ts'
import { textIn } from './text-in.ts'

/** What a photograph's EXIF block says of when, where and with what it was taken (CIPA DC-008). */
export interface ExifFacts {
  readonly written: readonly WrittenTime[]
  readonly place?: Place
  readonly make?: string
  readonly model?: string
}

interface Entry {
  readonly type: number
  readonly count: number
  /** Where the value lies. */
  readonly at: number
}
type Directory = ReadonlyMap<number, Entry>

/** Bytes of one value of each type, in the order of the standard. */
const WIDTHS = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** Reads a TIFF structure. Any bytes may be given; what cannot be read is left out. */
export function readExif(tiff: Uint8Array): ExifFacts {
  const block = blockOf(tiff)
  if (!block) return { written: [] }
  const main = block.directory(block.long(4) ?? 0)
  const pointed = (tag: number): Directory => block.directory(block.pointer(main.get(tag)))
  const [exif, gps] = [pointed(0x8769), pointed(0x8825)]
  const place = placeOf(block, gps)
  const [make, model] = [block.text(main.get(0x010f)), block.text(main.get(0x0110))]
  return {
    written: timesOf(block, main, exif, gps),
    ...(place && { place }),
    ...(make && { make }),
    ...(model && { model }),
  }
}

/** Time, its fraction, its offset: taken, digitised, changed. The last is of the file and stands in only where both are missing. */
const TIMES = [
  [0x9003, 0x9291, 0x9011],
  [0x9004, 0x9292, 0x9012],
] as const

function timesOf(block: Block, main: Directory, exif: Directory, gps: Directory): WrittenTime[] {
  const read = ([time, fraction, offset]: readonly [number, number, number], from: Directory) => {
    const digits = block.text(from.get(time))
    if (digits === undefined) return undefined
    const part = /^\d{1,9}$/.exec(block.text(exif.get(fraction)) ?? '')?.[0]
    const zone = /^[+-]\d\d:\d\d$|^Z$/.exec(block.text(exif.get(offset)) ?? '')?.[0]
    return readWritten('exif', `${digits}${part ? `.${part}` : ''}${zone ?? ''}`) ?? readWritten('exif', digits)
  }
  const taken = TIMES.map((tags) => read(tags, exif)).find((one) => one !== undefined)
  const found = taken ?? read([0x0132, 0x9290, 0x9010], main)
  if (!found) return []
  const byFix = found.zone === 'local' ? zonedByFix(found, fixOf(block, gps)) : undefined
  return byFix ? [byFix, found] : [found]
}

/** When the satellites were last heard, in UTC. */
function fixOf(block: Block, gps: Directory): number | undefined {
  const day = block.text(gps.get(0x001d))
  const [hours, minutes, seconds] = block.fractions(gps.get(0x0007))
  if (day === undefined || hours === undefined || minutes === undefined || seconds === undefined) return undefined
  const two = (one: number): string => String(Math.floor(one)).padStart(2, '0')
  const fix = readWritten('gps', `${day} ${two(hours)}:${two(minutes)}:${two(seconds)}Z`)
  return fix && millisecondsOf(fix.instant)
}

const QUARTER = 15 * 60_000
/** A fix may be some minutes old when the picture is taken; zones are whole quarters of an hour apart. */
const STALE = 5 * 60_000

/** Bare digits whose zone the fix beside them tells. */
function zonedByFix(local: WrittenTime, fix: number | undefined): WrittenTime | undefined {
  if (fix === undefined) return undefined
  const apart = millisecondsOf(local.instant) - fix
  const zones = Math.round(apart / QUARTER) * QUARTER
  // Against Beijing's clock: from twenty-two hours behind it to six ahead.
  if (Math.abs(apart - zones) > STALE || zones < -22 * 3_600_000 || zones > 6 * 3_600_000) return undefined
  return { ...local, source: 'gps', zone: 'stated', instant: instantOf(millisecondsOf(local.instant) - zones) }
}

function placeOf(block: Block, gps: Directory): Place | undefined {
  const degrees = (value: number, reference: number, negative: string): number | undefined => {
    const [whole, minutes = 0, seconds = 0] = block.fractions(gps.get(value))
    if (whole === undefined) return undefined
    const size = whole + minutes / 60 + seconds / 3600
    return block.text(gps.get(reference))?.toUpperCase() === negative ? -size : size
  }
  const [latitude, longitude] = [degrees(2, 1, 'S'), degrees(4, 3, 'W')]
  if (latitude === undefined || longitude === undefined) return undefined
  return placeAt(latitude, longitude, isoPlace(latitude, longitude))
}

interface Block {
  long(at: number): number | undefined
  pointer(entry: Entry | undefined): number
  directory(at: number): Directory
  text(entry: Entry | undefined): string | undefined
  fractions(entry: Entry | undefined): readonly number[]
}

function blockOf(tiff: Uint8Array): Block | undefined {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = tiff.length < 8 ? 0 : view.getUint16(0)
  const little = order === 0x4949
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return undefined
  const long = (at: number): number | undefined => (at + 4 <= tiff.length ? view.getUint32(at, little) : undefined)
  const directory = (at: number): Directory => {
    const entries = new Map<number, Entry>()
    if (at < 8 || at + 2 > tiff.length) return entries
    const count = view.getUint16(at, little)
    for (let i = 0; i < count && at + 2 + (i + 1) * 12 <= tiff.length; i++) {
      const start = at + 2 + i * 12
      const [type, many] = [view.getUint16(start + 2, little), view.getUint32(start + 4, little)]
      const width = (WIDTHS[type] ?? 0) * many
      const value = width <= 4 ? start + 8 : view.getUint32(start + 8, little)
      if (width > 0 && value + width <= tiff.length)
        entries.set(view.getUint16(start, little), { type, count: many, at: value })
    }
    return entries
  }
  return {
    long,
    directory,
    pointer: (entry) => (entry?.type === 4 ? (long(entry.at) ?? 0) : 0),
    text: (entry) => {
      if (entry?.type !== 2 && entry?.type !== 7) return undefined
      const bytes = tiff.subarray(entry.at, entry.at + Math.min(entry.count, 200))
      const end = bytes.indexOf(0)
      const words = textIn(end < 0 ? bytes : bytes.subarray(0, end)).trim()
      return words === '' ? undefined : words
    },
    fractions: (entry) =>
      entry?.type !== 5 || entry.count > 3
        ? []
        : Array.from({ length: entry.count }, (_, i) => {
            const [above = 0, below = 0] = [long(entry.at + i * 8), long(entry.at + i * 8 + 4)]
            return below === 0 ? Number.NaN : above / below
          }).filter(Number.isFinite),
  }
}
