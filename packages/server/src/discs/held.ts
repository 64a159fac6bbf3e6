import { rm } from 'node:fs/promises'
import type { DiscStands } from '@liuhen/core/discs'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { syncFolder } from '../platform/index.ts'
import { imagePath } from './image.ts'

/** A disc that recordings are on: its image in the store, and the disc itself where it was burnt. */
export interface HoldingDisc {
  readonly id: string
  readonly serial: string
  readonly stands: DiscStands
  readonly recordings: readonly string[]
  readonly place: string | null
  /** What is on it. */
  readonly package: string
  readonly burnt: boolean
}

/** Every disc of which an image was made that holds any of these recordings. */
export async function discsHolding(db: Db, recordings: readonly string[]): Promise<readonly HoldingDisc[]> {
  if (recordings.length === 0) return []
  const { rows } = await sql<HoldingDisc>`
    select id, serial, stands, recordings, state ->> 'place' as place, package, burnt_at is not null as burnt
    from discs
    where recordings && ${[...recordings]}::uuid[] and state ? 'image' order by serial`.execute(db)
  return rows
}

/** Removes the image of a disc from the store, durably. The disc itself is where it is kept. */
export async function removeImage(folder: string, { serial }: Pick<HoldingDisc, 'serial'>): Promise<void> {
  await rm(imagePath({ folder }, serial), { force: true })
  await syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** Discs with any of these recordings that are lent out. */
export async function lentDiscs(
  db: Db,
  recordings: readonly string[],
): Promise<readonly { readonly serial: string; readonly recordings: readonly string[] }[]> {
  if (recordings.length === 0) return []
  return db
    .selectFrom('discs')
    .select(['serial', 'recordings'])
    .where(sql<boolean>`recordings && ${sql.val([...recordings])}::uuid[]`)
    .where('lent_until', 'is not', null)
    .orderBy('serial')
    .execute()
}
