import { because, Malformed, Refused } from '@liuhen/core/kernel'
import type { Ended } from './tools.ts'

/** Turns an unsuccessful end of ffmpeg into its reason: too slow and disk full are ours, all else is the recording's. */
export function finished({ code, complaint }: Ended): void {
  if (code === 0) return
  if (code === undefined)
    throw because(
      Refused,
      'media-too-slow',
      '处理这个文件用时过长，已停止；可在机器空闲时重试',
      'Working on this file took too long and was stopped; try again when the machine is less busy',
    )
  if (/No space left on device/.test(complaint))
    throw because(
      Refused,
      'disk-full',
      '磁盘已满，查看版没有生成；腾出空间后重试',
      'The disk is full and the view copy was not made; free some space and try again',
    )
  throw because(
    Malformed,
    'media-undecodable',
    '音像文件无法解码，不能生成查看版；原件不受影响',
    `The recording cannot be decoded, so no view copy was made; the original is not affected (${lastLine(complaint)})`,
  )
}

const lastLine = (complaint: string): string => complaint.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
