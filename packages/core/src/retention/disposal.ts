import { because, type Citation, type Instant, Missing, type Obstacle, text } from '../kernel/index.ts'
import {
  begun,
  type Decider,
  type EventOf,
  gathered,
  type Moment,
  type Signed,
  signed,
  type StreamOf,
} from '../stream/index.ts'
import type { z } from 'zod'
import { disposalEvents, type SigningRole, type Warrant } from './events.ts'

type Body<K extends keyof typeof disposalEvents> = z.infer<(typeof disposalEvents)[K]>

/** One recording on a list, and what was said of it. */
export interface DisposalItem {
  readonly recording: string
  readonly class: Body<'DisposalListed/1'>['items'][number]['class']
  readonly until: Body<'DisposalListed/1'>['items'][number]['until']
  readonly appraised?: Signed & Pick<Body<'DisposalAppraised/1'>, 'opinion' | 'words'>
  /** It was taken off the list. */
  readonly undone?: Signed & { readonly reason: string }
  /** Something came in its way after the approval. */
  readonly spared?: string
}

/** A list of recordings whose term is over, and what has become of it. */
export interface DisposalState {
  readonly listed: Signed & { readonly reason: string }
  readonly items: readonly DisposalItem[]
  readonly signatures: readonly (Signed & Body<'DisposalSigned/1'>)[]
  readonly approved?: Signed & { readonly undoUntil: Instant }
  readonly undone?: Signed & { readonly reason: string }
  readonly begun?: Signed & Warrant
  readonly done?: Signed & Body<'DisposalCarriedOut/1'>
}

/** Where a list stands. `undone`: it was taken back, returned, or nothing is left on it. */
export type DisposalStands = 'appraising' | 'approving' | 'undo-window' | 'carrying-out' | 'done' | 'undone'

/** What is still to be destroyed by the list. */
export const liveItems = ({ items }: Pick<DisposalState, 'items'>): readonly DisposalItem[] =>
  items.filter((one) => !one.undone && one.spared === undefined && one.appraised?.opinion !== 'keep')

export function disposalStands(state: DisposalState): DisposalStands {
  if (state.done) return 'done'
  if (state.begun) return 'carrying-out'
  const isReturned = state.signatures.some((one) => one.opinion === 'returned')
  if (state.undone || isReturned || liveItems(state).length === 0) return 'undone'
  if (state.approved) return 'undo-window'
  return liveItems(state).every((one) => one.appraised) ? 'approving' : 'appraising'
}

export type DisposalCommand =
  | ({ readonly do: 'list' } & Body<'DisposalListed/1'>)
  | { readonly do: 'appraise'; readonly items: readonly Body<'DisposalAppraised/1'>[] }
  | {
      readonly do: 'sign'
      readonly opinion: 'agreed' | 'returned'
      readonly words?: string | undefined
    }
  | { readonly do: 'undo'; readonly recording?: string | undefined; readonly reason: string }
  | { readonly do: 'begin'; readonly warrant: Warrant }
  | { readonly do: 'finish'; readonly done: Body<'DisposalCarriedOut/1'> }

export interface DisposalContext extends Moment {
  /** To list and to sign: what is in the way of each recording now, by its id. */
  readonly blocks?: ReadonlyMap<string, readonly Obstacle[]>
  /** To sign: the signing roles the actor holds. */
  readonly roles?: readonly SigningRole[]
  /** To sign: until when it could be undone if the actor's were the last signature; undefined where the bureau has not decided. */
  readonly undoUntil?: Instant | undefined
  /** What the law says of destroying what an authority keeps. */
  readonly citation?: Citation
}

function evolve(state: DisposalState | undefined, event: EventOf<typeof disposalEvents>): DisposalState | undefined {
  const by = signed(event)
  if (event.kind === 'DisposalListed/1')
    return { listed: { ...by, reason: event.body.reason }, items: event.body.items, signatures: [] }
  if (!state) return undefined
  const item = (recording: string, to: Partial<DisposalItem>): DisposalState => ({
    ...state,
    items: state.items.map((one) => (one.recording === recording ? { ...one, ...to } : one)),
  })
  switch (event.kind) {
    case 'DisposalAppraised/1': {
      const { recording, opinion, words } = event.body
      return item(recording, { appraised: { ...by, opinion, words } })
    }
    case 'DisposalSigned/1':
      return { ...state, signatures: [...state.signatures, { ...by, ...event.body }] }
    case 'DisposalApproved/1':
      return { ...state, approved: { ...by, ...event.body } }
    case 'DisposalUndone/1': {
      const { recording, reason } = event.body
      return recording === undefined
        ? { ...state, undone: { ...by, reason } }
        : item(recording, { undone: { ...by, reason } })
    }
    case 'DisposalBegun/1': {
      const spared = new Map(event.body.spared.map((one) => [one.recording, one.why]))
      const items = state.items.map((one) => {
        const why = spared.get(one.recording)
        return why === undefined ? one : { ...one, spared: why }
      })
      return { ...state, items, begun: { ...by, ...event.body } }
    }
    case 'DisposalCarriedOut/1':
      return { ...state, done: { ...by, ...event.body } }
    default:
      return state
  }
}

const inTheWay = (
  isThere: boolean,
  code: string,
  zh: string,
  en: string,
  more: Partial<Obstacle> = {},
): readonly Obstacle[] => (isThere ? [{ code, message: text(zh, en), ...more }] : [])

const NOT_AT: Readonly<Record<DisposalStands, readonly [zh: string, en: string]>> = {
  appraising: ['还有没有鉴定的项目', 'Some of it is still to be appraised'],
  approving: ['正在等待批准', 'It waits for approval'],
  'undo-window': ['已经批准，正在撤销期内', 'It is approved, and can still be undone'],
  'carrying-out': ['正在销毁', 'It is being carried out'],
  done: ['已经销毁完毕', 'It was carried out'],
  undone: ['已经撤销、退回，或者没有剩下的项目', 'It was undone or returned, or nothing is left on it'],
}

/** That the list must stand elsewhere for that. */
function standsElsewhere(state: DisposalState, ...wanted: readonly DisposalStands[]): readonly Obstacle[] {
  const stands = disposalStands(state)
  return inTheWay(!wanted.includes(stands), 'disposal-stands', ...NOT_AT[stands])
}

/** Whether these two signatures together let a list be carried out: two people, of different roles, one of the legal section. */
export function suffice(
  signatures: readonly Pick<Signed & Body<'DisposalSigned/1'>, 'by' | 'role' | 'opinion'>[],
): boolean {
  const agreed = signatures.filter((one) => one.opinion === 'agreed')
  return agreed.some(
    (one) => one.role === 'legal-section' && agreed.some((other) => other.by !== one.by && other.role !== one.role),
  )
}

/** As which of their roles somebody signs: for the legal section where it has not signed, else as something else. */
function roleToSign(state: DisposalState, roles: readonly SigningRole[]): SigningRole | undefined {
  const taken = state.signatures.map((one) => one.role)
  const free = roles.filter((one) => !taken.includes(one))
  // The second must make the two suffice: two of other roles would leave it without the legal section.
  if (state.signatures.length > 0 && !taken.includes('legal-section'))
    return free.find((one) => one === 'legal-section')
  return free.find((one) => one === 'legal-section') ?? free[0]
}

function signingObstacles(
  state: DisposalState,
  { opinion, words }: Extract<DisposalCommand, { do: 'sign' }>,
  { actor, roles, blocks, undoUntil, citation }: DisposalContext,
): readonly Obstacle[] {
  const cited = citation ? { citation } : {}
  const live = liveItems(state)
  const isLast = roleToSign(state, gathered(roles, 'roles')) !== undefined && state.signatures.length === 1
  return [
    ...standsElsewhere(state, 'approving'),
    ...inTheWay(
      state.listed.by === actor || state.items.some((one) => one.appraised?.by === actor),
      'own-list',
      '列入清单的人和鉴定的人不批准这份清单',
      'Whoever drew the list up or appraised what is on it does not approve it',
      cited,
    ),
    ...inTheWay(
      state.signatures.some((one) => one.by === actor),
      'signed-already',
      '您已经签过了，由另一职务的人签第二个',
      'You have signed it: somebody of another role signs second',
      cited,
    ),
    ...inTheWay(
      roleToSign(state, gathered(roles, 'roles')) === undefined,
      'role-not-wanted',
      '由两名职务不同的人批准，其中一名是法制机构的；您的职务已经签过或者不在其中',
      'Two people of different roles approve it, one of the legal section: yours has signed already, or is not among them',
      cited,
    ),
    ...inTheWay(
      opinion === 'returned' && words === undefined,
      'opinion-needs-words',
      '退回要写明为什么',
      'Say why it is returned',
      { field: 'words' },
    ),
    ...(opinion === 'agreed' ? live.flatMap(({ recording }) => gathered(blocks, 'blocks').get(recording) ?? []) : []),
    ...inTheWay(
      opinion === 'agreed' && isLast && undoUntil === undefined,
      'undo-window-open',
      '本局还没有定销毁前的撤销期有多长：请先在“制度”里定下',
      'The bureau has not decided how long a disposal can be undone: decide it among the settings first',
      cited,
    ),
  ]
}

export const disposalDecider: Decider<DisposalState, DisposalCommand, typeof disposalEvents, DisposalContext> = {
  evolve,
  obstacles(state, command, context) {
    if (command.do === 'list') {
      const named = command.items.map((one) => one.recording)
      return [
        ...inTheWay(
          state !== undefined,
          'key-taken',
          '这个编号已经用过，请重新填写',
          'This key is taken: fill the form in anew',
        ),
        ...inTheWay(
          new Set(named).size < named.length,
          'listed-twice',
          '同一份音像列了两次',
          'A recording is on it twice',
        ),
        ...named.flatMap((one) => gathered(context.blocks, 'blocks').get(one) ?? []),
      ]
    }
    const of = begun(state)
    switch (command.do) {
      case 'appraise':
        for (const { recording } of command.items)
          if (!of.items.some((one) => one.recording === recording))
            throw because(Missing, 'item-unknown', '清单上没有这份音像', 'That recording is not on the list')
        return standsElsewhere(of, 'appraising', 'approving').concat(
          inTheWay(
            of.signatures.length > 0,
            'signed-meanwhile',
            '已经有人签了，鉴定意见不能再改',
            'Somebody has signed it: what was said of its items stays',
          ),
        )
      case 'sign':
        return signingObstacles(of, command, context)
      case 'undo':
        if (command.recording !== undefined && !of.items.some((one) => one.recording === command.recording))
          throw because(Missing, 'item-unknown', '清单上没有这份音像', 'That recording is not on the list')
        return standsElsewhere(of, 'appraising', 'approving', 'undo-window')
      case 'begin':
        return [
          ...standsElsewhere(of, 'undo-window'),
          ...inTheWay(
            of.approved !== undefined && context.at < of.approved.undoUntil,
            'undo-window-runs',
            '撤销期还没有过',
            'It can still be undone',
            context.citation ? { citation: context.citation } : {},
          ),
        ]
      case 'finish':
        return standsElsewhere(of, 'carrying-out')
    }
  },
  decide(state, command, { actor, at, roles, undoUntil }) {
    switch (command.do) {
      case 'list':
        return [{ kind: 'DisposalListed/1', body: { items: command.items, reason: command.reason } }]
      case 'appraise':
        return command.items.map((body) => ({ kind: 'DisposalAppraised/1' as const, body }))
      case 'sign': {
        const of = begun(state)
        const { opinion, words } = command
        const role = gathered(roleToSign(of, gathered(roles, 'roles')), 'a role to sign as')
        const signature = { role, opinion, ...(words !== undefined && { words }) }
        const isEnough = suffice([...of.signatures, { ...signature, at, by: actor }])
        return [
          { kind: 'DisposalSigned/1', body: signature },
          ...(isEnough
            ? [{ kind: 'DisposalApproved/1' as const, body: { undoUntil: gathered(undoUntil, 'undoUntil') } }]
            : []),
        ]
      }
      case 'undo': {
        const { recording, reason } = command
        return [{ kind: 'DisposalUndone/1', body: { ...(recording !== undefined && { recording }), reason } }]
      }
      case 'begin':
        return [{ kind: 'DisposalBegun/1', body: command.warrant }]
      case 'finish':
        return [{ kind: 'DisposalCarriedOut/1', body: command.done }]
    }
  },
}

export const disposalStream = {
  prefix: 'disposal',
  events: disposalEvents,
  decider: disposalDecider,
  table: {
    name: 'disposals',
    columns: (state: DisposalState) => ({
      stands: disposalStands(state),
      listed_at: state.listed.at,
      listed_by: state.listed.by,
      undo_until: state.approved?.undoUntil ?? null,
      recordings: liveItems(state).map((one) => one.recording),
    }),
  },
} as const satisfies StreamOf<DisposalState, typeof disposalEvents, DisposalCommand, DisposalContext>
