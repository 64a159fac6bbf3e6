import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { requestNumber } from './marks.ts'

/** A request that is not over, with the recordings it names. */
export interface PendingRequest {
  readonly number: string
  readonly recordings: readonly string[]
}

/** Requests that name any of these and are not decided yet, or granted and not over. */
export async function pendingRequests(db: Db, recordings: readonly string[], at: Instant): Promise<PendingRequest[]> {
  if (recordings.length === 0) return []
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'recordings'])
    .where(sql<boolean>`recordings && ${sql.val([...recordings])}::uuid[]`)
    .where((where) =>
      where.or([
        where('stands', 'in', ['entered', 'asked']),
        where.and([where('stands', '=', 'granted'), where('until_at', '>', at)]),
      ]),
    )
    .execute()
  return rows.map((one) => ({ number: requestNumber(one.id), recordings: one.recordings }))
}
