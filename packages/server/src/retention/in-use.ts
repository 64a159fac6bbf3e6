import type { Instant } from '@liuhen/core/kernel'
import { lentDiscs } from '../discs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { pendingRequests } from '../requests/index.ts'
import { openFindings } from '../supervision/index.ts'

/** Why a recording is still needed by somebody; said after its name. */
interface InUse {
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** Of these recordings what somebody asks for, has out on a disc, or has not settled: nothing of that is disposed of meanwhile. */
export async function inUseOf(
  db: Db,
  recordings: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, readonly InUse[]>> {
  const [requests, lent, findings] = await Promise.all([
    pendingRequests(db, recordings, at),
    lentDiscs(db, recordings),
    openFindings(db, recordings),
  ])
  return new Map(
    recordings.map((id) => [
      id,
      [
        ...requests
          .filter((one) => one.recordings.includes(id))
          .map(({ number }) => ({
            code: 'in-pending-request',
            zh: `有没有办结的申请 ${number}：答复或者期满以前不得销毁`,
            en: `is named by the request ${number}, which is not over: until it is, it is not disposed of`,
          })),
        ...lent
          .filter((one) => one.recordings.includes(id))
          .map(({ serial }) => ({
            code: 'on-lent-disc',
            zh: `在借出未还的光盘 ${serial} 上：收回以前不得销毁`,
            en: `is on the disc ${serial}, which is lent out: until it is back, it is not disposed of`,
          })),
        ...findings
          .filter((one) => one.recording === id)
          .map(({ appealed }) =>
            appealed
              ? {
                  code: 'in-open-appeal',
                  zh: '涉及没有答复的申诉：答复以前不得销毁',
                  en: 'is what an appeal is about that nobody has answered: until then it is not disposed of',
                }
              : {
                  code: 'in-open-finding',
                  zh: '涉及没有销号的检查问题：复查销号以前不得销毁',
                  en: 'is what a finding is about that is not closed: until it is, it is not disposed of',
                },
          ),
      ],
    ]),
  )
}
