import type pg from 'pg'

interface Alone {
  readonly pool: pg.Pool
  /** The advisory lock that says who it is; the number is nobody else's. */
  readonly lock: number
  /** Aborted when this process is to end. */
  readonly closing: AbortSignal
  /** How long to wait before it is tried again, in milliseconds. */
  readonly pause?: number
  readonly onError: (error: unknown) => void
}

/**
 * Keeps `run` going in one process per database: in whichever holds the lock, whose connection is its life. `run` gets a
 * signal that is aborted when the lock is lost or the process is to end, and has ended when it returns. Whatever it
 * throws is told, and it begins again after a pause; so it is where PostgreSQL was away. Resolves once it is closed.
 */
export async function whileAlone(
  { pool, lock, closing, pause = 2000, onError }: Alone,
  run: (over: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!closing.aborted) {
    try {
      await oneTerm(pool, lock, closing, run)
    } catch (error) {
      if (!closing.aborted) onError(error)
    }
    if (!closing.aborted) await passed(pause, closing)
  }
}

async function oneTerm(
  pool: pg.Pool,
  lock: number,
  closing: AbortSignal,
  run: (over: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  const lost = new AbortController()
  const gone = (): void => lost.abort(new Error('the connection that held the lock is gone'))
  client.on('error', gone).on('end', gone)
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock])
    if (rows[0]?.held === true) await run(AbortSignal.any([closing, lost.signal]))
  } finally {
    client.off('end', gone)
    // Not back into the pool: the lock ends with the connection.
    client.release(true)
  }
}

/** Resolves after so many milliseconds, or when the signal is aborted. */
export function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
