import { sql } from 'kysely'
import type { Declared } from '@liuhen/core/intake'
import { because, type Instant, Missing } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import type { UploadTable } from './tables.ts'

export type Upload = UploadTable

/** The upload of that name, or Missing. */
export async function uploadOf(db: Db, id: string): Promise<Upload> {
  const found = await db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found)
    throw because(Missing, 'upload-unknown', '没有这个上传，请重新开始', 'There is no such upload: begin it again')
  return found
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

/** All bytes are here. An upload that is further already stays where it is: its sender may say so more than once. */
export async function noteWhole(db: Db, id: string, at: Instant): Promise<void> {
  const change = { state: 'checking' as const, last_at: at }
  await db.updateTable('upload').set(change).where('id', '=', id).where('state', '=', 'arriving').execute()
}

/** What was here is not to be believed: the upload begins anew, and its sender sees so. */
export async function noteLost(db: Db, id: string, at: Instant): Promise<void> {
  const change = { state: 'arriving' as const, last_at: at }
  await db.updateTable('upload').set(change).where('id', '=', id).where('state', '=', 'checking').execute()
}

/** Uploads that have not all arrived yet. */
export const arriving = (db: Db): Promise<Pick<Upload, 'id' | 'bytes' | 'begun_at'>[]> =>
  db.selectFrom('upload').select(['id', 'bytes', 'begun_at']).where('state', '=', 'arriving').execute()

/** Which of these uploads are settled. */
export async function settledAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('upload')
    .select('id')
    .where('id', 'in', ids)
    .where('state', 'in', ['preserved', 'repeated', 'quarantined'])
    .execute()
  return rows.map((row) => row.id)
}
