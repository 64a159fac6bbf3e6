import type { StreamOf } from '../stream/index.ts'
import { type SealedCopyCommand, sealedCopyDecider } from './decider.ts'
import { sealedCopyEvents } from './events.ts'
import type { SealedCopyState } from './state.ts'

export const sealedCopyStream = {
  prefix: 'sealed-copy',
  events: sealedCopyEvents,
  decider: sealedCopyDecider,
  table: {
    name: 'sealed_copies',
    columns: (state: SealedCopyState) => ({ paper: state.paper, kept_at: state.kept.at }),
  },
} as const satisfies StreamOf<SealedCopyState, typeof sealedCopyEvents, SealedCopyCommand>
