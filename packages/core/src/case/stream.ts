import type { CalendarDate, Instant } from '../kernel/index.ts'
import { acts as ACTS, isAside } from '../procedure/index.ts'
import type { Act, Stage } from '../procedure/index.ts'
import type { StreamOf } from '../stream/index.ts'
import { caseDecider } from './decider.ts'
import type { CaseCommand, CaseContext } from './decider.ts'
import { caseEvents } from './events.ts'
import { joinedInto } from './relations.ts'
import { partyNumber } from './party.ts'
import { isUnconfirmed, partyOf } from './state.ts'
import type { CaseState, KeptAct } from './state.ts'
import { pairsIn } from './words.ts'

/** What lists of cases are filtered and sorted by. */
export interface CaseColumns {
  readonly title: string
  readonly unit: string
  readonly officers: readonly string[]
  readonly party: string | null
  /** The number that tells the party from another of its name. */
  readonly party_number: string | null
  readonly procedure: 'ordinary' | 'simple'
  /** The part of the procedure that its last act belongs to. */
  readonly stage: Stage
  readonly last_act: Act | null
  readonly last_on: CalendarDate | null
  readonly recordings: readonly string[]
  readonly open: boolean
  readonly opened_at: Instant
  /** Explanations of missing recordings that wait for somebody else to confirm them. */
  readonly unconfirmed: number
  /** What title, party and cause are found by. */
  readonly words: readonly string[]
}

/** Which provision an act says was violated, or is applied. */
const causesOf = ({ act: { says } }: KeptAct): readonly string[] =>
  CAUSES.flatMap((fact) => (typeof says[fact] === 'string' ? [says[fact]] : []))
/** The facts of acts that say so. */
export const CAUSES = ['suspected-provision', 'provision'] as const

const ENDS: readonly Act[] = ['archived']

/** The one of the latest day, of one day the one that was entered last. */
const lastOf = (kept: readonly KeptAct[]): KeptAct | undefined =>
  kept.reduce<KeptAct | undefined>((so, one) => (so === undefined || one.act.on >= so.act.on ? one : so), undefined)

export function caseColumnsOf(state: CaseState): CaseColumns {
  const counting = state.acts.filter((one) => one.struck === undefined)
  const party = partyOf(state)
  const last = lastOf(counting)
  const leading = lastOf(counting.filter((one) => !isAside(one.act.act)))
  return {
    title: state.title,
    unit: state.unit,
    officers: state.officers,
    party: party?.name ?? null,
    party_number: (party && partyNumber(party)) ?? null,
    procedure: state.procedure,
    stage: leading ? ACTS[leading.act.act].stage : 'lead',
    last_act: last?.act.act ?? null,
    last_on: last?.act.on ?? null,
    recordings: [...new Set(counting.flatMap((one) => one.recordings.map(({ recording }) => recording)))],
    open: joinedInto(state) === undefined && !counting.some((one) => ENDS.includes(one.act.act)),
    opened_at: state.opened.at,
    unconfirmed: state.acts.filter(isUnconfirmed).length,
    words: [
      ...new Set([
        ...pairsIn(state.title),
        ...pairsIn([state.party?.name, party?.name].filter(Boolean).join(' ')),
        ...counting.flatMap(causesOf).flatMap(pairsIn),
      ]),
    ],
  }
}

export const caseStream = {
  prefix: 'case',
  events: caseEvents,
  decider: caseDecider,
  table: { name: 'cases', columns: caseColumnsOf, folding: 4 },
} as const satisfies StreamOf<CaseState, typeof caseEvents, CaseCommand, CaseContext>
