import { cutShort, empty, problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'

/**
 * Whether a RIFF file (AVI, WAV) is as long as its header says. `head` is at least the first 12 bytes, `size` the whole
 * file's. AVI over 2 GB continues in further RIFF chunks (OpenDML), so being longer than the first is sound there.
 */
export function riffProblems(head: Uint8Array, size: number): readonly ContainerProblem[] {
  if (size === 0) return [empty()]
  if (head.length < 12) return [cutShort('RIFF', 12 - head.length, size)]
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const declared = view.getUint32(4, true)
  const form = String.fromCharCode(...head.subarray(8, 12))
  // Recorders write the length when they close the file: 0, or all ones, is one that never was closed.
  if (declared === 0 || declared === 0xffffffff)
    return [
      problem(
        'not-finalised',
        '录制没有正常结束：文件头里没有写入长度（可能断电或直接拔卡）',
        'The recording was not finished: its header has no length (power lost, or the card pulled out)',
        { at: 4 },
      ),
    ]
  if (declared + 8 > size) return [cutShort(form.trim(), declared + 8 - size, size)]
  // Chunks are padded to an even length, and some writers leave the pad byte out of the count.
  if (form === 'AVI ' || size - (declared + 8) <= 1) return []
  const extra = size - declared - 8
  return [
    problem(
      'longer-than-declared',
      `文件比文件头声明的长 ${extra} 字节`,
      `The file is ${extra} bytes longer than its header declares`,
      { at: declared + 8 },
    ),
  ]
}

/**
 * Whether a JPEG ends: its end marker FF D9 must be in the last bytes. Makers append their own data after it (previews,
 * motion photos), so give a `tail` of some kilobytes.
 */
export function jpegProblems(head: Uint8Array, tail: Uint8Array, size: number): readonly ContainerProblem[] {
  if (size === 0) return [empty()]
  if (head[0] !== 0xff || head[1] !== 0xd8)
    return [problem('garbage', '不是 JPEG 照片', 'This is not a JPEG photograph', { at: 0 })]
  for (let at = tail.length - 2; at >= 0; at--) if (tail[at] === 0xff && tail[at + 1] === 0xd9) return []
  return [
    problem(
      'no-end-marker',
      '照片不完整：没有结束标记，下半部分可能缺失',
      'The photograph is cut short: it has no end marker, and its lower part may be missing',
      { at: size },
    ),
  ]
}
