import type { Instant } from '../kernel/index.ts'

/**
 * An instant in milliseconds since 1970. An instant has one form only, so its digits can be read where they stand; a
 * city-year has millions of them, and reading them by a general parser would take most of its time.
 */
export function momentOf(instant: Instant): number {
  const two = (at: number): number => instant.charCodeAt(at) * 10 + instant.charCodeAt(at + 1) - ZEROS
  const millisecond = two(20) * 10 + instant.charCodeAt(22) - ZERO
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17), millisecond)
}

/** The instant of a moment that was read from one, or lies between two that were. */
export const instantAt = (moment: number): Instant => new Date(moment).toISOString() as Instant

const ZERO = 48
/** What two digits weigh too much when their character codes are taken for their values. */
const ZEROS = 11 * ZERO
