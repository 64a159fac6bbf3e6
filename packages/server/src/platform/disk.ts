import { because, Refused } from '@liuhen/core/kernel'
import { statfs } from 'node:fs/promises'

/** Bytes a disk still has for us, and how many must stay free: the database needs room to say what happened. */
export interface Disk {
  free(): Promise<number>
  readonly reserve: number
}

/** The disk this folder lies on. */
/** So small a part of what must stay free is left to reading alone: a look is journalled too. */
const FOR_READING = 16

/** Throws Refused while so little is left that only reading goes on. Passes where nobody can say. */
export async function mayWrite(disk: Disk): Promise<void> {
  const free = await disk.free().catch(() => Infinity)
  if (free < disk.reserve / FOR_READING) throw diskFull()
}

export const diskFull = () =>
  because(
    Refused,
    'disk-full',
    '服务器磁盘已满，现在不能写入；查看不受影响，已保存的内容都在，请不要清除存储卡。信息中心腾出空间后会自动恢复，请稍后再试',
    'The disk of the server is full, so nothing can be written now; what is kept is safe and can be read, and no card should be cleared. It recovers by itself when the information centre has made room: try again later',
  )

export function diskOf(folder: string, reserve: number): Disk {
  return {
    reserve,
    free: async () => {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}
