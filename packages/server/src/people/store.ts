import type { PersonState, UnitState } from '@liuhen/core/people'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

export interface Kept<S> {
  readonly id: string
  readonly version: number
  readonly state: S
}

export const unitById = (db: Db, id: string): Promise<Kept<UnitState> | undefined> =>
  db.selectFrom('units').select(['id', 'version', 'state']).where('id', '=', id).executeTakeFirst()

export const unitByCode = (db: Db, code: string): Promise<Kept<UnitState> | undefined> =>
  db.selectFrom('units').select(['id', 'version', 'state']).where('code', '=', code).executeTakeFirst()

export const personById = (db: Db, id: string): Promise<Kept<PersonState> | undefined> =>
  db.selectFrom('people').select(['id', 'version', 'state']).where('id', '=', id).executeTakeFirst()

export const personByUserName = (db: Db, userName: string): Promise<Kept<PersonState> | undefined> =>
  db.selectFrom('people').select(['id', 'version', 'state']).where('user_name', '=', userName).executeTakeFirst()

export const personByCertificate = (db: Db, number: string): Promise<Kept<PersonState> | undefined> =>
  db.selectFrom('people').select(['id', 'version', 'state']).where('certificate_number', '=', number).executeTakeFirst()

/** The unit and everything below it. */
export async function unitAndBelow(db: Db, unit: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from units where id = ${unit}
      union select units.id from units join below on units.parent = below.id
    )
    select id from below`.execute(db)
  return rows.map((row) => row.id)
}

/** The unit and everything it is within, the nearest first. */
export async function unitAndAbove(db: Db, unit: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, parent, 0 as far from units where id = ${unit}
      union all select units.id, units.parent, above.far + 1 from units join above on units.id = above.parent
    )
    select id from above order by far`.execute(db)
  return rows.map((row) => row.id)
}

const REGISTER = 7_140_010

/**
 * Lets one change to the register of units and people be made at a time, so that what was looked up before deciding
 * still holds when it is written. Ends with the transaction.
 */
export async function alone(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${REGISTER})`.execute(trx)
}
