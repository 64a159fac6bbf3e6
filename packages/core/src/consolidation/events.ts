import { z } from 'zod'
import { CalendarDate, Sha256 } from '../kernel/index.ts'

/**
 * Recordings of one unit and period that a person confirms to be put in order and gathered centrally, by their digests.
 * What comes in afterwards is not among them: it is for a batch of its own.
 */
export const Batch = z.object({
  unit: z.uuid(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  recordings: z
    .array(z.object({ recording: z.uuid(), sha256: Sha256 }))
    .min(1)
    .max(50_000),
})
export type Batch = z.infer<typeof Batch>

export const consolidationEvents = { 'RecordingsConsolidated/1': Batch } as const
