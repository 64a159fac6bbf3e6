import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { type Journal, lastWritten } from '../ledger/index.ts'
import type { Services } from '../platform/services.ts'
import { uuidv7 } from '../platform/index.ts'

/** A clock that is led on by time servers moves by milliseconds a minute; what moves by more was set. */
const JUMP = 2000
const LOOKS_EVERY = 5000
/** Of one server's own entries the newest is no further ahead than transactions overtake each other. */
const BEGUN_BEFORE = 60_000

export interface Clocks {
  /** Milliseconds since 1970, as the machine believes. */
  readonly wall: () => number
  /** Milliseconds that only ever go on. */
  readonly steady: () => number
}

export interface ClockWatch {
  /** The last jump since this server began; undefined where there was none. */
  last(): { readonly by: number; readonly after: number } | undefined
  /** Compares with what was written last, before it was switched off: a clock that begins anew without its battery is before it. */
  begin(): Promise<void>
  /** Compares now rather than at the next look. */
  look(): Promise<void>
  stop(): void
}

/** Watches the machine's clock against one that cannot be set, and puts on record when it was. */
export function watchClock(
  { db, clock, log }: Pick<Services, 'db' | 'clock' | 'log'>,
  journal: Pick<Journal, 'write'>,
  { wall, steady }: Clocks = { wall: Date.now, steady: () => performance.now() },
): ClockWatch {
  let [then, stood] = [wall(), steady()]
  let last: { by: number; after: number } | undefined
  const begin = async (): Promise<void> => {
    const newest = await lastWritten(db)
    const now = millisecondsOf(clock.now())
    const by = newest === undefined ? 0 : now - millisecondsOf(newest)
    if (by < -BEGUN_BEFORE) await put(by, now)
  }
  const look = async (): Promise<void> => {
    const [now, stands] = [wall(), steady()]
    const by = Math.round(now - then - (stands - stood))
    ;[then, stood] = [now, stands]
    if (Math.abs(by) >= JUMP) await put(by, now)
  }
  const put = async (by: number, now: number): Promise<void> => {
    last = { by, after: now }
    log.alarm('the clock of the machine was set', { by })
    const at = clock.now()
    const body = { by, before: instantOf(Math.round(now - by)), after: instantOf(Math.round(now)) }
    const event = {
      stream: `clock:${uuidv7(at)}`,
      version: 1,
      kind: 'ClockJumped/1' as const,
      at,
      actor: 'system',
      body,
    }
    await db.transaction().execute((trx) => journal.write(trx, [event]))
  }
  const failed = (error: unknown): void => log.alarm('that the clock was set could not be journalled', { error })
  const timer = setInterval(() => void look().catch(failed), LOOKS_EVERY).unref()
  return { last: () => last, begin, look, stop: () => clearInterval(timer) }
}
