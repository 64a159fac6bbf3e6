import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

interface Kept {
  readonly mode?: number
  /** Fail with EEXIST when the file is there already, instead of taking its place. */
  readonly once?: boolean
}

/**
 * Writes a small file so that after a power cut either the whole new content is there or nothing has changed: written
 * beside its place, fsynced, moved into it, folder fsynced.
 */
export async function writeDurably(
  path: string,
  content: string,
  { mode = 0o600, once = false }: Kept = {},
): Promise<void> {
  const beside = join(dirname(path), `.${randomUUID()}`)
  const file = await open(beside, 'wx', mode)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  if (once) await link(beside, path).finally(() => unlink(beside))
  else await rename(beside, path)
  await syncFolder(dirname(path))
}

/** Makes the names in a folder durable, not only the bytes behind them. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
