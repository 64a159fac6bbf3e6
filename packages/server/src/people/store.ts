import { foldStream } from '@liuhen/core/journal'
import type { PersonState, UnitState } from '@liuhen/core/people'
import { sql } from 'kysely'
import { readStream } from '../ledger/index.ts'
import type { Reaction } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

export interface Kept<S> {
  readonly id: string
  readonly version: number
  readonly state: S
}

/** Keeps the read models of units and people: the whole stream is folded again, so that they never drift. */
export const peopleReaction: Reaction = async (trx, entries) => {
  const streams = new Set(entries.map(({ event }) => event.stream))
  for (const stream of streams) {
    const [type, id] = stream.split(':') as [string, string]
    if (type !== 'unit' && type !== 'person') continue
    const events = (await readStream(trx, stream)).map((one) => one.event)
    const state = foldStream(stream, events)
    if (state === undefined) continue
    const version = events.at(-1)?.version as number
    if (type === 'unit') await saveUnit(trx, id, version, state as unknown as UnitState)
    else await savePerson(trx, id, version, state as unknown as PersonState)
  }
}

const jsonb = <S>(state: S) => sql<S>`${JSON.stringify(state)}::jsonb`

async function saveUnit(trx: Db, id: string, version: number, state: UnitState): Promise<void> {
  const row = { version, state: jsonb(state), code: state.code, name: state.name, parent: state.parent ?? null }
  const insert = trx.insertInto('units').values({ id, ...row })
  await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute()
}

async function savePerson(trx: Db, id: string, version: number, state: PersonState): Promise<void> {
  const row = {
    version,
    state: jsonb(state),
    name: state.name,
    user_name: state.userName,
    unit: state.unit,
    roles: state.roles,
    certificate_number: state.certificate?.number ?? null,
    camera_user_number: state.cameraUserNumber ?? null,
    suspended: state.suspended,
  }
  const insert = trx.insertInto('people').values({ id, ...row })
  await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute()
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

const REGISTER = 7_140_010

/**
 * Lets one change to the register of units and people be made at a time, so that what was looked up before deciding
 * still holds when it is written. Ends with the transaction.
 */
export async function alone(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${REGISTER})`.execute(trx)
}
