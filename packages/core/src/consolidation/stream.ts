import type { StreamOf } from '../stream/index.ts'
import { type ConfirmBatch, type ConfirmContext, type ConfirmedBatch, consolidationDecider } from './decider.ts'
import { consolidationEvents } from './events.ts'

export const consolidationStream = {
  prefix: 'consolidation',
  events: consolidationEvents,
  decider: consolidationDecider,
  table: {
    name: 'consolidations',
    columns: ({ unit, firstDay, lastDay, at, by, recordings }: ConfirmedBatch) => ({
      unit,
      first_day: firstDay,
      last_day: lastDay,
      made_at: at,
      made_by: by,
      recordings: recordings.map((one) => one.recording),
    }),
    once: true,
  },
} as const satisfies StreamOf<ConfirmedBatch, typeof consolidationEvents, ConfirmBatch, ConfirmContext>
