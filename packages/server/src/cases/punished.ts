import { type CaseState, type Party, partyNumber, standingDecision } from '@liuhen/core/case'
import type { CalendarDate } from '@liuhen/core/kernel'
import type { Act, DatedAct, Punished } from '@liuhen/core/procedure'
import type { ExpressionBuilder } from 'kysely'
import type { Db, Schema } from '../platform/database/index.ts'

const PUNISHING: readonly Act[] = ['penalty-decided', 'penalty-on-the-spot']
const INSPECTING: readonly Act[] = ['inspection-approved', 'inspection-notified', 'site-inspected']
/** Of one party so many of the latest cases are looked at. */
const MOST = 50

/** What other cases of the bureau punished this party for; asked where somebody is to be punished. */
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
    .where(isParty(party))
    .where('id', '!=', id)
    .orderBy('opened_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.flatMap(({ state }) => punishedIn(state))
}

/**
 * The same number, whatever the name; and the same name where either number is unknown. Two people of one name and different
 * numbers are two.
 */
const isParty = (party: Party) => (where: ExpressionBuilder<Schema, 'cases'>) => {
  const number = partyNumber(party)
  if (number === undefined) return where('party', '=', party.name)
  return where.or([
    where('party_number', '=', number),
    where.and([where('party', '=', party.name), where('party_number', 'is', null)]),
  ])
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

/** On which days other cases of the bureau inspected this party; asked where it is to be inspected. */
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
    .where(isParty(party))
    .where('id', '!=', id)
    .orderBy('opened_at', 'desc')
    .limit(MOST)
    .execute()
  const days = rows.flatMap(({ state }) =>
    state.acts.filter((kept) => !kept.struck && kept.act.act === 'site-inspected').map((kept) => kept.act.on),
  )
  return [...new Set(days)]
}
