import { Instant } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { Quarantine } from '../intake/index.ts'
import { GapView, RecordingRow } from '../recordings/index.ts'

/** What to do next, and why; each list is cut to the viewer's scope and to its first entries, `…Count` has the whole. */
export const Workbench = z.object({
  today: z.object({
    recordings: z.number().int(),
    bytes: z.number().int(),
    minutes: z.number().int(),
    officers: z.number().int(),
  }),
  arrivals: z.array(RecordingRow),
  week: z.array(z.object({ day: z.string(), recordings: z.number().int(), bytes: z.number().int() })),
  quarantineCount: z.number().int(),
  quarantine: z.array(Quarantine),
  unexplainedCount: z.number().int(),
  unexplained: z.array(
    z.object({ gap: GapView, device: z.string(), officer: z.string().optional(), unit: z.string().optional() }),
  ),
  undockedCount: z.number().int(),
  undocked: z.array(
    z.object({
      device: z.uuid(),
      number: z.string(),
      holder: z.string(),
      unit: z.string(),
      lastDocked: Instant.optional(),
    }),
  ),
  flaggedCount: z.number().int(),
  deriving: z.number().int(),
})
export type Workbench = z.infer<typeof Workbench>

export const workbenchEndpoints = endpoints({
  workbench: { method: 'GET', path: '/api/workbench', allow: 'signed-in', title: 'What to do next', reply: Workbench },
})
