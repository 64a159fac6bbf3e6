import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Failure, Refused } from '@liuhen/core/kernel'
import { syncFolder } from './durable.ts'

/**
 * Makes the data folder where it is missing, and tries in it everything that is done there later: own, close to others,
 * link, move, keep. Throws Refused with what to do where one of them does not work, as on exFAT and most network shares.
 */
export async function openDataFolder(data: string): Promise<void> {
  try {
    await mkdir(join(data, 'run'), { recursive: true, mode: 0o700 })
    const tried = join(data, 'run', `.tried-${randomUUID()}`)
    try {
      await tryOut(data, tried)
    } finally {
      for (const name of [tried, `${tried}-link`, `${tried}-moved`]) await rm(name, { force: true })
    }
  } catch (error) {
    throw folderTrouble(data, error) ?? error
  }
}

async function tryOut(data: string, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile('留痕')
    await file.chmod(0o600)
    await file.sync()
  } finally {
    await file.close()
  }
  const made = await stat(path)
  const isOurs = process.getuid === undefined || made.uid === process.geteuid?.()
  if ((made.mode & 0o077) !== 0 || !isOurs) throw unfit(data)
  await link(path, `${path}-link`).catch((error: NodeJS.ErrnoException) => {
    throw error.code !== undefined && LINKLESS.has(error.code) ? unfit(data) : error
  })
  if ((await stat(`${path}-link`)).ino !== made.ino) throw unfit(data)
  await rename(path, `${path}-moved`)
  await syncFolder(join(data, 'run'))
}

const LINKLESS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'])

/** What an error of the file system means for whoever started the server; undefined where it is none. */
export function folderTrouble(data: string, error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return notOurs(data)
  if (code === 'EROFS') return readOnly(data)
  if (code === 'ENOSPC' || code === 'EDQUOT') return noRoom(data)
  if (code === 'EIO') return failing(data)
  if (code === 'ENOTDIR' || code === 'EEXIST') return noFolder(data)
  return undefined
}

const notOurs = (data: string) =>
  because(
    Refused,
    'data-folder-not-ours',
    `当前用户不能读写数据目录 ${data}（也许曾以 root 或别的用户启动过）。请用原来的用户启动，或由管理员改属主：chown -R 用户 ${data}`,
    `This user cannot read and write the data folder ${data}; perhaps it was started once as root or as another. Start as the user of before, or have its owner changed: chown -R USER ${data}`,
  )
const readOnly = (data: string) =>
  because(
    Refused,
    'data-folder-read-only',
    `数据目录 ${data} 所在的文件系统是只读的。磁盘出错时系统会这样挂载：请先检查磁盘，再以可写方式重新挂载`,
    `The file system of the data folder ${data} is read-only. A system mounts it so when its disk fails: look at the disk first, then mount it for writing`,
  )
const noRoom = (data: string) =>
  because(
    Refused,
    'disk-full',
    `数据目录 ${data} 所在的磁盘已满。请先腾出空间再启动；不要删除数据目录里的任何文件`,
    `The disk of the data folder ${data} is full. Make room and start again; delete nothing inside the data folder`,
  )
const failing = (data: string) =>
  because(
    Refused,
    'disk-failing',
    `数据目录 ${data} 所在的磁盘读写出错。请检查磁盘，不要反复启动`,
    `The disk of the data folder ${data} fails to read or write: look at the disk, and do not start again and again`,
  )
const noFolder = (data: string) => because(Refused, 'data-folder-none', `${data} 不是文件夹`, `${data} is not a folder`)
const unfit = (data: string) =>
  because(
    Refused,
    'data-folder-unfit',
    `数据目录 ${data} 所在的文件系统不能设置属主和权限，或不支持硬链接（常见于 exFAT、FAT、SMB 共享）。请放在本机的 ext4、xfs 或 btrfs 上`,
    `The file system of the data folder ${data} keeps no owners and permissions, or no hard links, as exFAT, FAT and SMB shares do: put it on an ext4, xfs or btrfs of this machine`,
  )
