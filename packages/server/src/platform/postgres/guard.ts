/**
 * The process that owns PostgreSQL. It is forked by the server and lives exactly as long as the channel between them:
 * when the server ends, even by kill -9, the channel closes, and PostgreSQL is shut down in order. Told where to work by
 * its one argument, a {@link Task} in JSON; answers with one {@link Answer}.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createWriteStream, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Failure } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import { runAs } from './account.ts'
import type { Account } from './account.ts'
import { createCluster, freePort, resetSuperPassword } from './cluster.ts'
import { takeFolder } from './lock.ts'
import { clearOrphan } from './orphan.ts'
import { readRun, writeRun } from './run-file.ts'
import type { Run } from './run-file.ts'
import { findBinaries } from './binaries.ts'
import { giveBallast, layBallast } from './ballast.ts'
import { troubleIn } from './trouble.ts'

export interface Task {
  /** The data folder, with no symbolic link in its path. */
  readonly folder: string
  readonly account: Account
  readonly port?: number
  /** For trials: nothing has to survive a power cut, and the folder is removed at the end. */
  readonly disposable?: boolean
  /** Every commit is kept all the same. */
  readonly durable?: boolean
}
export type Answer = { readonly ready: Run } | { readonly refused: readonly Obstacle[] } | { readonly failed: string }

const MAX_LOG_BYTES = 10 * 1024 * 1024
/** How long open transactions may take to roll back and the last checkpoint to be written before we insist. */
const PATIENCE = 60_000
const LONGEST_PAUSE = 15_000

const task = JSON.parse(process.argv[2] as string) as Task
const cluster = join(task.folder, 'postgres')
const binaries = findBinaries()
let stopping = false
let ready = false
let postgres: ChildProcess | undefined

function stop(): void {
  stopping = true
  // Before there is a cluster to shut down, whatever is half made is made again next time.
  if (!postgres) leave(0)
  postgres?.kill(task.disposable ? 'SIGQUIT' : 'SIGINT')
  setTimeout(() => postgres?.kill('SIGQUIT'), PATIENCE).unref()
}

function leave(code: number): void {
  if (task.disposable) rmSync(task.folder, { recursive: true, force: true })
  process.exit(code)
}

process.on('disconnect', stop)
process.on('SIGTERM', stop)
// Ctrl-C in a terminal reaches the whole group; the server decides when to stop.
process.on('SIGINT', () => undefined)

const answer = (message: Answer): void => {
  if (process.connected) process.send?.(message)
}

try {
  await takeFolder(task.folder, () => (stopping ? 'stopping' : 'serving'))
  const { passwords, fresh } = await readRun(task.folder)
  await clearOrphan(cluster)
  const created = createCluster(task.folder, binaries, task.account, passwords.super)
  if (fresh && !created) resetSuperPassword(task.folder, binaries, task.account, passwords.super)
  const port = await start()
  ready = true
  layBallast(task.folder)
  setInterval(() => ready && layBallast(task.folder), 60_000).unref()
  const run: Run = { port, pid: postgres?.pid as number, passwords }
  await writeRun(task.folder, run)
  answer({ ready: run })
} catch (error) {
  const known = error instanceof Failure ? error : troubleIn(String(error))
  answer(known ? { refused: known.obstacles } : { failed: String((error as Error).stack) })
  process.exitCode = 1
  if (postgres) stop()
  else process.disconnect?.()
}

/** Starts on a free port; another program may take it between our look and PostgreSQL's, so more than one try. */
async function start(): Promise<number> {
  for (let tries = 1; ; tries++) {
    // The server may have gone while we were making the cluster.
    if (!process.connected) leave(0)
    const port = task.port ?? (await freePort())
    const trouble = await launch(port)
    if (trouble === undefined) return port
    const passing = /Address already in use|shared memory block .* is still in use/.test(trouble)
    if (!passing || tries === 20) throw new Error(`PostgreSQL did not start:\n${trouble}`)
  }
}

/** Starts a PostgreSQL that fell on the port that everybody knows, again and again until the disk or the memory lets it. */
async function startAgain(port: number): Promise<void> {
  ready = false
  for (let pause = 500; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await new Promise((later) => setTimeout(later, pause))
    if (stopping || !process.connected) return leave(0)
    await clearOrphan(cluster)
    // A backend that has not noticed yet still holds on to the memory they share: told in the log, and tried again.
    const trouble = await launch(port).catch(() => 'it cannot be run')
    ready = trouble === undefined
    if (ready) return
    // What was laid by is for this: with it there is room to recover, and to read until somebody makes more.
    if (trouble?.includes('No space left on device')) giveBallast(task.folder)
  }
}

/** Resolves to nothing when PostgreSQL is ready, or to what it said when it stopped instead. */
function launch(port: number): Promise<string | undefined> {
  const { command, args, as } = runAs(task.account, binaries.postgres, ['-D', cluster, ...settings(port)])
  const child = spawn(command, args, {
    ...as,
    cwd: '/',
    detached: true,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  postgres = child
  const log = openLogFile()
  const last: string[] = []
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log.write(`${line}\n`)
      last.push(line)
      if (last.length > 20) last.shift()
      if (line.includes('database system is ready to accept connections')) resolve(undefined)
    })
    child.on('error', reject)
    child.on('close', () => {
      postgres = undefined
      resolve(last.join('\n'))
      log.end()
      if (stopping) leave(0)
      // Nobody but us stops PostgreSQL. It fell, for want of room or memory, and the server goes on without it for so long.
      if (ready) void startAgain(port)
    })
  })
}

/** Durability stays as PostgreSQL has it, except in trials: a commit is on the disk when it returns. */
function settings(port: number): readonly string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 60,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(task.disposable && !task.durable ? { fsync: 'off' } : {}),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function openLogFile() {
  const path = join(task.folder, 'run', 'postgres.log')
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (bytes > MAX_LOG_BYTES) rmSync(path)
  // A full disk has no room for words about it, and whoever fails to write them must not end for that.
  return createWriteStream(path, { flags: 'a', mode: 0o600 }).on('error', () => undefined)
}
