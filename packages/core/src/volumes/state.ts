import type { z } from 'zod'
import type { CalendarDate } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import type { Bound, Explanation, Material, Retention, volumeEvents } from './events.ts'

type Body<K extends keyof typeof volumeEvents> = z.infer<(typeof volumeEvents)[K]>

export type KeptMaterial = Material & {
  readonly filed: Signed
  /** Which of its pages were opened by somebody else than who stored it. */
  readonly seen?: readonly (Signed & { readonly page: number })[]
  readonly confirmed?: Signed & { readonly reason: string }
  readonly withdrawn?: Signed & { readonly reason: string }
}
export type Loan = Omit<Body<'VolumeLent/1'>, 'loan'> & {
  readonly id: string
  readonly lent: Signed
  readonly back?: Signed & { readonly condition: string }
}

/** The volume of one case, from the first thing filed for it to where it stands on a shelf. */
export interface VolumeState {
  readonly materials: readonly KeptMaterial[]
  readonly explained: readonly (Explanation & Signed)[]
  /** 案由 as whoever handles the case named it. */
  readonly cause?: Body<'CauseNamed/1'> & Signed
  /** Gone again where something is filed, withdrawn or explained after it, or the custodian sends it back. */
  readonly bound?: Bound & Signed
  /** It keeps its number however often it is bound anew. */
  readonly number?: string
  readonly sentBack?: Signed & { readonly reason: string }
  readonly takenIn?: Body<'VolumeTakenIn/1'> & Signed
  /** Where it stands now. */
  readonly place?: { readonly cabinet: string; readonly shelf: string } & Signed
  readonly loans: readonly Loan[]
  /** That it is kept longer than its cover says, as it was said last. */
  readonly keptLonger?: Body<'VolumeKeptLonger/1'> & Signed
}

export type VolumeStands = 'open' | 'bound' | 'archived'
export const volumeStands = ({ takenIn, bound }: Pick<VolumeState, 'takenIn' | 'bound'>): VolumeStands =>
  takenIn ? 'archived' : bound ? 'bound' : 'open'

export const loanOut = ({ loans }: Pick<VolumeState, 'loans'>): Loan | undefined => loans.find((one) => !one.back)

const rankOf = ({ keep, until, term }: Retention): string =>
  keep === 'permanent' ? '3' : until !== undefined ? `2${until}` : term !== undefined ? '1' : '0'

/** Of several the one by which a file is kept longest. */
export const longestKept = (...all: readonly (Retention | undefined)[]): Retention | undefined =>
  all.reduce<Retention | undefined>(
    (so, one) => (one === undefined || (so !== undefined && rankOf(so) >= rankOf(one)) ? so : one),
    undefined,
  )

/** How long a volume is kept as it was bound, or longer where that was said since; undefined before it is bound. */
export const volumeKept = ({ bound, keptLonger }: Pick<VolumeState, 'bound' | 'keptLonger'>): Retention | undefined =>
  longestKept(bound?.retention, keptLonger?.retention)

/** Overdue from the day after the one it was to be back on. */
export const isOverdue = (loan: Pick<Loan, 'due' | 'back'>, today: CalendarDate): boolean =>
  loan.back === undefined && loan.due < today

export const EMPTY: VolumeState = { materials: [], explained: [], loans: [] }

const changed = (
  { materials }: Pick<VolumeState, 'materials'>,
  id: string,
  how: (material: KeptMaterial) => KeptMaterial,
): readonly KeptMaterial[] => materials.map((one) => (one.id === id ? how(one) : one))

/** What the events of one `volume:` stream leave behind. */
export function evolveVolume(before: VolumeState | undefined, event: EventOf<typeof volumeEvents>): VolumeState {
  const state = before ?? EMPTY
  const by = signed(event)
  const { bound: _bound, sentBack: _back, ...open } = state
  switch (event.kind) {
    case 'MaterialFiled/1':
      return { ...open, materials: [...state.materials, { ...event.body, filed: by }] }
    case 'MaterialPageSeen/1': {
      const { material, page } = event.body
      return {
        ...state,
        materials: changed(state, material, (one) => ({ ...one, seen: [...(one.seen ?? []), { ...by, page }] })),
      }
    }
    case 'MaterialConfirmed/1': {
      const { material, reason } = event.body
      return { ...state, materials: changed(state, material, (one) => ({ ...one, confirmed: { ...by, reason } })) }
    }
    case 'MaterialWithdrawn/1': {
      const { material, reason } = event.body
      const withdrawn = { ...by, reason }
      return { ...open, materials: changed(state, material, (one) => ({ ...one, withdrawn })) }
    }
    case 'RecordingProved/1': {
      const others = state.explained.filter((one) => one.recording !== event.body.recording)
      return { ...open, explained: [...others, { ...event.body, ...by }] }
    }
    case 'CauseNamed/1':
      return { ...open, cause: { ...event.body, ...by } }
    case 'VolumeBound/1':
      return { ...open, bound: { ...event.body, ...by }, number: event.body.number }
    case 'VolumeSentBack/1':
      return { ...open, sentBack: { ...event.body, ...by } }
    case 'VolumeTakenIn/1': {
      const { cabinet, shelf } = event.body
      return { ...state, takenIn: { ...event.body, ...by }, place: { cabinet, shelf, ...by } }
    }
    case 'VolumeMoved/1': {
      const { cabinet, shelf } = event.body
      return { ...state, place: { cabinet, shelf, ...by } }
    }
    case 'VolumeLent/1': {
      const { loan, ...more } = event.body
      return { ...state, loans: [...state.loans, { id: loan, ...more, lent: by }] }
    }
    case 'VolumeKeptLonger/1':
      return { ...state, keptLonger: { ...event.body, ...by } }
    case 'VolumeGivenBack/1': {
      const { loan, condition } = event.body
      const back = { ...by, condition }
      return { ...state, loans: state.loans.map((one) => (one.id === loan ? { ...one, back } : one)) }
    }
    default:
      return state
  }
}
