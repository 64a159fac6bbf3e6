import type { Instant } from '@liuhen/core/kernel'
import { type EventOf, type Kinds, lifted, type StreamType, type TableOf } from '@liuhen/core/stream'
import type { Db } from '../platform/database/index.ts'
import type { Journal, Policy } from './act.ts'
import type { JournalEntry } from './journal.ts'

/**
 * What happens because of events of these kinds, in their transaction: neither is there without the other. `causes` acts on
 * streams of other capabilities, in the name of whoever did the first, and answers with what was written. `state` is what
 * the stream of the event has become.
 */
export const policy = <E extends Kinds, K extends keyof E & string, S extends object>(
  type: StreamType & { readonly events: E; readonly table: TableOf<S> },
  kinds: readonly K[],
  causes: (
    trx: Db,
    event: EventOf<Pick<E, K>> & { readonly stream: string },
    state: S,
    journal: Journal,
  ) => Promise<readonly JournalEntry[]>,
): Policy => ({
  kinds,
  causes: (trx, { event }, state, journal) =>
    causes(
      trx,
      lifted(type, { ...event, at: event.at as Instant }) as unknown as EventOf<Pick<E, K>> & {
        readonly stream: string
      },
      state as S,
      journal,
    ),
})
