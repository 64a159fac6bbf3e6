import type { CopyMark, Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

/** A recording that some bytes are, and as what: the original, or a copy made of it. */
export interface OfBytes {
  readonly id: string
  readonly fileName: string
  readonly as: string
}

/** The view copy of a recording that bears this mark; undefined where none was made. */
export async function markedCopy(db: Db, recording: string, mark: CopyMark): Promise<Sha256 | undefined> {
  const entries = await readStream(db, `recording:${recording}`)
  const made = entries.map(({ event }) => event.body as { readonly mark?: string; readonly sha256?: Sha256 } | null)
  return made.findLast((one) => one?.mark === mark)?.sha256
}

/** The recordings that have these bytes. */
export async function recordingsOfBytes(db: Db, sha256: Sha256): Promise<readonly OfBytes[]> {
  const { rows } = await sql<OfBytes>`
    select id, file_name as "fileName", case when sha256 = ${sha256} then 'original' else 'copy' end as "as"
    from recordings
    where sha256 = ${sha256} or state -> 'derivatives' @> ${JSON.stringify([{ sha256 }])}::jsonb
    order by id`.execute(db)
  return rows
}
