import type { BodyOf, Table } from '@liuhen/contract'
import type { IndexGoalRow } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { indexGoalStream } from '@liuhen/core/supervision'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { actorOf, type Supervision } from './here.ts'

/** What is wanted of an index from a day on. Throws Refused where that day has gone by. */
export async function setIndexGoal(
  { db, clock, journal }: Supervision,
  viewer: Viewer,
  goal: BodyOf<Table['setIndexGoal']>,
): Promise<{ id: string }> {
  const at = clock.now()
  const id = uuidv7(at)
  await db
    .transaction()
    .execute((trx) => journal.act(trx, indexGoalStream, id, { do: 'set', goal }, { at, actor: actorOf(viewer) }))
  return { id }
}

/** Every goal that was ever set, the newest first. */
export async function indexGoals(db: Db): Promise<IndexGoalRow[]> {
  const rows = await db.selectFrom('index_goals').select(['id', 'state']).orderBy('set_at', 'desc').execute()
  const names = await namesOfActors(db)
  return rows.map(({ id, state: { by, ...goal } }) => ({ id, ...goal, by: names(by) }))
}
