import { statfs } from 'node:fs/promises'

/** Bytes a disk still has for us, and how many must stay free: the database needs room to say what happened. */
export interface Disk {
  free(): Promise<number>
  readonly reserve: number
}

/** The disk this folder lies on. */
export function diskOf(folder: string, reserve: number): Disk {
  return {
    reserve,
    free: async () => {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}
