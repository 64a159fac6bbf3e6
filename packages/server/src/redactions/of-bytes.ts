import type { Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** The recordings of which these bytes are a redacted copy. */
export async function redactionsOfBytes(db: Db, sha256: Sha256): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('redactions')
    .select('recording')
    .where(sql<boolean>`state -> 'copy' ->> 'sha256' = ${sha256}`)
    .execute()
  return rows.map((one) => one.recording)
}
