import { type Citation, type Obstacle, text } from '../kernel/index.ts'
import type { ActivityDetails, ExemptionClaim } from './events.ts'

/** What the rules of an activity's day want to be there before it is completed. */
export interface Completion {
  /** Of the ground last claimed: that somebody finds it to be so, by this article. */
  readonly foundBy?: Citation | undefined
  /** That a written record stands beside another device, where the body-worn camera failed. */
  readonly fallback?: Citation | undefined
  /** Devices of it that failed, of which nobody has said whether the act was stopped or another device taken. */
  readonly undecided: readonly string[]
  readonly onFault?: Citation | undefined
}

/** What is known of it by then. */
interface Known {
  readonly facts: { readonly fallback?: string | undefined }
  /** Written down besides what was said of the fallback itself. */
  readonly written: boolean
  readonly exemption?: ExemptionClaim | undefined
}

/** What keeps an activity from being completed; empty when nothing. */
export const completionObstacles = ({ facts, written, exemption }: Known, wanted: Completion): Obstacle[] => [
  ...(exemption ? exemptionObstacles(exemption, wanted.foundBy) : []),
  ...(facts.fallback !== undefined && !written && wanted.fallback
    ? [
        {
          code: 'fallback-unwritten',
          message: text(
            '执法记录仪没有录全、改用其他设备的，必须同时有文书记录：先写下经过，再结束',
            'Where another device stood in for the body-worn camera a written record has to be there as well: write down what was done first',
          ),
          field: 'text',
          citation: wanted.fallback,
        },
      ]
    : []),
  ...wanted.undecided.map((number) => ({
    code: 'fault-undecided',
    message: text(
      `设备 ${number} 报了故障，还没有写明是停止执法活动还是改用其他设备：在“设备”页写明后再结束`,
      `Device ${number} was reported faulty and nobody has said whether the act was stopped or another device taken: say so under Devices first`,
    ),
    ...(wanted.onFault && { citation: wanted.onFault }),
  })),
]

/** What a ground lacks that is somebody's to find. */
export function exemptionObstacles({ reason, decidedBy }: ExemptionClaim, foundBy: Citation | undefined): Obstacle[] {
  if (!foundBy) return []
  const lacks = (code: string, zh: string, en: string, field: string): Obstacle => ({
    code,
    message: text(zh, en),
    field,
    citation: foundBy,
  })
  return [
    ...(reason === undefined
      ? [lacks('exemption-reason', '不录的理由还没有写明', 'Why it was not filmed is not stated yet', 'reason')]
      : []),
    ...(decidedBy === undefined
      ? [
          lacks(
            'exemption-undecided',
            '不适宜音像记录由谁认定，还没有写明',
            'Who found it unfit to be filmed is not stated yet',
            'decidedBy',
          ),
        ]
      : []),
  ]
}

/** That keeping somebody from filming is put on record only with how it hindered the act, where the rules forbid it. */
export const restrictionObstacles = (
  { restricted }: Pick<ActivityDetails, 'restricted'>,
  forbidden: Citation | undefined,
): Obstacle[] =>
  restricted && restricted.hindered === undefined && forbidden
    ? [
        {
          code: 'restriction-unfounded',
          message: text(
            '当事人或者现场其他人员拍照、摄像，不妨碍执法的不得限制：限制了的，要写明怎样妨碍了执法活动',
            'The party and others at the scene may film unless it hinders the act: where they were kept from it, say how it hindered',
          ),
          field: 'restricted',
          citation: forbidden,
        },
      ]
    : []
