import type { Instant } from '@liuhen/core/kernel'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { FAILURES_FORGOTTEN, FAILURES_TO_HOLD, FIRST_HOLD, LONGEST_HOLD } from './policy.ts'

/** Whose account is tried, and from where: a browser known to be its owner's, or else an address. */
export interface Tried {
  readonly person: string
  readonly source: string
}

/**
 * Counts an attempt as failed before its password is compared, so that attempts made all at once are counted as surely as one
 * after the other. Answers how many in a row that makes from there and until when the account is held against that place, or
 * undefined while it is. Each failure after {@link FAILURES_TO_HOLD} doubles the time; from anywhere else nothing is held.
 */
export async function attempt(
  db: Db,
  { person, source }: Tried,
  now: Instant,
): Promise<{ readonly failures: number; readonly heldUntil: Instant | undefined } | undefined> {
  const forgotten = instantOf(millisecondsOf(now) - FAILURES_FORGOTTEN)
  // One statement: a second attempt waits for the row and then sees the first one's count.
  const { rows } = await sql<{ failures: number; held_until: Instant | null }>`
    insert into sign_in_hold as held (person, source, failures, held_until, last_at)
    values (${person}, ${source}, 1, null, ${now}::timestamptz)
    on conflict (person, source) do update set
      failures = case when held.last_at < ${forgotten}::timestamptz then 1 else held.failures + 1 end,
      held_until = case
        when held.last_at >= ${forgotten}::timestamptz and held.failures + 1 >= ${FAILURES_TO_HOLD}
        then ${now}::timestamptz + least(
          ${FIRST_HOLD}::float8 * power(2, least(held.failures + 1 - ${FAILURES_TO_HOLD}, 20)), ${LONGEST_HOLD}::float8
        ) * interval '1 millisecond'
      end,
      last_at = ${now}::timestamptz
    where held.held_until is null or held.held_until <= ${now}::timestamptz
      -- Longer than any hold: it was set while the clock was ahead, and holds nobody once that is put right.
      or held.held_until > ${now}::timestamptz + ${LONGEST_HOLD}::float8 * interval '1 millisecond'
    returning failures, held_until`.execute(db)
  const [row] = rows
  return row && { failures: row.failures, heldUntil: row.held_until ?? undefined }
}

/** The password was right and so was all else: nothing is held against that place any more. */
export async function forgive(db: Db, { person, source }: Tried): Promise<void> {
  await db.deleteFrom('sign_in_hold').where('person', '=', person).where('source', '=', source).execute()
}

/** Takes back one attempt that neither failed nor succeeded. */
export async function takeBack(db: Db, { person, source }: Tried): Promise<void> {
  await sql`
    update sign_in_hold set failures = greatest(failures - 1, 0), held_until = null
    where person = ${person} and source = ${source}`.execute(db)
}
