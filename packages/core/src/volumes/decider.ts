import { type CalendarDate, type Citation, dayOf, type Obstacle, text } from '../kernel/index.ts'
import { begun, gathered } from '../stream/index.ts'
import type { Decider, HappeningOf, Moment } from '../stream/index.ts'
import { confirming, isSeenNow, seeing } from './brought.ts'
import type { Borrower, Bound, Explanation, Material, Retention, volumeEvents } from './events.ts'
import { evolveVolume, loanOut, longestKept, volumeKept } from './state.ts'
import type { VolumeState } from './state.ts'

export type VolumeCommand =
  | { readonly do: 'file'; readonly material: Material }
  | { readonly do: 'withdraw'; readonly material: string; readonly reason: string }
  | { readonly do: 'see'; readonly material: string; readonly page: number }
  | { readonly do: 'confirm'; readonly material: string; readonly reason: string }
  | { readonly do: 'prove'; readonly explanation: Explanation }
  | { readonly do: 'name-cause'; readonly cause: string }
  | { readonly do: 'bind'; readonly bound: Bound }
  | {
      readonly do: 'take-in'
      readonly cabinet: string
      readonly shelf: string
      readonly reason?: string | undefined
    }
  | { readonly do: 'send-back'; readonly reason: string }
  | { readonly do: 'move'; readonly cabinet: string; readonly shelf: string; readonly reason: string }
  | {
      readonly do: 'lend'
      readonly loan: string
      readonly borrower: Borrower
      readonly reason: string
      readonly due: CalendarDate
    }
  | { readonly do: 'give-back'; readonly loan: string; readonly condition: string }
  | { readonly do: 'keep-longer'; readonly retention: Retention; readonly reason: string }

export interface VolumeContext extends Moment {
  /** To bind and to take in: everything that is missing. */
  readonly lacks?: readonly Obstacle[]
  /** To take in: what is another since it was bound. */
  readonly changed?: readonly Obstacle[]
  /** To prove: the recordings of the case. */
  readonly recordings?: readonly string[]
  /** To file: what of the same bytes stands for another paper already. */
  readonly twice?: readonly Obstacle[]
  /** By which article a file is kept and lent, or a paper is one. */
  readonly citation?: Citation | undefined
}

const inTheWay = (
  is: boolean,
  code: string,
  zh: string,
  en: string,
  more: Partial<Obstacle> = {},
): readonly Obstacle[] => (is ? [{ code, message: text(zh, en), ...more }] : [])

/** What is archived is as it is. */
const settled = (state: VolumeState | undefined): readonly Obstacle[] =>
  inTheWay(
    state?.takenIn !== undefined,
    'volume-archived',
    '案卷已经归档，不再增减材料',
    'The volume is archived: nothing is added to it or taken out',
  )

const unbound = (state: VolumeState | undefined): readonly Obstacle[] =>
  inTheWay(
    state?.bound === undefined,
    'volume-unbound',
    state?.sentBack ? `案卷已经退回：${state.sentBack.reason}` : '还没有立卷，或者立卷以后又有变动：请重新立卷',
    state?.sentBack
      ? `The volume was sent back: ${state.sentBack.reason}`
      : 'It is not bound, or something has changed since: bind it anew',
  )

const kept = (state: VolumeState | undefined): readonly Obstacle[] =>
  inTheWay(state?.takenIn === undefined, 'volume-not-archived', '案卷还没有归档', 'The volume is not archived')

export const volumeDecider: Decider<VolumeState, VolumeCommand, typeof volumeEvents, VolumeContext> = {
  evolve: evolveVolume,
  obstacles(state, command, context) {
    const cited = context.citation && { citation: context.citation }
    switch (command.do) {
      case 'file':
        return [
          ...settled(state),
          ...inTheWay(
            state?.materials.some((one) => one.id === command.material.id) === true,
            'key-taken',
            '这个编号已经用过，请重新填写',
            'This key is taken: fill the form in anew',
          ),
          ...inTheWay(
            command.material.on > dayOf(context.at),
            'material-in-future',
            `材料的日期 ${command.material.on} 还没有到`,
            `Its day, ${command.material.on}, is yet to come`,
            { field: 'on' },
          ),
          ...gathered(context.twice, 'twice'),
        ]
      case 'see':
        return seeing(state, command)
      case 'confirm':
        return [...settled(state), ...confirming(state, command.material, context.actor, context.citation)]
      case 'withdraw': {
        const found = state?.materials.find((one) => one.id === command.material)
        return [
          ...settled(state),
          ...inTheWay(found === undefined, 'material-unknown', '卷里没有这份材料', 'There is no such paper in it'),
          ...inTheWay(found?.withdrawn !== undefined, 'material-withdrawn', '已经撤出', 'It was withdrawn'),
        ]
      }
      case 'prove':
        return [
          ...settled(state),
          ...inTheWay(
            !gathered(context.recordings, 'recordings').includes(command.explanation.recording),
            'recording-elsewhere',
            '这段音像不是本案的记录',
            'This recording is none of the case',
          ),
        ]
      case 'name-cause':
        return settled(state)
      case 'bind':
        return [...settled(state), ...gathered(context.lacks, 'lacks')]
      case 'take-in':
        return [
          ...settled(state),
          ...unbound(state),
          ...inTheWay(
            state?.bound?.by === context.actor,
            'taken-in-by-another',
            '立卷人不能自己接收：请由保管人接收',
            'Whoever bound it does not take it in: the custodian does',
            cited,
          ),
          ...gathered(context.changed, 'changed'),
          ...gathered(context.lacks, 'lacks'),
        ]
      case 'send-back':
        return [...settled(state), ...unbound(state)]
      case 'move':
        return kept(state)
      case 'lend': {
        const out = state && loanOut(state)
        return [
          ...kept(state),
          ...inTheWay(
            out !== undefined,
            'volume-lent',
            `案卷已经借给${out?.borrower.name ?? ''}，还没有归还`,
            `It is lent to ${out?.borrower.name ?? ''} and not back`,
          ),
          ...inTheWay(
            command.due < dayOf(context.at),
            'due-in-past',
            '归还日期不能早于今天',
            'It cannot be due before today',
            { field: 'due' },
          ),
          ...inTheWay(
            command.borrower.person !== undefined && `person:${command.borrower.person}` === context.actor,
            'lent-to-oneself',
            '保管人不能借给自己：请由另一名保管人出借',
            'A custodian does not lend to themselves: another one does',
            { field: 'borrower', ...cited },
          ),
          ...inTheWay(
            command.borrower.person === undefined && command.borrower.organ === undefined,
            'borrower-unsaid',
            '外单位借阅的，请写明单位',
            'Somebody from elsewhere borrows for an organ: say which',
            { field: 'borrower.organ' },
          ),
        ]
      }
      case 'keep-longer': {
        const before = state && volumeKept(state)
        return [
          ...kept(state),
          ...inTheWay(
            longestKept(before, command.retention) === before && before !== undefined,
            'not-longer',
            `案卷已经保管${before?.keep === 'permanent' ? '到永久' : `到 ${before?.until ?? ''}`}：只能延长，不能缩短`,
            `It is kept ${before?.keep === 'permanent' ? 'for good' : `until ${before?.until ?? ''}`} already: only longer, never shorter`,
            { field: 'until', ...cited },
          ),
        ]
      }
      case 'give-back':
        return inTheWay(
          (state && loanOut(state))?.id !== command.loan,
          'loan-not-out',
          '没有这次借阅，或者已经归还',
          'There is no such loan, or it is back',
        )
    }
  },
  decide(state, command, { actor }): readonly HappeningOf<typeof volumeEvents>[] {
    switch (command.do) {
      case 'file':
        return [{ kind: 'MaterialFiled/1', body: command.material }]
      case 'see': {
        const { material, page } = command
        return isSeenNow(begun(state), command, actor) ? [{ kind: 'MaterialPageSeen/1', body: { material, page } }] : []
      }
      case 'confirm': {
        const { material, reason } = command
        const { pages = 1 } = begun(state).materials.find((one) => one.id === material) ?? {}
        return [{ kind: 'MaterialConfirmed/1', body: { material, pages, reason } }]
      }
      case 'withdraw':
        return [{ kind: 'MaterialWithdrawn/1', body: { material: command.material, reason: command.reason } }]
      case 'prove':
        return [{ kind: 'RecordingProved/1', body: command.explanation }]
      case 'name-cause':
        return [{ kind: 'CauseNamed/1', body: { cause: command.cause } }]
      case 'bind':
        return [{ kind: 'VolumeBound/1', body: command.bound }]
      case 'take-in': {
        const files = (begun(state).bound?.files ?? []).map((one) => one.sha256)
        const { cabinet, shelf, reason } = command
        return [{ kind: 'VolumeTakenIn/1', body: { cabinet, shelf, files, ...(reason !== undefined && { reason }) } }]
      }
      case 'send-back':
        return [{ kind: 'VolumeSentBack/1', body: { reason: command.reason } }]
      case 'move': {
        const { cabinet, shelf, reason } = command
        return [{ kind: 'VolumeMoved/1', body: { cabinet, shelf, reason } }]
      }
      case 'lend': {
        const { loan, borrower, reason, due } = command
        return [{ kind: 'VolumeLent/1', body: { loan, borrower, reason, due } }]
      }
      case 'keep-longer':
        return [{ kind: 'VolumeKeptLonger/1', body: { retention: command.retention, reason: command.reason } }]
      case 'give-back':
        return [{ kind: 'VolumeGivenBack/1', body: { loan: command.loan, condition: command.condition } }]
    }
  },
}
