import { EMPTY, type VolumeState } from '@liuhen/core/volumes'
import type { Instant } from '@liuhen/core/kernel'
import { type Selectable, sql } from 'kysely'
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

/** Papers stored in that time and still there, with the day each bears. */
export async function materialsFiled(
  db: Db,
  from: Instant,
  before: Instant,
): Promise<readonly { readonly caseId: string; readonly material: VolumeState['materials'][number] }[]> {
  const rows = await db
    .selectFrom('volumes')
    .select(['id', 'state'])
    .where(
      sql<boolean>`exists (select from jsonb_array_elements(state -> 'materials') as one
        where (one -> 'filed' ->> 'at')::timestamptz >= ${from}::timestamptz
          and (one -> 'filed' ->> 'at')::timestamptz < ${before}::timestamptz)`,
    )
    .execute()
  return rows.flatMap(({ id, state }) =>
    state.materials
      .filter(({ filed: { at }, withdrawn }) => !withdrawn && at >= from && at < before)
      .map((material) => ({ caseId: id, material })),
  )
}

/** The next number of a year: the year, and its place in order to four digits. Asked while the year is held. */
export async function nextNumber(db: Db, year: string): Promise<string> {
  const rows = await db.selectFrom('volumes').select('number').where('number', 'like', `${year}-%`).execute()
  const last = Math.max(0, ...rows.map((one) => Number(one.number?.slice(5) ?? 0)))
  return `${year}-${String(last + 1).padStart(4, '0')}`
}
