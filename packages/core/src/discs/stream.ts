import type { StreamOf } from '../stream/index.ts'
import { type DiscCommand, type DiscContext, discDecider } from './decider.ts'
import { discEvents } from './events.ts'
import { type DiscState, loanOut, standsAs } from './state.ts'

export const discStream = {
  prefix: 'disc',
  events: discEvents,
  decider: discDecider,
  table: {
    name: 'discs',
    columns: (state: DiscState) => ({
      serial: state.serial,
      stands: standsAs(state),
      recordings: state.recordings,
      package: state.image?.package ?? null,
      ordered_at: state.ordered.at,
      burnt_at: state.burnt?.at ?? null,
      next_check: state.nextCheck ?? null,
      replaces: state.replaces?.disc ?? null,
      /** The day by which it is to be back, where it is lent, and to whom of those who have an account here. */
      lent_until: loanOut(state)?.due ?? null,
      lent_to: loanOut(state)?.person ?? null,
    }),
  },
} as const satisfies StreamOf<DiscState, typeof discEvents, DiscCommand, DiscContext>
