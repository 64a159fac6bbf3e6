import { because, Missing } from '@liuhen/core/kernel'
import type { Selectable } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { RequestTable } from './tables.ts'

export type RequestRowOf = Selectable<RequestTable>

/** Throws Missing. */
export async function requestOf(db: Db, id: string): Promise<RequestRowOf> {
  const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw because(
    Missing,
    'request-unknown',
    '没有这份申请，或者您无权查看',
    'There is no such request, or you may not see it',
  )
}
