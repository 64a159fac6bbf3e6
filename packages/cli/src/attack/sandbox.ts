import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { because, Refused } from '@liuhen/core/kernel'
import type { Digests } from '@liuhen/core/kernel'
import { auditFolder, connected, runningPostgres, startPostgres } from '../audit/index.ts'
import type { AuditResult, BlobReader, OpenPostgres } from '../audit/index.ts'

/** A whole copy of a data folder with its own PostgreSQL, in which one may do as one likes. */
export interface Sandbox {
  readonly folder: string
  /** The same data again, untouched by what was done to it before, for as long as `use` runs. */
  fresh<T>(use: (target: Target) => Promise<T>): Promise<T>
  /** Stops PostgreSQL and removes the copy, or keeps it. */
  close(options: { readonly keep: boolean }): Promise<void>
}

/** What one attack is made on. */
export interface Target {
  /** A data folder without `postgres`. Its blobs are shared with the others' until {@link Target.ownFile} parts them. */
  readonly data: string
  readonly database: Client
  /** Of the same database, for a second connection. */
  readonly url: string
  /** The path of a file of the data folder that may be written to, and is nobody else's. */
  ownFile(path: string): string
  audit(outside?: readonly string[]): Promise<AuditResult>
}

/**
 * Copies a data folder whose server does not run. Blobs that PostgreSQL has no part in are cloned where the file system
 * can. Throws Refused while it runs: a copy of a moving database would be no fair start.
 */
export async function openSandbox(source: string, reader: BlobReader): Promise<Sandbox> {
  if ((await runningPostgres(source)) !== undefined) throw running(source)
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-attack-'))
  try {
    copyInto(folder, source)
    const postgres = await startPostgres(folder)
    return { folder, ...theatreOf(folder, postgres, rememberingReader(reader)) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const running = (source: string): Error =>
  because(
    Refused,
    'server-running',
    `${source} 上的服务正在运行，请先停止服务再试验`,
    `The server on ${source} is running: stop it, then try the attacks`,
  )

const PARTS = ['postgres', 'vault', 'quarantine', 'keys', 'run', 'packages'] as const

function copyInto(folder: string, source: string): void {
  for (const part of PARTS) {
    if (!existsSync(join(source, part))) continue
    // As cp does it: owners, modes and times kept, and the bytes shared until one side writes to them.
    const done = spawnSync('cp', ['-a', '--reflink=auto', join(source, part), folder], { encoding: 'utf8' })
    if (done.status !== 0)
      throw because(Refused, 'copy-failed', `复制失败：${done.stderr}`, `The copy failed: ${done.stderr}`)
  }
  // Of the server that was: it names a process of no concern here.
  rmSync(join(folder, 'run', 'server.json'), { force: true })
}

function theatreOf(folder: string, postgres: OpenPostgres, reader: BlobReader) {
  const administrator = (name: string): string => postgres.url.replace(/[^/]+$/, name)
  let made = 0
  const make = async (): Promise<{ data: string; name: string }> => {
    const name = `attack_${++made}`
    const server = await connected(administrator('postgres'))
    try {
      await server.query(`create database ${name} template liuhen`)
    } finally {
      await server.end()
    }
    const data = join(folder, name)
    mkdirSync(data)
    for (const part of ['keys', 'run']) cpSync(join(folder, part), join(data, part), { recursive: true })
    for (const part of ['vault', 'quarantine', 'packages']) linkAll(join(folder, part), join(data, part))
    return { data, name }
  }
  const drop = async ({ data, name }: { data: string; name: string }): Promise<void> => {
    const server = await connected(administrator('postgres'))
    try {
      await server.query(`drop database ${name} with (force)`)
    } finally {
      await server.end()
    }
    await rm(data, { recursive: true, force: true })
  }
  return {
    async fresh<T>(use: (target: Target) => Promise<T>): Promise<T> {
      const place = await make()
      const url = administrator(place.name)
      const database = await connected(url)
      try {
        const where = { data: place.data, url, live: false, reader, fresh: true }
        return await use({
          data: place.data,
          database,
          url,
          ownFile: (path) => parted(join(place.data, path)),
          audit: (outside = []) => auditFolder({ ...where, now: Date.now(), outside }),
        })
      } finally {
        await database.end()
        await drop(place)
      }
    },
    async close({ keep }: { readonly keep: boolean }): Promise<void> {
      await postgres.close()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The same tree of folders, its files being the very same files. */
function linkAll(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkAll(source, target)
    else linkSync(source, target)
  }
}

/** Writing through a link would change the file for everybody: it is copied and put in the link's place first. */
function parted(path: string): string {
  copyFileSync(path, `${path}.own`)
  renameSync(`${path}.own`, path)
  chmodSync(path, 0o644)
  return path
}

/** Reads a file once: as long as it is the same file with the same times, an attack on something else did not touch it. */
function rememberingReader(reader: BlobReader): BlobReader {
  const known = new Map<string, Digests>()
  return {
    async digest(blob, onBytes) {
      // Without the time of the last change of its inode, which every link made to it moves.
      const trace = blob.trace.split(':').slice(0, -1).join(':')
      const digests = known.get(trace) ?? (await reader.digest(blob, onBytes))
      known.set(trace, digests)
      return digests
    },
  }
}
