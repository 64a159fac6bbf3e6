import { type NewEvent, readBody } from '@liuhen/core/journal'
import type { Json } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { append, type JournalEntry } from './journal.ts'

/** What a capability does when something happened, in the same transaction: keep its read model, queue its jobs. */
export type Reaction = (trx: Db, entries: readonly JournalEntry[]) => Promise<void>

/**
 * Writes events of the kinds core knows, and lets every capability react before the transaction ends. Throws what
 * `append` throws, and Malformed when a body is not of its kind's shape.
 */
export type Record = (trx: Db, events: readonly NewEvent[]) => Promise<readonly JournalEntry[]>

export function recorder(reactions: readonly Reaction[]): Record {
  return async (trx, events) => {
    const entries = await append(
      trx,
      events.map((event) => ({ ...event, body: readBody(event.kind, event.body) as Json })),
    )
    for (const react of reactions) await react(trx, entries)
    return entries
  }
}
