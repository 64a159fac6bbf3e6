import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { because, Missing, Refused } from '@liuhen/core/kernel'
import { connected } from './database.ts'

/** A way into the database of a data folder, as PostgreSQL's own administrator. */
export interface OpenPostgres {
  readonly url: string
  /** Whether it runs for a server: then the log is being sealed at this moment. */
  readonly live: boolean
  close(): Promise<void>
}

const Run = z.object({ port: z.number(), passwords: z.object({ super: z.string() }) })

/** The PostgreSQL another process runs on this folder, as its `run/postgres.json` says; undefined when none answers. */
export async function runningPostgres(data: string): Promise<string | undefined> {
  try {
    const { port, passwords } = Run.parse(JSON.parse(await readFile(join(data, 'run', 'postgres.json'), 'utf8')))
    const url = `postgres://postgres:${passwords.super}@127.0.0.1:${port}/liuhen`
    const client = await connected(url)
    try {
      // The port may belong to a copy of this folder by now, which knows the same password.
      const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
      return rows[0]?.folder === join(await realpath(data), 'postgres') ? url : undefined
    } finally {
      await client.end()
    }
  } catch {
    return undefined
  }
}

/**
 * The database of a data folder: the one that runs, or else one started for as long as this is open. Throws Missing when
 * the folder holds none, Refused when PostgreSQL cannot be started on it.
 */
export async function openPostgres(data: string): Promise<OpenPostgres> {
  const running = await runningPostgres(data)
  if (running !== undefined) return { url: running, live: true, close: () => Promise.resolve() }
  if (!existsSync(join(data, 'postgres', 'PG_VERSION')))
    throw because(
      Missing,
      'no-data-folder',
      `${data} 不是留痕的数据目录：里面没有 postgres 文件夹。请用 --data 指明数据目录`,
      `${data} is no data folder of Liuhen: it has no postgres folder. Name the data folder with --data`,
    )
  return startPostgres(data)
}

/** Runs PostgreSQL on the folder, as a process of its own that ends with this one. Throws Refused. */
export async function startPostgres(data: string): Promise<OpenPostgres> {
  const program = fileURLToPath(new URL('../../../server/src/platform/postgres/serve.ts', import.meta.url))
  const child = spawn(process.execPath, [program, '--data', data], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<string | undefined>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('close', () => resolve(undefined))
  })
  const line = await ready
  const words = said.join(' ')
  if (line === undefined)
    throw because(
      Refused,
      'postgres-not-started',
      `数据目录 ${data} 的数据库没有启动：${words}`,
      `The database of ${data} did not start: ${words}`,
    )
  const { super: url } = z.object({ super: z.string() }).parse(JSON.parse(line))
  return {
    url,
    live: false,
    async close() {
      child.stdin.end()
      await gone
    },
  }
}
