import { TILE_WIDTH } from './tiles.ts'
import type { TileAt } from './tiles.ts'

/** Tiles of hashes, and bundles of entries beside those of level 0. */
export type TilePath =
  | ({ readonly kind: 'hashes' } & TileAt)
  | { readonly kind: 'entries'; readonly number: number; readonly width: number }

/**
 * `tile/<level>/<number>[.p/<width>]`, the number in groups of three digits, as C2SP tlog-tiles says:
 * tile 1234067 of level 0 is `tile/0/x001/x234/067`. Throws RangeError outside levels 0–63 and widths 1–256.
 */
export function tilePath(level: number, number: number, width = TILE_WIDTH): string {
  if (!Number.isSafeInteger(level) || level < 0 || level > 63) throw new RangeError(`no tile level ${level}`)
  return `tile/${level}/${numbered(number, width)}`
}

/** `tile/entries/<number>[.p/<width>]`, as {@link tilePath}. */
export const entriesPath = (number: number, width = TILE_WIDTH): string => `tile/entries/${numbered(number, width)}`

/** Reads what {@link tilePath} and {@link entriesPath} write, and nothing else; undefined otherwise. */
export function parseTilePath(path: string): TilePath | undefined {
  const parts = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (parts === null) return undefined
  const [level, number] = [Number(parts[1]), Number(parts[2]?.replace(/[x/]/g, ''))]
  const width = parts[3] === undefined ? TILE_WIDTH : Number(parts[3])
  if (!Number.isSafeInteger(number) || width > TILE_WIDTH || level > 63) return undefined
  // Writing it again catches needless groups of zeros and a full tile dressed as a partial one.
  if (parts[1] === 'entries')
    return entriesPath(number, width) === path ? { kind: 'entries', number, width } : undefined
  return tilePath(level, number, width) === path ? { kind: 'hashes', level, number, width } : undefined
}

function numbered(number: number, width: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`no tile number ${number}`)
  if (!Number.isSafeInteger(width) || width < 1 || width > TILE_WIDTH) throw new RangeError(`no tile width ${width}`)
  const groups = [String(number % 1000).padStart(3, '0')]
  for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return groups.join('/') + (width === TILE_WIDTH ? '' : `.p/${width}`)
}
