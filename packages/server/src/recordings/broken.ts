import { createHash } from 'node:crypto'
import type { Digests, Sha256 } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { noteVerification, type Recordings } from './commands.ts'

/** What was read of a blob just now. */
export interface Read {
  readonly sha256: Sha256
  readonly sm3: string
  readonly bytes: number
}

/** Puts on record, with the recording whose original it is, that a blob is not what was put there; nothing for others. */
export async function noteBroken(here: Recordings, sha256: Sha256, { sm3, ...found }: Read): Promise<void> {
  // What a warrant destroys is disposed of before its bytes go: it is not lost.
  const of = here.db.selectFrom('recordings').select('id').where('sha256', '=', sha256).where('disposed', '=', false)
  const row = await of.executeTakeFirst()
  if (!row) return
  const read = { ...found, sm3: sm3 as never, same: false }
  await noteVerification(here, 'system', { recording: row.id, ...read })
}

/** What is read where nothing is: that it is gone is found, and put on record like any other change. */
export const NOTHING: Digests & { readonly bytes: number } = {
  sha256: createHash('sha256').digest('hex') as Sha256,
  sm3: createHash('sm3').digest('hex') as Digests['sm3'],
  bytes: 0,
}

/** Originals that are on record as kept, each digest once, in the order of digests, from after one of them on. */
export const originalsAfter = async (db: Db, after: string, limit: number): Promise<readonly Sha256[]> => {
  const rows = await db
    .selectFrom('recordings')
    .select('sha256')
    .distinct()
    .where('disposed', '=', false)
    .where('sha256', '>', after)
    .orderBy('sha256')
    .limit(limit)
    .execute()
  return rows.map((one) => one.sha256 as Sha256)
}
