import { Client, DatabaseError, types } from 'pg'
import { instantOf } from '@liuhen/core/kernel'

export { DatabaseError }

/** One moment of a database: everything asked of it is answered as of when it was opened, whatever happens meanwhile. */
export interface Snapshot {
  all<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>
  /** The rows of a query, a batch at a time. */
  stream<Row>(statement: string, values?: readonly unknown[]): AsyncGenerator<Row>
  close(): Promise<void>
}

const BATCH = 500

/**
 * Opens a snapshot for reading. Values arrive as: bigint a number, timestamptz an `Instant`, jsonb what it holds, bytea a
 * Buffer. A superuser's is best: the auditor then sees every row, whatever policy was laid over the tables.
 */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = await connected(url)
  await client.query('begin isolation level repeatable read read only')
  let cursors = 0
  return {
    all: async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await client.query(statement, [...values])).rows as Row[],
    async *stream<Row>(statement: string, values: readonly unknown[] = []) {
      const cursor = `audit_${++cursors}`
      await client.query(`declare ${cursor} no scroll cursor for ${statement}`, [...values])
      for (;;) {
        const { rows } = await client.query(`fetch forward ${BATCH} from ${cursor}`)
        yield* rows as Row[]
        if (rows.length < BATCH) break
      }
      await client.query(`close ${cursor}`)
    },
    close: () => client.end(),
  }
}

/** A connection whose values arrive as {@link openSnapshot} says. */
export async function connected(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
    types: { getTypeParser },
  })
  // Lost while nothing is asked: the next question says so.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const INT8: number = types.builtins.INT8
const TIMESTAMPTZ: number = types.builtins.TIMESTAMPTZ

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary' && oid === INT8) return Number
  if (format !== 'binary' && oid === TIMESTAMPTZ) return (at) => instantOf(Date.parse(`${at.replace(' ', 'T')}:00`))
  return types.getTypeParser(oid, format as 'text') as (value: string) => unknown
}
