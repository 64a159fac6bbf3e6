import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeFootage, type Footage } from './footage.ts'

export interface CachedFootage {
  readonly folder: string
  readonly files: readonly Footage[]
}

/**
 * The same footage for every test of a machine, made once by {@link makeFootage} and named after the sources that make
 * it. It is shared: copy a card before docking it with clearing. Safe to call from several processes at once.
 */
export async function footageFor(day = '2026-11-20'): Promise<CachedFootage> {
  const folder = join(tmpdir(), `liuhen-footage-${day}-${await sourcesDigest()}`)
  return (
    (await cached(folder)) ??
    (await once(
      `${folder}.making`,
      () => make(folder, day),
      () => cached(folder),
    ))
  )
}

async function make(folder: string, day: string): Promise<CachedFootage> {
  const draft = await mkdtemp(`${folder}.`)
  try {
    const files = await makeFootage(draft, { day })
    await writeFile(join(draft, 'footage.json'), JSON.stringify(files, null, 2))
    await rename(draft, folder)
    return { folder, files }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function cached(folder: string): Promise<CachedFootage | undefined> {
  const list = await readFile(join(folder, 'footage.json'), 'utf8').catch(() => undefined)
  return list === undefined ? undefined : { folder, files: JSON.parse(list) as Footage[] }
}

/** A maker that has not finished after this long was killed; its lock no longer counts. */
const LOCK_EXPIRES = 180_000

/** Whoever can make the lock folder makes the footage; the others look until it is there. */
async function once<T>(lock: string, make: () => Promise<T>, look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    try {
      const there = await look()
      if (there !== undefined) return there
      if (mine) return await make()
    } finally {
      if (mine) await rm(lock, { recursive: true, force: true })
    }
    const since = await stat(lock).catch(() => undefined)
    if (since !== undefined && Date.now() - since.mtimeMs > LOCK_EXPIRES)
      await rm(lock, { recursive: true, force: true })
    await pause(200)
  }
}

async function sourcesDigest(): Promise<string> {
  const parts = join(import.meta.dirname, 'footage')
  const sources = [
    join(import.meta.dirname, 'footage.ts'),
    ...(await readdir(parts)).sort().map((name) => join(parts, name)),
  ]
  const hash = createHash('sha256')
  for (const source of sources) hash.update(await readFile(source))
  return hash.digest('hex').slice(0, 12)
}
