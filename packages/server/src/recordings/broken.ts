import type { Sha256 } from '@liuhen/core/kernel'
import { noteVerification, type Recordings } from './commands.ts'

/** What was read of a blob just now. */
export interface Read {
  readonly sha256: Sha256
  readonly sm3: string
  readonly bytes: number
}

/** Puts on record, with the recording whose original it is, that a blob is not what was put there; nothing for others. */
export async function noteBroken(here: Recordings, sha256: Sha256, { sm3, ...found }: Read): Promise<void> {
  const of = here.db.selectFrom('recordings').select('id').where('sha256', '=', sha256)
  const row = await of.executeTakeFirst()
  if (!row) return
  const read = { ...found, sm3: sm3 as never, same: false }
  await noteVerification(here, 'system', { recording: row.id, ...read })
}
