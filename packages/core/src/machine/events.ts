import { z } from 'zod'
import { Instant } from '../kernel/index.ts'
import type { StreamOf } from '../stream/index.ts'

/** The machine's clock was set, or stood still: `by` milliseconds forward, or back where negative. */
export const clockStream = {
  prefix: 'clock',
  events: { 'ClockJumped/1': z.object({ by: z.number().int(), before: Instant, after: Instant }) },
} as const satisfies StreamOf<object>

/** The server goes on from a back-up: what came after it was made is not in the record. `size`: of its checkpoint. */
export const restoreStream = {
  prefix: 'restore',
  events: { 'InstallationRestored/1': z.object({ backedUpAt: Instant, size: z.number().int() }) },
} as const satisfies StreamOf<object>
