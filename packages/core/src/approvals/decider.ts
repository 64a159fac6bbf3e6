import { text } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import { begun, gathered } from '../stream/index.ts'
import type { Decider, Moment, StreamOf } from '../stream/index.ts'
import { approvalEvents } from './events.ts'
import type { ApprovalAsked, MatterPutUp, Opinion } from './events.ts'
import { awaited, evolveApproval, isTogether, standsAs, waitsFor } from './state.ts'
import type { ApprovalState, ApprovalStands } from './state.ts'

export type ApprovalCommand =
  | { readonly do: 'ask'; readonly asked: ApprovalAsked }
  | { readonly do: 'put-up'; readonly asked: MatterPutUp }
  | { readonly do: 'sign'; readonly opinion: Opinion; readonly words?: string | undefined }
  | { readonly do: 'withdraw'; readonly reason: string }

export interface ApprovalContext extends Moment {
  /** To sign: whether the actor holds the post whose turn it is, by the rules and the register of the day. */
  readonly holds?: boolean
  /** To sign: whether it is the turn of the officer handling the case; everybody else who signs had no part in it. */
  readonly isHandlers?: boolean
  /** To sign: who holds the post and is away, where the actor signs as their deputy. */
  readonly inStead?: string
  /** To take back: whether the actor leads the unit of the case, or the bureau. */
  readonly leads?: boolean
  /** To sign: who found the facts of the case, by what is entered up to now. */
  readonly tookPart?: readonly string[]
}

const inTheWay = (
  isThere: boolean,
  code: string,
  zh: string,
  en: string,
  more: Partial<Obstacle> = {},
): readonly Obstacle[] => (isThere ? [{ code, message: text(zh, en), ...more }] : [])

const ENDED: Readonly<Record<Exclude<ApprovalStands, 'open'>, readonly [string, string]>> = {
  agreed: ['各级都已签署，已经批准', 'everybody has signed: it is approved'],
  returned: ['已经退回，请改好后重新送审批', 'it was returned: put it right and ask anew'],
  withdrawn: ['申请人已经撤回', 'whoever asked has taken it back'],
}

export const approvalDecider: Decider<ApprovalState, ApprovalCommand, typeof approvalEvents, ApprovalContext> = {
  evolve: evolveApproval,
  obstacles(state, command, context) {
    if (command.do === 'ask' || command.do === 'put-up')
      return inTheWay(
        state !== undefined,
        'key-taken',
        '这个编号已经用过，请重新填写',
        'This key is taken: fill the form in anew',
      )
    const of = begun(state)
    const stands = standsAs(of)
    if (stands !== 'open') {
      const [zh, en] = ENDED[stands]
      return inTheWay(true, 'approval-ended', zh, en)
    }
    if (command.do === 'withdraw')
      return inTheWay(
        of.asked.by !== context.actor && context.leads !== true,
        'approval-of-another',
        '由送审批的人，或者本队负责人、机关负责人撤回',
        'Whoever asked takes it back, or who leads the unit or the bureau',
      )
    return signingObstacles(of, command, context)
  },
  decide(state, command, { inStead }) {
    switch (command.do) {
      case 'ask':
        return [{ kind: 'ApprovalAsked/1', body: command.asked }]
      case 'put-up':
        return [{ kind: 'MatterPutUp/1', body: command.asked }]
      case 'sign': {
        const { opinion, words } = command
        const post = gathered(waitsFor(begun(state)), 'whose turn it is')
        return [
          {
            kind: 'ApprovalSigned/1',
            body: { post, opinion, ...(words !== undefined && { words }), ...(inStead !== undefined && { inStead }) },
          },
        ]
      }
      case 'withdraw':
        return [{ kind: 'ApprovalWithdrawn/1', body: { reason: command.reason } }]
    }
  },
}

function signingObstacles(
  state: ApprovalState,
  { opinion, words }: Extract<ApprovalCommand, { do: 'sign' }>,
  { actor, holds, isHandlers, tookPart, inStead }: ApprovalContext,
): readonly Obstacle[] {
  const { asked, signatures, citations } = state
  const together = isTogether(state)
  const post = waitsFor(state) ?? ''
  const [citation] = citations
  const cited = citation ? { citation } : {}
  // Whoever is away does through a deputy nothing they could not do themselves.
  const both = inStead === undefined ? [actor] : [actor, `person:${inStead}`]
  const isBoth = (by: string): boolean => both.includes(by)
  const signed =
    signatures.some((one) => isBoth(one.by) || (one.inStead !== undefined && isBoth(`person:${one.inStead}`))) &&
    (together || !isBoth(asked.by))
  return [
    ...inTheWay(
      !signed && !gathered(holds, 'holds'),
      'post-not-held',
      together ? '您不在参加的人里' : `现在轮到${post}签署，您不任此职`,
      together ? 'You are not one of those who took part' : `It is the turn of ${post}, and you do not hold that post`,
      cited,
    ),
    ...inTheWay(
      !gathered(isHandlers, 'isHandlers') && gathered(tookPart, 'tookPart').some((one) => isBoth(`person:${one}`)),
      'took-part',
      '您办理或者参加过本案的调查取证：参加的人不审批本案，请由任同一职务的其他人签署',
      'You handle this case or took part in finding its facts: another holder of the post signs',
      cited,
    ),
    ...inTheWay(
      !together && isBoth(asked.by),
      'own-proposal',
      '不能审批自己送审的事项',
      'Nobody approves what they asked for themselves',
      cited,
    ),
    ...inTheWay(
      signed,
      'signed-already',
      together ? '您已经签过了' : '您在这份审批表上已经签署过一次，同一人不能签两级',
      together ? 'You have signed it' : 'You have signed this form once: nobody signs at two levels',
      cited,
    ),
    ...inTheWay(
      opinion === 'differs' && !together,
      'differs-in-chain',
      '逐级审批只能同意或者退回',
      'A level of approval agrees or returns',
      { field: 'opinion' },
    ),
    ...inTheWay(
      opinion !== 'agreed' && words === undefined,
      'opinion-needs-words',
      opinion === 'returned' ? '退回要写明需要改什么' : '有不同意见的，请写明',
      opinion === 'returned' ? 'Say what is to be put right' : 'Say in what you differ',
      { field: 'words' },
    ),
  ]
}

/** What lists of approvals are filtered by. */
export const approvalStream = {
  prefix: 'approval',
  events: approvalEvents,
  decider: approvalDecider,
  table: {
    name: 'approvals',
    columns: (state: ApprovalState) => ({
      case_id: state.draft?.case ?? null,
      unit: state.about.unit,
      asked_by: state.asked.by,
      act: state.draft?.act ?? null,
      matter: state.matter ? `${state.matter.of}:${state.matter.id}` : null,
      stands: standsAs(state),
      waits_for: waitsFor(state) ?? null,
      signers: awaited(state).flatMap((one) => one.person ?? []),
      asked_at: state.asked.at,
    }),
  },
} as const satisfies StreamOf<ApprovalState, typeof approvalEvents, ApprovalCommand, ApprovalContext>
