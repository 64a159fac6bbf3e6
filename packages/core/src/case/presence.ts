import type { CalendarDate } from '../kernel/index.ts'
import { hoursOf } from '../policy/index.ts'
import type { Act } from '../procedure/index.ts'
import type { CaseState, KeptAct } from './state.ts'

/** Somebody at one act at these hours of a day. */
export interface Presence {
  readonly act_id: string
  readonly person: string
  readonly act: Act
  readonly day: CalendarDate
  readonly at: string
  readonly until: string
  readonly place: string | null
}

/** Who was where by an act that says from when to when, or whose recordings do; nobody where it was struck. */
export function presenceAt({ act: one, recordings, struck }: KeptAct): readonly Presence[] {
  const { id: act_id, act, on: day, place = null, by } = one
  const { at, until } = hoursOf({ ...one, recorded: recordings }) ?? {}
  if (struck !== undefined || at === undefined || until === undefined) return []
  return [...new Set(by)].map((person) => ({ act_id, person, act, day, at, until, place }))
}

/** Who was where by all of a case that stands. */
export const presenceOf = ({ acts }: Pick<CaseState, 'acts'>): readonly Presence[] => acts.flatMap(presenceAt)
