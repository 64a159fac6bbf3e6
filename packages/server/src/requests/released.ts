import type { Instant, Obstacle } from '@liuhen/core/kernel'
import { secretInTheWay, shownMasked } from '@liuhen/core/requests'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { approvedRedactions } from '../redactions/index.ts'
import { secretsOf } from './secrets.ts'

/** Why a recording that was released is not made public all the same: what was marked since, or that a redacted copy is approved. */
export async function keptBack(
  db: Db,
  recording: string,
  { at, redacted }: { readonly at: Instant; readonly redacted: boolean },
): Promise<Obstacle | undefined> {
  const secrets = (await secretsOf(db, [recording], at)).get(recording) ?? []
  // What is made public is read by all: being on a list of readers changes nothing.
  const marked = secretInTheWay('provide', { secrets, viewer: { person: '', roles: [] }, redacted })
  if (marked) return marked
  return !redacted && (await approvedRedactions(db, [recording])).has(recording) ? shownMasked : undefined
}

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
