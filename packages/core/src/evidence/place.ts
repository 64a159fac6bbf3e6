import { z } from 'zod'

/** Degrees, north and east positive, with the container's own words for it. */
export const Place = z.object({ latitude: z.number(), longitude: z.number(), raw: z.string() })
export type Place = z.infer<typeof Place>

/** Nowhere is written as 0, 0 by devices that had no fix. */
export const placeOf = (latitude: number, longitude: number, raw: string): Place | undefined =>
  !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180) || (latitude === 0 && longitude === 0)
    ? undefined
    : { latitude, longitude, raw }

/** As ISO 6709 writes a place, `+28.24600+113.08100/`. */
export function isoPlace(latitude: number, longitude: number): string {
  const signed = (degrees: number, width: number): string =>
    `${degrees < 0 ? '-' : '+'}${Math.abs(degrees).toFixed(5).padStart(width, '0')}`
  return `${signed(latitude, 8)}${signed(longitude, 9)}/`
}

/** Decimal degrees of ISO 6709, as QuickTime writes them; undefined when it is no such text. */
export function placeOfText(raw: string): Place | undefined {
  const [text, latitude, longitude] = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)[^/\0]*/.exec(raw) ?? []
  return text === undefined ? undefined : placeOf(Number(latitude), Number(longitude), text)
}
