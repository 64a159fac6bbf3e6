import { statfs } from 'node:fs/promises'

/** Bytes a disk still has for us, and how many must stay free: the database needs room to say what happened. */
export interface Disk {
  free(): Promise<number>
  readonly reserve: number
}

/** One gibibyte, or `LIUHEN_RESERVE` bytes. */
const RESERVE = 1 << 30

export function diskOf(folder: string, reserve = Number(process.env['LIUHEN_RESERVE'] ?? RESERVE)): Disk {
  return {
    reserve,
    free: async () => {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}
