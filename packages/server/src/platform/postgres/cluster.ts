import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runAs } from './account.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/**
 * Makes the database cluster in `folder/postgres` unless it is there; says whether it did. It is made beside its place
 * and moved there whole, so that a start cut short leaves nothing half made. Only for the holder of the folder's lock.
 */
export function createCluster(folder: string, binaries: Binaries, account: Account, superPassword: string): boolean {
  const [place, making, passwordFile] = [
    join(folder, 'postgres'),
    join(folder, 'postgres.new'),
    join(folder, '.initdb'),
  ]
  if (existsSync(place)) return false
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(passwordFile, superPassword, { mode: 0o600 })
  try {
    for (const path of [making, passwordFile]) if (account.kind === 'other') chownSync(path, account.uid, account.gid)
    // Text is compared byte by byte, the same on every machine; Chinese order is asked for where a list is shown.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    run(account, binaries.initdb, ['-D', making, ...locale, ...access])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(making, place)
  return true
}

/** Gives the superuser a new password when the file with the old one is lost: PostgreSQL alone, without a network. */
export function resetSuperPassword(folder: string, binaries: Binaries, account: Account, password: string): void {
  const args = ['--single', '-D', join(folder, 'postgres'), 'postgres']
  run(account, binaries.postgres, args, `alter role postgres password '${password}'\n`)
}

function run(account: Account, program: string, programArgs: readonly string[], input = ''): void {
  const { command, args, as } = runAs(account, program, programArgs)
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  const done = spawnSync(command, args, { ...as, cwd: '/', env, input, encoding: 'utf8' })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status}:\n${done.stdout}\n${done.stderr}`)
}

/** A port of the loopback address that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
