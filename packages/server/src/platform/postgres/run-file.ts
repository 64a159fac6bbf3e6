import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../durable.ts'

const Passwords = z.object({ super: z.string(), owner: z.string(), app: z.string() })
const Run = z.object({ port: z.number(), pid: z.number(), passwords: Passwords })

/** What `run/postgres.json` in the data folder says, for its owner's eyes only. */
export type Run = z.infer<typeof Run>
export type Passwords = Run['passwords']

const fileOf = (folder: string): string => join(folder, 'run', 'postgres.json')

/** The last start of the embedded PostgreSQL; undefined when there was none, or its file is lost or not whole. */
export async function lastRun(folder: string): Promise<Run | undefined> {
  try {
    return Run.parse(JSON.parse(await readFile(fileOf(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** The passwords of the last start, or fresh ones. */
export async function readRun(folder: string): Promise<{ readonly passwords: Passwords; readonly fresh: boolean }> {
  const run = await lastRun(folder)
  if (run) return { passwords: run.passwords, fresh: false }
  const password = (): string => randomBytes(24).toString('base64url')
  return { passwords: { super: password(), owner: password(), app: password() }, fresh: true }
}

export async function writeRun(folder: string, run: Run): Promise<void> {
  await mkdir(join(folder, 'run'), { recursive: true, mode: 0o700 })
  await writeDurably(fileOf(folder), `${JSON.stringify(run, undefined, 2)}\n`)
}
