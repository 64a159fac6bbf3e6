import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { Refused } from '@liuhen/core/kernel'
import { chooseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import type { Answer, Task } from './guard.ts'
import { lastRun } from './run-file.ts'
import type { Run } from './run-file.ts'

/**
 * `owner` migrates, `app` serves, `super` is PostgreSQL's own administrator and is for tools that copy or examine.
 */
export type Role = 'owner' | 'app' | 'super'

const NAMES: Readonly<Record<Role, string>> = { owner: 'liuhen', app: 'liuhen_app', super: 'postgres' }
const DATABASE = 'liuhen'

export interface Postgres {
  /** A connection string to the database, on the loopback address, with the password in it. */
  url(role: Role): string
  /** Resolves, with whether that was asked for, when PostgreSQL is gone. */
  readonly ended: Promise<{ readonly asked: boolean }>
  /** Ends all sessions, writes what is to be written, and returns when PostgreSQL and its guard are gone. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** The data folder. */
  readonly folder: string
  readonly port?: number
  /** For trials: nothing has to survive a power cut, and the folder is removed at the end. */
  readonly disposable?: boolean
  /** Every commit is kept all the same. */
  readonly durable?: boolean
}

/**
 * Starts the embedded PostgreSQL on `folder/postgres`, which is made on the first start together with the roles and
 * the empty database, and on a free port unless one is given. When this process ends, however it ends, so does PostgreSQL.
 * Throws Refused when the folder is in use, or cannot be used by the account PostgreSQL would run as.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  mkdirSync(join(options.folder, 'run'), { recursive: true, mode: 0o700 })
  const task = prepare({ ...options, folder: realpathSync(options.folder) })
  const guard = fork(fileURLToPath(new URL('./guard.ts', import.meta.url)), [JSON.stringify(task)], {
    detached: true,
    execArgv: [],
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let asked = false
  const ended = new Promise<{ asked: boolean }>((resolve) => guard.once('exit', () => resolve({ asked })))
  const stop = async (): Promise<void> => {
    asked = true
    if (guard.connected) guard.disconnect()
    await ended
  }
  const run = await answerOf(guard)
  try {
    await ensureRoles(run)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: (role) => urlOf(run, role), ended, stop }
}

/**
 * The connection string of the embedded PostgreSQL that another process runs on this folder; undefined when none
 * answers there.
 */
export async function connectRunning(folder: string): Promise<((role: Role) => string) | undefined> {
  const run = await lastRun(folder)
  if (!run) return undefined
  const client = new Client({ connectionString: urlOf(run, 'super'), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // The port may belong to another cluster by now, one that happens to know the same password: a copy of this one.
    const { rows } = await client.query<{ data: string }>(`select current_setting('data_directory') as data`)
    return rows[0]?.data === join(realpathSync(folder), 'postgres') ? (role) => urlOf(run, role) : undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

function prepare(options: PostgresOptions): Task {
  const { folder } = options
  const cluster = statSync(join(folder, 'postgres'), { throwIfNoEntry: false })
  // Our own folder we may open for passing through; what lies above it is the operator's.
  if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011)
  const { initdb, postgres } = findBinaries()
  const account = chooseAccount([join(folder, 'postgres'), initdb, postgres], cluster)
  return { ...options, account }
}

function answerOf(guard: ChildProcess): Promise<Run> {
  return new Promise((resolve, reject) => {
    guard.once('message', (answer: Answer) => {
      if ('ready' in answer) resolve(answer.ready)
      else reject('refused' in answer ? new Refused(answer.refused) : new Error(answer.failed))
    })
    guard.once('error', reject)
    guard.once('exit', (code) => reject(new Error(`the guard of PostgreSQL ended with ${code} before it was ready`)))
  })
}

const urlOf = (run: Run, role: Role, database = DATABASE): string =>
  `postgres://${NAMES[role]}:${run.passwords[role]}@127.0.0.1:${run.port}/${database}`

/** Brings roles, passwords and database to what they should be; nothing is changed that is so already. */
async function ensureRoles(run: Run): Promise<void> {
  const client = new Client({ connectionString: urlOf(run, 'super', 'postgres') })
  await client.connect()
  try {
    const have = await client.query<{ name: string }>(
      'select rolname as name from pg_roles union select datname from pg_database',
    )
    const names = new Set(have.rows.map((row) => row.name))
    for (const role of ['owner', 'app'] as const) {
      if (!names.has(NAMES[role])) await client.query(`create role ${NAMES[role]} login`)
      await client.query(`alter role ${NAMES[role]} password '${run.passwords[role]}'`)
    }
    if (!names.has(DATABASE)) await client.query(`create database ${DATABASE} owner ${NAMES.owner}`)
  } finally {
    await client.end()
  }
}
