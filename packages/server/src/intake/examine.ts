import { sniff, SNIFF_LENGTH, structureOf, weightOf } from '@liuhen/core/evidence'
import type { MediaType, QuarantineReason } from '@liuhen/core/intake'
import { type Text, text } from '@liuhen/core/kernel'
import { reading } from '../platform/index.ts'

export interface Examined {
  readonly mediaType: MediaType
  /** Why the file cannot go among the recordings; undefined when it can. */
  readonly against?: { readonly reason: QuarantineReason; readonly message: Text }
}

/**
 * Says from a file's structure what it is and whether it is whole: milliseconds for a film of any size, a photograph is
 * read through. What only decoding can show is found by the jobs that come after.
 */
export async function examine(path: string, fileName: string): Promise<Examined> {
  return reading(path, async (read, size) => {
    if (size === 0) return { mediaType: 'unknown', against: { reason: 'empty', message: EMPTY } }
    const mediaType = sniff(await read(0, SNIFF_LENGTH), fileName)
    if (mediaType === 'unknown') return { mediaType, against: { reason: 'not-a-recording', message: UNKNOWN } }
    const { problems } = await structureOf(mediaType, read, size)
    const lost = problems.find((one) => weightOf(one) === 'lost')
    const worst = lost ?? problems.find((one) => weightOf(one) === 'unreadable')
    if (!worst) return { mediaType }
    const advice = lost ? AGAIN : LOOK
    return {
      mediaType,
      against: {
        reason: lost ? 'cut-short' : 'unreadable',
        message: text(worst.message.zh + advice.zh, worst.message.en + advice.en),
      },
    }
  })
}

const EMPTY = text(
  '文件是空的。请检查记录仪存储卡，并说明当时的情况',
  'The file is empty. Check the card of the camera and say what happened',
)
const UNKNOWN = text(
  '不是可以识别的录音录像或照片。如确系现场材料，请由信息中心说明理由后按原样收存',
  'This is no recording or photograph we know. If it is from the scene, the information centre can accept it as it is, with a reason',
)
const AGAIN = text(
  '。请不要清除存储卡，先用读卡器重新采集一次；仍然如此时由信息中心按原样收存',
  '. Do not clear the card: read it once more with a card reader. If it stays so, the information centre can accept it as it is',
)
const LOOK = text(
  '。请不要清除存储卡，由信息中心查看后决定',
  '. Do not clear the card; the information centre will look and decide',
)
