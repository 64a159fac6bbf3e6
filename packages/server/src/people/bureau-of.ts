import type { Db } from '../platform/database/index.ts'
import type { BureauTable } from './tables.ts'

type Bureau = Pick<BureauTable, 'id' | 'name' | 'slug' | 'origin' | 'sample'>

/** The bureau this installation serves; undefined before it is set up. */
export const bureauOf = (db: Db): Promise<Bureau | undefined> =>
  db.selectFrom('bureau').select(['id', 'name', 'slug', 'origin', 'sample']).executeTakeFirst()
