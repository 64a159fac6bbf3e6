import { z } from 'zod'
import { Instant, instantFromBeijing, instantOf, millisecondsOf } from '../kernel/index.ts'

/**
 * A time a device wrote into a file besides the header's creation stamp. `stated`: with its offset from UTC, or in UTC by
 * the format's own rule; `local`: bare digits, read as Beijing's like everything cameras here show, whatever zone the
 * reading machine is in. `raw` is word for word.
 */
export const WrittenTime = z.object({
  source: z.enum(['quicktime', 'exif', 'gps', 'bext', 'riff', 'tag']),
  zone: z.enum(['stated', 'local']),
  raw: z.string().max(200),
  instant: Instant,
})
export type WrittenTime = z.infer<typeof WrittenTime>

const DIGITS =
  /^\s*(\d{4})[-:/.](\d{1,2})[-:/.](\d{1,2})(?:[-T/ _]+(\d{1,2})[-:.](\d\d)(?:[-:.](\d\d)(?:[.,](\d{1,9}))?)?)\s*(Z|UTC|[+-]\d\d:?\d\d)?[\s\0]*$/i
/** As C's asctime writes it, `Fri Nov 27 09:20:00 2026`. */
const ASCTIME = /^\s*[A-Z]{3} ([A-Z]{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})[\s\0]*$/i
const MONTHS = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'

/**
 * Reads a date and time as formats write them: ISO 8601, EXIF's colons, slashes, or C's words; with an offset or `Z` it is
 * stated, without it is local. Anything else, a date alone and a time that does not exist among them, gives undefined.
 */
export function readWritten(source: WrittenTime['source'], raw: string): WrittenTime | undefined {
  const words = ASCTIME.exec(raw)
  const month = words ? MONTHS.indexOf((words[1] as string).toUpperCase()) : -1
  const digits = words
    ? month % 3 === 0
      ? [words[6], month / 3 + 1, words[2], words[3], words[4], words[5]]
      : undefined
    : DIGITS.exec(raw)?.slice(1, 7)
  if (!digits) return undefined
  const [year, monthOf, day, hour, minute, second] = digits.map((one) => Number(one ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const local = instantFromBeijing(year, monthOf, day, hour, minute, second)
  if (!local) return undefined
  const [fraction, offset] = words ? [] : (DIGITS.exec(raw)?.slice(7) ?? [])
  const at = millisecondsOf(local) + Math.floor(Number(`0.${fraction ?? 0}`) * 1000)
  const shift = offset === undefined ? EAST : minutesOf(offset)
  if (shift === undefined) return undefined
  return {
    source,
    zone: offset === undefined ? 'local' : 'stated',
    raw: raw.replaceAll('\0', '').trim().slice(0, 200),
    instant: instantOf(at + (EAST - shift) * 60_000),
  }
}

/** Beijing's offset in minutes. */
const EAST = 480

function minutesOf(offset: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  if (sign === undefined) return 0
  const size = Number(hours) * 60 + Number(minutes)
  // From Baker Island to Kiribati.
  return size > 14 * 60 ? undefined : sign === '-' ? -size : size
}
