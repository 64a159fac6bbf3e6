import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { QueryResult } from 'pg'
import { migrate, openDatabase } from './database/index.ts'
import type { Database } from './database/index.ts'
import { startPostgres } from './postgres/index.ts'
import type { Postgres, Role } from './postgres/index.ts'

/** A database of one's own for a test, migrated and empty, opened as the application's role. */
export interface TrialDatabase extends Database {
  url(role: Role): string
  /** Runs one statement as another role, on a connection of its own. */
  as(role: Role, statement: string, values?: readonly unknown[]): Promise<QueryResult>
  /** Closes the connections and drops the database. */
  close(): Promise<void>
  /** Closes the connections and leaves the database to be copied, by the name that this gives. */
  keep(): Promise<string>
}

let cluster: Promise<Pick<Postgres, 'url'>> | undefined
let made = 0

/**
 * For `*.db.test.ts`. The first call in a process starts a real PostgreSQL in the system's temporary folder and migrates
 * it; every call copies that, or the one named. PostgreSQL and its folder go when the process does.
 */
export async function trialDatabase({
  max = 10,
  of = 'liuhen',
}: { readonly max?: number; readonly of?: string } = {}): Promise<TrialDatabase> {
  const postgres = await (cluster ??= startCluster())
  const name = `trial_${process.pid}_${++made}`
  const url = (role: Role): string => postgres.url(role).replace(/[^/]+$/, name)
  await once(
    postgres.url('super').replace(/[^/]+$/, 'postgres'),
    // Ten megabytes are copied three times faster as files than through the log.
    `create database ${name} template ${of} owner liuhen strategy file_copy`,
  )
  const database = openDatabase(url('app'), { max })
  return {
    ...database,
    url,
    as: (role, statement, values) => once(url(role), statement, values),
    async close() {
      await database.close()
      await once(postgres.url('super').replace(/[^/]+$/, 'postgres'), `drop database ${name} with (force)`)
    },
    async keep() {
      await database.close()
      return name
    },
  }
}

async function startCluster(): Promise<Pick<Postgres, 'url'>> {
  // Whoever runs tests again and again keeps one PostgreSQL, migrated, for all of them.
  const kept = process.env['LIUHEN_TRIAL_POSTGRES']
  if (kept !== undefined) return { url: (role) => (JSON.parse(kept) as Record<Role, string>)[role] }
  const postgres = await startPostgres({ folder: await mkdtemp(join(tmpdir(), 'liuhen-trial-')), disposable: true })
  await migrate(postgres.url('owner'))
  return postgres
}

async function once(url: string, statement: string, values: readonly unknown[] = []): Promise<QueryResult> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement, [...values])
  } finally {
    await client.end()
  }
}
