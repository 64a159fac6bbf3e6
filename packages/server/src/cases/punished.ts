import { type CaseState, standingDecision } from '@liuhen/core/case'
import type { Act, DatedAct, Punished } from '@liuhen/core/procedure'
import type { Db } from '../platform/database/index.ts'

const PUNISHING: readonly Act[] = ['penalty-decided', 'penalty-on-the-spot']
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
