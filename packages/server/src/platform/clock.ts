import { instantOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'

/** Where the present moment comes from, so that a test can say what time it is. */
export interface Clock {
  now(): Instant
}

/** The machine's own clock, in UTC to the millisecond. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) }
