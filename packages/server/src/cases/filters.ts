import type { CaseFilter } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import { because, Missing, Refused } from '@liuhen/core/kernel'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'

interface Here {
  readonly db: Db
  readonly clock: Clock
  /** So many one person may keep. */
  readonly filters: number
}

/** One's own, by name. */
export const listFilters = (db: Db, { person }: Viewer): Promise<{ id: string; name: string; filter: CaseFilter }[]> =>
  db.selectFrom('saved_filter').select(['id', 'name', 'filter']).where('person', '=', person).orderBy('name').execute()

/** Keeps it by that name, in place of what one had by it. Throws Refused beyond as many as one person may keep. */
export function keepFilter(
  { db, clock, filters }: Here,
  { person }: Viewer,
  { name, filter }: { readonly name: string; readonly filter: CaseFilter },
): Promise<{ id: string }> {
  return db.transaction().execute(async (trx) => {
    await hold(trx, `filters of ${person}`)
    const own = await trx.selectFrom('saved_filter').select(['id', 'name']).where('person', '=', person).execute()
    const before = own.find((one) => one.name === name)
    if (before) {
      await trx.updateTable('saved_filter').set({ filter }).where('id', '=', before.id).execute()
      return { id: before.id }
    }
    if (own.length >= filters)
      throw because(
        Refused,
        'filters-full',
        `每人最多保存 ${filters} 个筛选，请先删去不用的`,
        `One person keeps ${filters} filters at most: forget one that is not used`,
      )
    const id = uuidv7(clock.now())
    await trx.insertInto('saved_filter').values({ id, person, name, filter }).execute()
    return { id }
  })
}

/** Throws Missing for one that is not one's own, so that what others keep is not told. */
export async function dropFilter(db: Db, { person }: Viewer, id: string): Promise<void> {
  const gone = await db
    .deleteFrom('saved_filter')
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .execute()
  if (gone.length === 0)
    throw because(
      Missing,
      'filter-unknown',
      '没有这个筛选，可能已经删去',
      'There is no such filter; it may be gone already',
    )
}
