import { sql } from 'kysely'
import type { Declared } from '@liuhen/core/intake'
import { because, type Instant, Missing } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import type { UploadTable } from './tables.ts'

/** One that is on its way or has arrived. */
export type Upload = Omit<UploadTable, 'state'> & { readonly state: Exclude<UploadTable['state'], EndedState> }
type EndedState = 'given-up' | 'expired'

const isOpen = (row: UploadTable): row is UploadTable & Upload => row.state !== 'given-up' && row.state !== 'expired'

/** The upload of that name, of that sender if told, or Missing: what was given up or has expired is begun anew. */
export async function uploadOf(db: Db, id: string, sender?: string): Promise<Upload> {
  const found = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  // Another's is not shown to exist.
  if (!found || (sender !== undefined && found.sender !== sender))
    throw because(Missing, 'upload-unknown', '没有这个上传，请重新开始', 'There is no such upload: begin it again')
  if (!isOpen(found)) throw ended(found.state)
  return found
}

const ended = (state: UploadTable['state']): Error =>
  state === 'expired'
    ? because(
        Missing,
        'upload-expired',
        '这个上传停了太久，已按期清除：请重新开始',
        'This upload stood still for too long and was let go of: begin it again',
      )
    : because(
        Missing,
        'upload-given-up',
        '这个上传已由送入的人放弃：请重新开始',
        'This upload was given up by its sender: begin it again',
      )

/** Ends an upload that never came whole; answers whether it was still under way. */
export async function endUpload(trx: Db, id: string, state: EndedState, at: Instant): Promise<boolean> {
  const change = { state, last_at: at }
  const open = trx.updateTable('upload').set(change).where('id', '=', id).where('state', '=', 'arriving')
  return (await open.executeTakeFirst()).numUpdatedRows > 0n
}

/** Bytes that a sender has said would come and that have not come whole. */
export async function promisedBy(db: Db, sender: string): Promise<number> {
  const open = db.selectFrom('upload').where('sender', '=', sender).where('state', '=', 'arriving')
  const { promised } = await open
    .select(({ fn }) => fn.sum<string | null>('bytes').as('promised'))
    .executeTakeFirstOrThrow()
  return Number(promised ?? 0)
}

/**
 * Bookkeeping only: a power cut may take it back, and the sender begins again; hence no wait for the disk, and all in one
 * statement, since one is written for every file.
 */
export async function insertUpload(
  db: Db,
  row: Pick<Upload, 'id' | 'sender' | 'station' | 'how' | 'begun_at'> & { declared: Declared },
): Promise<void> {
  const { id, sender, station, how, declared, begun_at } = row
  await sql`with quick as materialized (select set_config('synchronous_commit', 'off', true))
    insert into upload (id, sender, station, how, declared, bytes, state, begun_at, last_at)
    select ${id}::uuid, ${sender}, ${station}::uuid, ${how}, ${JSON.stringify(declared)}::jsonb, ${declared.bytes}::bigint, 'arriving',
      ${begun_at}::timestamptz, ${begun_at}::timestamptz
    from quick`.execute(db)
}

export async function setUpload(
  db: Db,
  id: string,
  change: Partial<Pick<Upload, 'state' | 'event_id' | 'recording' | 'quarantine'>> & { last_at: Instant },
): Promise<void> {
  await db.updateTable('upload').set(change).where('id', '=', id).execute()
}

/** All bytes are here. An upload that is further already stays where it is, and that is answered: its sender may say so more than once. */
export async function noteWhole(db: Db, id: string, at: Instant): Promise<boolean> {
  const change = { state: 'checking' as const, last_at: at }
  const open = db.updateTable('upload').set(change).where('id', '=', id).where('state', '=', 'arriving')
  return (await open.executeTakeFirst()).numUpdatedRows > 0n
}

/** What was here is not to be believed: the upload begins anew, and its sender sees so. */
export async function noteLost(db: Db, id: string, at: Instant): Promise<void> {
  const change = { state: 'arriving' as const, last_at: at }
  await db.updateTable('upload').set(change).where('id', '=', id).where('state', '=', 'checking').execute()
}

/** Uploads that have not all arrived yet. */
export const arriving = (db: Db): Promise<Pick<Upload, 'id' | 'bytes' | 'begun_at'>[]> =>
  db.selectFrom('upload').select(['id', 'bytes', 'begun_at']).where('state', '=', 'arriving').execute()

/** Which of these uploads have nothing to do with their staged file any more. */
export async function settledAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('upload')
    .select('id')
    .where('id', 'in', ids)
    .where('state', 'in', ['preserved', 'repeated', 'quarantined', 'given-up', 'expired'])
    .execute()
  return rows.map((row) => row.id)
}
