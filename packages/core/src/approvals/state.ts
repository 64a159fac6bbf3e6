import type { EventOf, Signed } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import type { approvalEvents, Draft, Link, Matter, MatterPutUp, Opinion } from './events.ts'

/** One signature in a chain, with what it means. */
export interface Signature extends Signed {
  readonly post: string
  readonly opinion: Opinion
  readonly words?: string | undefined
  /** In whose stead. */
  readonly inStead?: string
}

/** One request for approval: what is asked, in which order, and who has signed so far. */
export interface ApprovalState extends Omit<MatterPutUp, 'matter'> {
  /** The act of a case that is to be approved; else what the matter is. */
  readonly draft?: Draft
  readonly matter?: Matter
  readonly asked: Signed
  readonly signatures: readonly Signature[]
  readonly withdrawn?: Signed & { readonly reason: string }
}

export type ApprovalStands = 'open' | 'agreed' | 'returned' | 'withdrawn'

/** What the events of one `approval:` stream leave behind. */
export function evolveApproval(
  state: ApprovalState | undefined,
  event: EventOf<typeof approvalEvents>,
): ApprovalState | undefined {
  const by = signed(event)
  if (event.kind === 'ApprovalAsked/1' || event.kind === 'MatterPutUp/1') {
    const [first] = event.body.chain
    const own = event.body.signsFirst && first ? [{ post: first.post, opinion: 'agreed' as const, ...by }] : []
    return { ...event.body, asked: by, signatures: own }
  }
  if (!state) return undefined
  switch (event.kind) {
    case 'ApprovalSigned/1':
      return { ...state, signatures: [...state.signatures, { ...event.body, ...by }] }
    case 'ApprovalWithdrawn/1':
      return { ...state, withdrawn: { ...by, reason: event.body.reason } }
    default:
      return state
  }
}

/** How it stands: one return ends it, and so does the last signature of its chain. */
export function standsAs({ withdrawn, signatures, chain }: ApprovalState): ApprovalStands {
  if (withdrawn) return 'withdrawn'
  if (signatures.some((one) => one.opinion === 'returned')) return 'returned'
  return signatures.length < chain.length ? 'open' : 'agreed'
}

/** Whether everybody signs for themselves, in whatever order. */
export const isTogether = ({ chain }: Pick<ApprovalState, 'chain'>): boolean =>
  chain.every((one) => one.person !== undefined)

/** Who may sign now: the next of a chain; where all sign together, everybody who has not. Nobody once it is over. */
export function awaited(state: ApprovalState): readonly Link[] {
  if (standsAs(state) !== 'open') return []
  const { chain, signatures } = state
  if (!isTogether(state)) return chain.slice(signatures.length, signatures.length + 1)
  return chain.filter(({ person }) => !signatures.some((one) => one.by === `person:${person}`))
}

/** Whose turn it is, by the name the instrument prints; undefined when nobody's is. */
export const waitsFor = (state: ApprovalState): string | undefined => awaited(state)[0]?.post
