import { spawnSync } from 'node:child_process'
import { constants } from 'node:fs'
import { chmod, chown, copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Whether what lies at this path, relative to where copying began, is left out; of a folder, all of it. */
export type LeftOut = (path: string) => boolean

/**
 * Copies a folder with owners and rights, sharing blocks where the file system can. What goes away meanwhile, as
 * PostgreSQL's files do, is not copied. Gives the bytes copied.
 */
export async function copyFolder(from: string, to: string, leftOut: LeftOut = () => false): Promise<number> {
  const copy = async (source: string): Promise<number> => {
    const path = relative(from, source)
    if (path !== '' && leftOut(path)) return 0
    const found = await lstat(source).catch(absent)
    if (!found) return 0
    const target = join(to, path)
    if (found.isSymbolicLink()) return symlink(await readlink(source), target).then(() => 0)
    if (found.isDirectory()) {
      await mkdir(target, { recursive: true })
      let bytes = 0
      for (const name of ((await readdir(source).catch(absent)) ?? []).toSorted())
        bytes += await copy(join(source, name))
      await alike(target, found)
      return bytes
    }
    if (!found.isFile()) return 0
    const done = await copyFile(source, target, constants.COPYFILE_FICLONE).then(() => true, absent)
    if (!done) return 0
    await alike(target, found)
    return found.size
  }
  return copy(from)
}

async function alike(target: string, { mode, uid, gid }: { mode: number; uid: number; gid: number }): Promise<void> {
  if (process.getuid?.() === 0) await chown(target, uid, gid)
  await chmod(target, mode & 0o7777)
}

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}

/** Waits until the disk has all of it. */
export function keepOnDisk(folder: string): void {
  const { status, error } = spawnSync('sync', ['-f', folder], { stdio: 'ignore' })
  if (error) throw error
  if (status !== 0) throw new Error(`sync of ${folder} ended with ${status}`)
}
