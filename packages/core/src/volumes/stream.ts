import type { CalendarDate, Instant } from '../kernel/index.ts'
import type { StreamOf } from '../stream/index.ts'
import { volumeDecider } from './decider.ts'
import type { VolumeCommand, VolumeContext } from './decider.ts'
import { volumeEvents } from './events.ts'
import { loanOut, volumeKept, volumeStands } from './state.ts'
import type { VolumeStands, VolumeState } from './state.ts'

/** What volumes are listed by. The id of a volume is that of its case. */
export interface VolumeColumns {
  readonly stands: VolumeStands
  readonly number: string | null
  readonly cabinet: string | null
  readonly shelf: string | null
  readonly bound_at: Instant | null
  readonly taken_in_at: Instant | null
  /** The day by which it is to be back, where it is lent. */
  readonly lent_until: CalendarDate | null
  readonly kept_until: CalendarDate | null
}

export const volumeStream = {
  prefix: 'volume',
  events: volumeEvents,
  decider: volumeDecider,
  table: {
    name: 'volumes',
    columns: (state: VolumeState): VolumeColumns => ({
      stands: volumeStands(state),
      number: state.number ?? null,
      cabinet: state.place?.cabinet ?? null,
      shelf: state.place?.shelf ?? null,
      bound_at: (state.bound?.at ?? null) as Instant | null,
      taken_in_at: (state.takenIn?.at ?? null) as Instant | null,
      lent_until: loanOut(state)?.due ?? null,
      kept_until: volumeKept(state)?.until ?? null,
    }),
  },
} as const satisfies StreamOf<VolumeState, typeof volumeEvents, VolumeCommand, VolumeContext>
