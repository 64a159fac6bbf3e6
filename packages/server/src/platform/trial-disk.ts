import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs it on a disk that fails to keep what it is told to the first time, and says yes ever after, as Linux does
 * (fsync(2), EIO).
 */
export async function failingOnce<T>(run: () => Promise<T>): Promise<T> {
  let failed = false
  const [prototype, real] = await handles()
  for (const name of ['sync', 'datasync'] as const)
    prototype[name] = async function (this: FileHandle): Promise<void> {
      if (failed) return real[name].call(this)
      failed = true
      throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: 'EIO' })
    }
  return run().finally(() => Object.assign(prototype, real))
}

/** What all open files have in common, and how they sync. */
async function handles(): Promise<[prototype: Syncing, real: Syncing]> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-kept-'))
  const handle = await open(folder, 'r')
  const prototype = Object.getPrototypeOf(handle) as Syncing
  await handle.close()
  await rm(folder, { recursive: true })
  return [prototype, { sync: prototype.sync, datasync: prototype.datasync }]
}

type Syncing = Pick<FileHandle, 'sync' | 'datasync'>

/**
 * Runs it and gives whether the disk was told meanwhile to keep what now lies at a path, a file's bytes or a folder's
 * names. Files are told apart by their place on the disk, which moving and linking leave as it is.
 */
export async function keptDuring(run: () => Promise<unknown>): Promise<(path: string) => Promise<boolean>> {
  const [prototype, real] = await handles()
  const kept = new Set<string>()
  for (const name of ['sync', 'datasync'] as const)
    prototype[name] = async function (this: FileHandle): Promise<void> {
      await real[name].call(this)
      kept.add(placeOf(await this.stat()))
    }
  await run().finally(() => Object.assign(prototype, real))
  return async (path) => kept.has(placeOf(await stat(path)))
}

const placeOf = ({ dev, ino }: { readonly dev: number; readonly ino: number }): string => `${dev}:${ino}`
