import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes a small file so that after a power cut the whole content is there or nothing has changed. `once` fails with
 * EEXIST when a file is there already instead of taking its place.
 */
export async function writeDurably(path: string, content: string, { once = false } = {}): Promise<void> {
  const beside = join(dirname(path), `.${randomUUID()}`)
  const file = await open(beside, 'wx', 0o600)
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

/** Makes the names in a folder durable. Where folders cannot be synced (Windows), the system keeps them itself. */
export async function syncFolder(folder: string | Buffer): Promise<void> {
  const handle = await open(folder, 'r').catch((error: NodeJS.ErrnoException) => {
    if (process.platform === 'win32') return undefined
    throw error
  })
  try {
    await handle?.sync()
  } finally {
    await handle?.close()
  }
}
