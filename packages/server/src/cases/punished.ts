import { type CaseState, standingDecision } from '@liuhen/core/case'
import type { CalendarDate } from '@liuhen/core/kernel'
import type { Act, DatedAct, Punished } from '@liuhen/core/procedure'
import type { Db } from '../platform/database/index.ts'

const PUNISHING: readonly Act[] = ['penalty-decided', 'penalty-on-the-spot']
const INSPECTING: readonly Act[] = ['inspection-approved', 'inspection-notified', 'site-inspected']
/** Of one party so many of the latest cases are looked at. */
const MOST = 50

/** What other cases of the bureau punished a party of this name for; asked where somebody is to be punished. */
export async function punishedElsewhere(
  db: Db,
  id: string,
  { party }: Pick<CaseState, 'party'>,
  { act }: Pick<DatedAct, 'act'>,
): Promise<readonly Punished[]> {
  if (party === undefined || !PUNISHING.includes(act)) return []
  const rows = await db
    .selectFrom('cases')
    .select('state')
    .where('party', '=', party.name)
    .where('id', '!=', id)
    .orderBy('opened_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.flatMap(({ state }) => punishedIn(state))
}

function punishedIn(state: CaseState): readonly Punished[] {
  if (standingDecision(state) === undefined) return []
  const counting = state.acts.filter((kept) => kept.struck === undefined).map((kept) => kept.act)
  const decided = counting.findLast((one) => PUNISHING.includes(one.act))
  const ended = counting.findLast((one) => one.act === 'violation-ended')?.on
  if (decided === undefined) return []
  const { provision } = decided.says
  return [
    {
      title: state.title,
      on: decided.on,
      ...(ended !== undefined && { ended }),
      ...(typeof provision === 'string' && { provision }),
    },
  ]
}

/** On which days other cases of the bureau inspected a party of this name; asked where it is to be inspected. */
export async function inspectedElsewhere(
  db: Db,
  id: string,
  { party }: Pick<CaseState, 'party'>,
  { act }: Pick<DatedAct, 'act'>,
): Promise<readonly CalendarDate[]> {
  if (party === undefined || !INSPECTING.includes(act)) return []
  const rows = await db
    .selectFrom('cases')
    .select('state')
    .where('party', '=', party.name)
    .where('id', '!=', id)
    .orderBy('opened_at', 'desc')
    .limit(MOST)
    .execute()
  const days = rows.flatMap(({ state }) =>
    state.acts.filter((kept) => !kept.struck && kept.act.act === 'site-inspected').map((kept) => kept.act.on),
  )
  return [...new Set(days)]
}
