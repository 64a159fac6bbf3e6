import type pg from 'pg'
import { because, Corrupt, Refused } from '@liuhen/core/kernel'
import type { Failure } from '@liuhen/core/kernel'
import type { Database } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { LARGEST_BATCH, SEALED, sealBatch } from './batch.ts'
import { makeBell } from './bell.ts'
import { checkHead } from './consistency.ts'
import type { Head } from './consistency.ts'
import type { HighWater } from './high-water.ts'
import type { LogKey } from './keys.ts'

/** `standby`: another process seals, or the database cannot be reached. `stopped`: the log is not what we left, and a person is needed. */
export type SealingState =
  | { readonly sealing: 'standby' | 'active' | 'closed' }
  | { readonly sealing: 'stopped'; readonly reason: Failure }

export interface Sealing {
  state(): SealingState
  /**
   * Resolves when the event, whose transaction has been committed, is in the log under a signed checkpoint. Throws
   * Refused `not-sealed-yet` when it is not within that time, and the reason at once when sealing has stopped.
   */
  waitSealed(eventId: string, timeoutMs: number): Promise<void>
  /** Ends after the batch at hand. */
  close(): Promise<void>
}

export interface SealingOptions {
  readonly database: Database
  readonly key: LogKey
  readonly highWater: HighWater
  readonly clock: Clock
  /** How far behind the log may be when nobody waits. */
  readonly everyMs?: number
  /** Hears of what interrupts sealing: lost connections, and the Corrupt that stops it. */
  readonly onError: (error: unknown) => void
}

/** Only one process per database seals. */
const LOCK = 7_140_002
/** Where a process that is not sealing says that somebody waits. Appending itself says nothing: a NOTIFY inside the
 * transaction takes a lock that makes commits queue behind each other. */
const WAITING = 'journal_waiting'

/**
 * Keeps the log up with the journal. Every server calls it; the one that gets the advisory lock seals, on the very
 * connection that holds the lock, so that losing the one loses the other; the rest stand by.
 */
export function startSealing({ database, key, highWater, clock, everyMs = 250, onError }: SealingOptions): Sealing {
  const { db, pool } = database
  const bell = makeBell()
  const waiters = new Map<string, Set<Waiter>>()
  let state: SealingState = { sealing: 'standby' }
  const closing = new AbortController()

  async function run(): Promise<void> {
    while (!closing.signal.aborted && state.sealing !== 'stopped') {
      try {
        await holdSession()
      } catch (error) {
        state = error instanceof Corrupt ? { sealing: 'stopped', reason: error } : { sealing: 'standby' }
        onError(error)
      }
      if (state.sealing === 'standby') await bell.wait(everyMs)
    }
    if (state.sealing === 'stopped') rejectAll(state.reason)
    else state = { sealing: 'closed' }
  }

  /** One connection's life. */
  async function holdSession(): Promise<void> {
    const client = await pool.connect()
    // Lost while idle: the next query says so, and is where it is dealt with.
    client.on('error', () => bell.ring())
    client.on('notification', () => bell.ring())
    try {
      await client.query(`listen ${WAITING}`)
      await client.query(`listen ${SEALED}`)
      await follow(client)
    } finally {
      // Not back into the pool: the lock and the listening end with the connection.
      client.release(true)
    }
  }

  async function follow(client: pg.ClientBase): Promise<void> {
    let head: Head | undefined
    while (!closing.signal.aborted) {
      if (head === undefined && (await isElected(client))) {
        head = await checkHead(client, key, highWater)
        state = { sealing: 'active' }
      }
      if (head !== undefined) head = await catchUp(client, head)
      await settle()
      if (!closing.signal.aborted) await bell.wait(everyMs)
    }
  }

  async function catchUp(client: pg.ClientBase, from: Head): Promise<Head> {
    for (let head = from; ;) {
      const sealed = await sealBatch(client, key, head, clock.now())
      if (sealed === undefined) return head
      head = sealed.head
      await highWater.write(sealed.note)
      if (sealed.count < LARGEST_BATCH || closing.signal.aborted) return head
    }
  }

  async function settle(): Promise<void> {
    if (waiters.size === 0) return
    const sealed = db
      .selectFrom('log_entry')
      .select('event_id')
      .where('event_id', 'in', [...waiters.keys()])
    for (const { event_id } of await sealed.execute())
      for (const waiter of waiters.get(event_id) ?? []) waiter.resolve()
  }

  function rejectAll(reason: Failure): void {
    for (const set of waiters.values()) for (const waiter of set) waiter.reject(reason)
  }

  function waitSealed(eventId: string, timeoutMs: number): Promise<void> {
    if (state.sealing === 'stopped') return Promise.reject(state.reason)
    const { promise, ...waiter } = Promise.withResolvers<void>()
    const timer = setTimeout(() => waiter.reject(notSealedYet()), timeoutMs)
    const set = waiters.get(eventId) ?? new Set()
    waiters.set(eventId, set.add(waiter))
    if (state.sealing === 'active') bell.ring()
    else pool.query('select pg_notify($1, $2)', [WAITING, '']).catch(onError)
    return promise.finally(() => {
      clearTimeout(timer)
      set.delete(waiter)
      if (set.size === 0) waiters.delete(eventId)
    })
  }

  const running = run()
  return {
    state: () => state,
    waitSealed,
    async close() {
      closing.abort()
      bell.ring()
      await running
    },
  }
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

async function isElected(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ elected: boolean }>('select pg_try_advisory_lock($1) as elected', [LOCK])
  return rows[0]?.elected === true
}

const notSealedYet = (): Error =>
  because(
    Refused,
    'not-sealed-yet',
    '已经存好，但还没有写入存证日志，请稍后再取回执',
    'It is stored but not in the log yet: ask for the receipt again in a moment',
  )
