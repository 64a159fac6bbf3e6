import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** Whether a request to make this recording public stands granted at that moment. */
export async function isReleased(db: Db, recording: string, at: Instant): Promise<boolean> {
  const rows = await db
    .selectFrom('requests')
    .select('state')
    .where('stands', '=', 'granted')
    .where(sql<boolean>`recordings @> array[${recording}]::uuid[]`)
    .execute()
  return rows.some(({ state }) => state.use === 'publish' && state.granted !== undefined && at < state.granted.until)
}
