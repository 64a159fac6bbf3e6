import type { Instant } from '@liuhen/core/kernel'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { FAILURES_TO_LOCK, LOCK } from './policy.ts'

/**
 * Counts an attempt on an account as failed before its password is compared, so that attempts made all at once are
 * counted as surely as one after the other. Answers how many in a row that makes and when they unlock, or undefined
 * while the account is locked; a lock that has run out starts the count again.
 */
export async function attempt(
  db: Db,
  person: string,
  now: Instant,
): Promise<{ readonly failures: number; readonly lockedUntil: Instant | undefined } | undefined> {
  const until = instantOf(millisecondsOf(now) + LOCK)
  // One statement: a second attempt waits for the row and then sees the first one's count.
  const { rows } = await sql<{ failures: number; locked_until: Instant | null }>`
    update credential
    set failures = case when locked_until is null then failures + 1 else 1 end,
      locked_until = case when locked_until is null and failures + 1 >= ${FAILURES_TO_LOCK} then ${until}::timestamptz end
    where person = ${person} and (locked_until is null or locked_until <= ${now})
    returning failures, locked_until`.execute(db)
  const [row] = rows
  return row && { failures: row.failures, lockedUntil: row.locked_until ?? undefined }
}

/** The password was right and so was all else: nothing is held against the account any more. */
export async function forgive(db: Db, person: string): Promise<void> {
  await db.updateTable('credential').set({ failures: 0, locked_until: null }).where('person', '=', person).execute()
}

/** Takes back one attempt that neither failed nor succeeded. */
export async function takeBack(db: Db, person: string): Promise<void> {
  await sql`
    update credential set failures = greatest(failures - 1, 0), locked_until = null
    where person = ${person}`.execute(db)
}
