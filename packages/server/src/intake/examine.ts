import { open } from 'node:fs/promises'
import { jpegProblems, riffProblems, sniff, SNIFF_LENGTH, walkBoxes } from '@liuhen/core/evidence'
import type { MediaType, QuarantineReason } from '@liuhen/core/intake'
import { type Text, text } from '@liuhen/core/kernel'

export interface Examined {
  readonly mediaType: MediaType
  /** Why the file cannot go among the recordings; undefined when it can. */
  readonly against?: { readonly reason: QuarantineReason; readonly message: Text }
}

/** The last bytes of a photograph in which its end marker is looked for: makers append previews after it. */
const TAIL = 64 << 10

/**
 * Says from a file's first and last bytes and its box headers what it is and whether it is whole. It takes milliseconds
 * whatever the file's size; what only decoding can show is found by the jobs that come after.
 */
export async function examine(path: string, fileName: string): Promise<Examined> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      const { bytesRead } = await file.read(piece, 0, piece.length, offset)
      return piece.subarray(0, bytesRead)
    }
    if (size === 0)
      return {
        mediaType: 'unknown',
        against: {
          reason: 'empty',
          message: text(
            '文件是空的。请检查记录仪存储卡，并说明当时的情况',
            'The file is empty. Check the card of the camera and say what happened',
          ),
        },
      }
    const head = await read(0, SNIFF_LENGTH)
    const mediaType = sniff(head, fileName)
    if (mediaType === 'unknown')
      return {
        mediaType,
        against: {
          reason: 'not-a-recording',
          message: text(
            '不是可以识别的录音录像或照片。如确系现场材料，请由信息中心说明理由后按原样收存',
            'This is no recording or photograph we know. If it is from the scene, the information centre can accept it as it is, with a reason',
          ),
        },
      }
    const problems = await problemsOf(mediaType, head, size, read)
    const worst =
      problems.find(
        (one) => one.code === 'cut-short' || one.code === 'not-finalised' || one.code === 'no-end-marker',
      ) ?? problems.find((one) => one.code === 'no-media' || one.code === 'garbage')
    if (!worst) return { mediaType }
    const cut = worst.code !== 'no-media' && worst.code !== 'garbage'
    const advice = cut
      ? text(
          '。请不要清除存储卡，先用读卡器重新采集一次；仍然如此时由信息中心按原样收存',
          '. Do not clear the card: read it once more with a card reader. If it stays so, the information centre can accept it as it is',
        )
      : text(
          '。请不要清除存储卡，由信息中心查看后决定',
          '. Do not clear the card; the information centre will look and decide',
        )
    return {
      mediaType,
      against: {
        reason: cut ? 'cut-short' : 'unreadable',
        message: text(worst.message.zh + advice.zh, worst.message.en + advice.en),
      },
    }
  } finally {
    await file.close()
  }
}

async function problemsOf(
  mediaType: MediaType,
  head: Uint8Array,
  size: number,
  read: (offset: number, length: number) => Promise<Uint8Array>,
) {
  if (mediaType === 'mp4' || mediaType === 'mov' || mediaType === '3gp') return (await walkBoxes(read, size)).problems
  if (mediaType === 'avi' || mediaType === 'wav') return riffProblems(head, size)
  if (mediaType === 'jpg') return jpegProblems(head, await read(Math.max(0, size - TAIL), TAIL), size)
  return []
}
