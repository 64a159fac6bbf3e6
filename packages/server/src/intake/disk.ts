import { statfs } from 'node:fs/promises'
import { because, Malformed } from '@liuhen/core/kernel'

/** Bytes a disk still has for us, and how many must stay free: the database needs room to say what happened. */
export interface Disk {
  free(): Promise<number>
  readonly reserve: number
}

/** One gibibyte, or `LIUHEN_RESERVE` bytes. */
const RESERVE = 1 << 30

function reserveOf(set: string | undefined): number {
  if (set === undefined || set === '') return RESERVE
  if (/^\d{1,15}$/.test(set)) return Number(set)
  throw because(
    Malformed,
    'setting-wrong',
    '环境变量 LIUHEN_RESERVE 应为字节数',
    'The environment variable LIUHEN_RESERVE should be a number of bytes',
    { field: 'LIUHEN_RESERVE' },
  )
}

/** Throws Malformed when the setting is no number: a check that is off by mistake is worse than none. */
export function diskOf(folder: string, reserve = reserveOf(process.env['LIUHEN_RESERVE'])): Disk {
  return {
    reserve,
    free: async () => {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}
