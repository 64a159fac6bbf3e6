import type { Db } from '../platform/database/index.ts'

/** The fixed public cameras of the register, by their ids. */
export async function fixedCameras(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('devices').select('id').where('kind', '=', 'surveillance').execute()
  return rows.map((one) => one.id)
}

/** Which of these recordings are of a fixed public camera. */
export async function fixedCameraAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const cameras = ids.length === 0 ? [] : await fixedCameras(db)
  if (cameras.length === 0) return new Set()
  const rows = await db
    .selectFrom('recordings')
    .select('id')
    .where('id', 'in', [...ids])
    .where('device', 'in', cameras)
    .execute()
  return new Set(rows.map((one) => one.id))
}
