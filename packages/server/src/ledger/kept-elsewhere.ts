import { KEEPS_BYTES, KEPT_IN_BODY } from '@liuhen/core/journal'
import { Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** Bytes that something else than these streams needs, and one that does. */
export interface KeptElsewhere {
  readonly sha256: Sha256
  readonly stream: string
}

/**
 * Which of these bytes any event of another stream names, but one that only read them or put them into quarantine; or one of
 * the same streams that came after `position`: bytes that came in again are kept anew.
 */
export async function keptElsewhere(
  db: Db,
  digests: readonly string[],
  streams: readonly string[],
  position?: number,
): Promise<readonly KeptElsewhere[]> {
  if (digests.length === 0) return []
  const elsewhere = sql`(stream <> all(${[...streams]}::text[]) or position > ${position ?? null}::bigint)`
  const { rows } = await sql<KeptElsewhere>`
    select sha256, min(stream) as stream from (
      select body ->> 'sha256' as sha256, stream from journal
      where kind !~ '^(RecordingVerified|FileQuarantined)/' and body ->> 'sha256' = any(${[...digests]}::text[])
        and ${elsewhere}
      union all
      select kept ->> 'sha256', stream
      from journal cross join lateral jsonb_path_query(body, ${sql.lit(KEPT_IN_BODY)}, silent => true) as kept
      where kind ~ ${KEEPS_BYTES} and kind not like 'FileQuarantined/%'
        and kept ->> 'sha256' = any(${[...digests]}::text[]) and ${elsewhere}
    ) as named
    group by 1 order by 1`.execute(db)
  return rows.map((one) => ({ ...one, sha256: Sha256.parse(one.sha256) }))
}
