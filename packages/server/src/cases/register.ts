import type { Role } from '@liuhen/core/access'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import { because, dayOf, Missing } from '@liuhen/core/kernel'
import type { Person } from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

const HEADS: readonly Role[] = ['head', 'deputy-head']

/**
 * What the register says of these people, for the rules to judge by: certificates by their own dates; nobody who only assists
 * or is suspended has one that counts; who is of the heads, since they were first given that part. Throws Missing.
 */
export async function peopleOn(db: Db, ids: readonly string[]): Promise<Readonly<Record<string, Person>>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return {}
  const rows = await db.selectFrom('people').select(['id', 'state']).where('id', 'in', wanted).execute()
  const gone = wanted.find((id) => !rows.some((one) => one.id === id))
  if (gone !== undefined)
    throw because(Missing, 'person-unknown', '没有登记这个人', 'Nobody of that kind is registered')
  const heads = await headsSince(
    db,
    rows.filter(({ state }) => state.roles.some((role) => HEADS.includes(role))).map(({ id }) => id),
  )
  return Object.fromEntries(
    rows.map(({ id, state: { name, certificate, roles, suspended, reviewerSince } }): readonly [string, Person] => [
      id,
      {
        name,
        posts: [],
        ...(certificate &&
          !suspended &&
          !roles.includes('auxiliary') && { certificate: { from: certificate.validFrom, to: certificate.validTo } }),
        ...(reviewerSince && !suspended && { reviewer: { from: reviewerSince } }),
        ...(heads.has(id) && !suspended && { leader: { from: heads.get(id) as CalendarDate } }),
      },
    ]),
  )
}

/** The day on which each of these was first given the part of a head, as the journal has it. */
async function headsSince(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, CalendarDate>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly stream: string; readonly at: Instant }>`
    select stream, min(at) as at from journal
    where stream = any(${ids.map((id) => `person:${id}`)}::text[])
      and body -> 'roles' ?| ${[...HEADS]}::text[] and kind in ('PersonAdded/1', 'RolesGiven/1')
    group by stream`.execute(db)
  return new Map(rows.map(({ stream, at }) => [stream.slice('person:'.length), dayOf(at)]))
}
