import { because, Malformed, Refused } from '@liuhen/core/kernel'
import { tooLarge } from './limits.ts'
import type { Ended } from './tools.ts'

/**
 * Turns an unsuccessful end of ffmpeg into its reason: memory and disk are ours, all else is the recording's. Whoever
 * believes the latter reads the recording again first, since a disk that fails looks the same.
 */
export function finished({ code, complaint }: Ended): void {
  if (code === 0) return
  if (/Cannot allocate memory|Resource temporarily unavailable/.test(complaint)) throw tooLarge()
  if (/No space left on device|Disk quota exceeded|Read-only file system/.test(complaint))
    throw because(
      Refused,
      'disk-full',
      '磁盘已满或不可写，查看版没有生成；恢复后会自动重试',
      'The disk is full or cannot be written to, and the view copy was not made; it is tried again by itself',
    )
  throw because(
    Malformed,
    'media-undecodable',
    '音像文件无法解码，不能生成查看版；原件不受影响',
    `The recording cannot be decoded, so no view copy was made; the original is not affected (${lastLine(complaint)})`,
  )
}

const lastLine = (complaint: string): string => complaint.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
