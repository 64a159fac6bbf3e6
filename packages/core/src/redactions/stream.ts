import type { StreamOf } from '../stream/index.ts'
import { type RedactionCommand, type RedactionContext, redactionDecider } from './decider.ts'
import { redactionEvents } from './events.ts'
import { type RedactionState, standsAs } from './state.ts'

export const redactionStream = {
  prefix: 'redaction',
  events: redactionEvents,
  decider: redactionDecider,
  table: {
    name: 'redactions',
    columns: (state: RedactionState) => ({
      recording: state.recording,
      stands: standsAs(state),
      drawn_at: state.drawn.at(-1)?.at ?? null,
    }),
  },
} as const satisfies StreamOf<RedactionState, typeof redactionEvents, RedactionCommand, RedactionContext>
