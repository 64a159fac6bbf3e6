import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool, types } from 'pg'
import type { ClientConfig } from 'pg'
import { instantOf } from '@liuhen/core/kernel'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

export interface Database {
  readonly db: Db
  readonly pool: Pool
  /** Resolves when PostgreSQL has let go of every connection, so that it can be stopped without anybody noticing. */
  close(): Promise<void>
}

/** How long a connection may take to close; one whose other end is out of reach never says that it has. */
const PARTING = 5000
const ignored = (): void => undefined

/**
 * Opens a pool of at most `max` connections. Values arrive as: bigint a number (RangeError when it is not exact),
 * timestamptz an `Instant`, date a `CalendarDate`, jsonb what it holds, bytea a Buffer, numeric a string.
 * Sessions are in UTC. `onError` hears of every connection that fails; the pool replaces it.
 */
export function openDatabase(
  url: string,
  { max = 10, onError }: { readonly max?: number; readonly onError?: (error: Error) => void } = {},
): Database {
  const pool = new Pool({ ...connection(url), max, Client: Preparing })
  const open = new Set<Promise<void>>()
  // A connection in use that fails tells only itself, an idle one the pool as well, and either may say so twice.
  pool.on('error', ignored)
  pool.on('connect', (client) => {
    client.once('error', (error) => onError?.(error)).on('error', ignored)
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    open.add(ended)
    void ended.then(() => open.delete(ended))
  })
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  async function close(): Promise<void> {
    // The pool is done as soon as it has said goodbye; PostgreSQL may not have heard it yet.
    await db.destroy()
    // Which ends the pool only if it has ever asked it for something.
    if (!pool.ending) await pool.end()
    const { promise: tooLong, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, PARTING)
    await Promise.race([Promise.all(open), tooLong])
    clearTimeout(timer)
  }
  return { db, pool, close }
}

/**
 * Has PostgreSQL parse and plan each statement once in a connection instead of every time: Kysely cannot name its
 * statements. So many at most, since lists of varying length make ever new ones.
 */
const STATEMENTS = 400
const named = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = named.get(text)
  if (known !== undefined || named.size >= STATEMENTS) return known
  const name = `s${named.size}`
  named.set(text, name)
  return name
}

class Preparing extends Client {
  // The overloads of the driver are many; ours are the only calls that give a text and its values apart.
  override query(...given: unknown[]): never {
    const [text, values, ...more] = given
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    const asked = name === undefined ? given : [{ name, text, values }, ...more]
    return (super.query as (...all: unknown[]) => never)(...asked)
  }
}

/** What every connection of ours has in common, of the pool or alone. */
export const connection = (url: string): ClientConfig => ({
  connectionString: url,
  options: '-c timezone=UTC',
  types: { getTypeParser },
})

const { INT8, TIMESTAMPTZ, DATE } = types.builtins
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TIMESTAMPTZ_ARRAY = 1185
const TEXT_ARRAY: number = 1009

const numberOf = (digits: string): number => {
  const number = Number(digits)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${digits} is beyond what a number holds exactly`)
  return number
}
/** `2026-11-22 01:20:00.123+00`, as PostgreSQL writes it under UTC and ISO. */
const momentOf = (written: string): string => instantOf(Date.parse(`${written.replace(' ', 'T')}:00`))
const elementsOf = (written: string): (string | null)[] =>
  types.getTypeParser(TEXT_ARRAY, 'text')(written) as (string | null)[]
const each =
  <T>(parse: (written: string) => T) =>
  (written: string): (T | null)[] =>
    elementsOf(written).map((one) => (one === null ? null : parse(one)))

const PARSERS: ReadonlyMap<number, (written: string) => unknown> = new Map<number, (written: string) => unknown>([
  [INT8, numberOf],
  [TIMESTAMPTZ, momentOf],
  [DATE, (written) => written],
  [INT8_ARRAY, each(numberOf)],
  [TIMESTAMPTZ_ARRAY, each(momentOf)],
  [DATE_ARRAY, each((written) => written)],
])

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS.get(oid)
  return own ?? (types.getTypeParser(oid, format as 'text') as (value: string) => unknown)
}
