import type { BodyOf } from '@liuhen/core/journal'
import type { Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

/** A redacted copy that was ever rendered of a recording, and the stream that says so. */
export interface HeldCopy {
  readonly stream: string
  readonly sha256: Sha256
  readonly bytes: number
}

/** Of these recordings those of which a redacted copy is approved, with the redaction that was approved last. */
export async function approvedRedactions(db: Db, recordings: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (recordings.length === 0) return new Map()
  const rows = await db
    .selectFrom('redactions')
    .select(['id', 'recording'])
    .where('recording', 'in', [...recordings])
    .where('stands', '=', 'approved')
    .orderBy(sql`state -> 'approved' ->> 'at'`)
    .execute()
  return new Map(rows.map((one) => [one.recording, one.id]))
}

/** Every copy that was rendered of a recording, those of plans that count no more among them. */
export async function redactedCopiesOf(db: Db, recording: string): Promise<readonly HeldCopy[]> {
  const rows = await db.selectFrom('redactions').select('id').where('recording', '=', recording).execute()
  const found: HeldCopy[] = []
  for (const { id } of rows) {
    const stream = `redaction:${id}`
    for (const { event } of await readStream(db, stream)) {
      if (event.kind !== 'RedactionRendered/1') continue
      const { sha256, bytes } = event.body as BodyOf<'RedactionRendered/1'>
      found.push({ stream, sha256, bytes })
    }
  }
  return found
}
