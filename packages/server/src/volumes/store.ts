import { EMPTY, type VolumeState } from '@liuhen/core/volumes'
import type { Selectable } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { VolumeTable } from './tables.ts'

export type VolumeRowOf = Selectable<VolumeTable>

/** The volume of a case; an empty one where nothing was filed or bound yet. */
export async function volumeState(db: Db, caseId: string): Promise<VolumeState> {
  const row = await db.selectFrom('volumes').select('state').where('id', '=', caseId).executeTakeFirst()
  return row?.state ?? EMPTY
}

/** All volumes there are, those bound last first. */
export const allVolumes = (db: Db): Promise<VolumeRowOf[]> =>
  db.selectFrom('volumes').selectAll().orderBy('bound_at', 'desc').orderBy('id').execute()

/** The next number of a year: the year, and its place in order to four digits. Asked while the year is held. */
export async function nextNumber(db: Db, year: string): Promise<string> {
  const rows = await db.selectFrom('volumes').select('number').where('number', 'like', `${year}-%`).execute()
  const last = Math.max(0, ...rows.map((one) => Number(one.number?.slice(5) ?? 0)))
  return `${year}-${String(last + 1).padStart(4, '0')}`
}
