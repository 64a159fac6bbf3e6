import { beijing, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'

/** `2026-10-09` in Beijing. */
export const dayDigits = (at: Instant): string => beijing(at).slice(0, 10)
/** `14:25:41` in Beijing. */
export const clockDigits = (at: Instant): string => beijing(at).slice(11)

/** `13:58:10 – 15:04:18`; the day is written again only where the end falls on another one. */
export function clockRange(start: Instant, end: Instant): string {
  const last = dayDigits(start) === dayDigits(end) ? clockDigits(end) : beijing(end)
  return start === end ? clockDigits(start) : `${clockDigits(start)} – ${last}`
}

/** `2026-10-09 13:58:10 – 15:04:18`. */
export const dayAndRange = (start: Instant, end: Instant): string => `${dayDigits(start)} ${clockRange(start, end)}`

/** Milliseconds from one to the other. */
export const between = (start: Instant, end: Instant): number => millisecondsOf(end) - millisecondsOf(start)
export const later = (at: Instant, milliseconds: number): Instant =>
  instantOf(millisecondsOf(at) + Math.round(milliseconds))

/** Position in a recording: `4:07`, `1:02:07`; with `fine`, to the millisecond for stepping by frames. */
export function positionDigits(milliseconds: number, fine = false): string {
  const whole = Math.floor(milliseconds / 1000)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  const digits = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
  return fine ? `${digits}.${String(Math.floor(milliseconds % 1000)).padStart(3, '0')}` : digits
}
