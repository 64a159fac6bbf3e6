import type {
  CaseActView,
  CaseView,
  ConditionView,
  MaterialChoice,
  NextView,
  ProposedRecording,
} from '@liuhen/contract/cases'
import { type Act, Fact, isBySignatures, isOurs } from '@liuhen/core/procedure'
import { freshId, type ProblemError, useMe, useReply } from '../../api/index.ts'
import { type Draft, useDrafted } from '../../parts/index.ts'
import { type ActTyped, formOf, type Slip, slipsOf } from './act-draft.ts'
import { carried } from './cause-facts.tsx'
import { useSettled } from './settled.ts'
import { approvalStanding, conditionsOf, formOf as approvalForm } from './standing.ts'

/** How long a form rests before it is checked, in milliseconds. */
const PAUSE = 500

export interface ActFormState {
  readonly act: Act
  readonly view: CaseView
  /** The step as it stood when the page was read; absent of what merely happens. */
  readonly next: NextView | undefined
  readonly typed: ActTyped
  readonly put: (part: Partial<ActTyped>) => void
  readonly slips: readonly Slip[]
  /** What stands in its way as it is filled in so far. */
  readonly conditions: readonly ConditionView[]
  readonly recordings: readonly ProposedRecording[]
  /** What of the case can be handed in with it; absent where nothing is. */
  readonly materials: readonly MaterialChoice[] | undefined
  readonly checking: boolean
  readonly checkFailed: ProblemError | null
  /** The facts it asks for, in order. */
  readonly asks: readonly Fact[]
  /** Whether it sets a last day. */
  readonly asksDay: boolean
  /** What it can be about. */
  readonly things: readonly CaseActView[]
}

/** The fact of the form that would clear a condition. */
export const factOf = ({ clears }: ConditionView): Fact | undefined => Fact.safeParse(clears?.fact).data

/** One form for every act: what is typed outlives it, and the server says what still stands in its way. */
export function useActForm(view: CaseView, act: Act, of: string | undefined, kept: Draft): ActFormState {
  const me = useMe()
  const next = view.next.find((one) => one.act === act && one.of?.id === of) ?? view.next.find((one) => one.act === act)
  const given = next && approvalStanding(view, next) === 'agreed' ? approvalForm(view, next) : undefined
  const [typed, setTyped] = useDrafted<ActTyped>(kept, 'typed', () => ({
    // The server's day: a clock of this machine that goes wrong enters nothing on another.
    on: view.today,
    at: '',
    until: '',
    place: given?.place ?? '',
    by: peopleOf(view, act, me?.id),
    of: of ?? next?.of?.id ?? '',
    // What was signed for is what is done.
    says: { ...carried(view, next?.asks ?? []), ...surchargeTold(view, act), ...typedOf(given?.says ?? {}) },
    dueOn: given?.dueOn ?? '',
    reason: given?.reason ?? '',
    recordings: [],
    materials: {},
    note: '',
    key: freshId(),
  }))
  const slips = slipsOf(typed)
  const settled = useSettled(typed, PAUSE)
  const body = formOf(act, settled)
  const check = useReply(
    'checkAct',
    { params: { id: view.row.id }, body: body ?? { act, on: view.today, key: typed.key } },
    { when: body !== undefined && slipsOf(settled).length === 0, keep: true },
  )
  const conditions = check.data?.conditions ?? (next ? conditionsOf(view, next) : [])
  const asks = [
    ...(check.data?.asks ?? next?.asks ?? []).flatMap((one) => Fact.safeParse(one).data ?? []),
    ...conditions.flatMap((one) => factOf(one) ?? []),
    ...Object.keys(typed.says).flatMap((one) => Fact.safeParse(one).data ?? []),
  ]
  const shown = isBySignatures(act) ? asks.filter((one) => one !== 'minutes' && one !== 'opinions-signed') : asks
  return {
    act,
    view,
    next,
    typed,
    put: (part) => setTyped((before) => ({ ...before, ...part })),
    slips,
    conditions,
    recordings: check.data?.recordings ?? [],
    materials: check.data?.materials,
    checking: check.isFetching || settled !== typed,
    checkFailed: check.error,
    asks: [...new Set(shown)],
    asksDay: (check.data?.asks ?? next?.asks)?.includes('dueOn') === true || typed.dueOn !== '',
    things: thingsOf(view, act),
  }
}

/** What was added to the fine by today, where this act claims it: on another day it is held to that. */
function surchargeTold({ surcharge }: CaseView, act: Act): ActTyped['says'] {
  const added = surcharge?.sums?.added ?? 0
  return added > 0 && surcharge?.claimedBy.includes(act) ? { 'additional-fine': String(added) } : {}
}

/** Those who handle the case where the viewer is one of them, else the viewer; nobody where it only happened. */
function peopleOf({ row }: CaseView, act: Act, me: string | undefined): readonly string[] {
  // Who deliberated is named one by one.
  if (!isOurs(act) || isBySignatures(act)) return []
  const officers = row.officers.map((one) => one.id)
  return me === undefined || officers.includes(me) ? officers : [me]
}

/** The acts of the case that this one must be about one of. */
function thingsOf(view: CaseView, act: Act): readonly CaseActView[] {
  const named = new Set(view.next.flatMap((one) => (one.act === act && one.of ? [one.of.id] : [])))
  return view.acts.filter((one) => named.has(one.id))
}

/** Answers as a form holds them: amounts in digits. */
const typedOf = (says: CaseActView['says']): ActTyped['says'] =>
  Object.fromEntries(
    Object.entries(says).flatMap(([fact, value]) =>
      value === undefined ? [] : [[fact, typeof value === 'number' ? String(value) : value] as const],
    ),
  )
