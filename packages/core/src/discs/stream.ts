import type { Moment, StreamOf } from '../stream/index.ts'
import { type DiscCommand, discDecider } from './decider.ts'
import { discEvents } from './events.ts'
import { type DiscState, standsAs } from './state.ts'

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
    }),
  },
} as const satisfies StreamOf<DiscState, typeof discEvents, DiscCommand, Moment>
