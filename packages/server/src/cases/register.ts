import type { Role } from '@liuhen/core/access'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import { because, dayOf, Missing, Refused, text } from '@liuhen/core/kernel'
import { inForce } from '@liuhen/core/people'
import type { Person } from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'

/**
 * Throws Refused, with the article, where one of these has no certificate in force on that day and the rules of it want who
 * acts to have one: no case is given them.
 */
export async function refuseUncertified(db: Db, book: Book, day: CalendarDate, ids: readonly string[]): Promise<void> {
  const wanted = book.ask(day, { ask: 'recorder', who: 'officer' })
  if (ids.length === 0 || !wanted || wanted.value.needs.length === 0) return
  const rows = await db
    .selectFrom('people')
    .select(['name', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  const [citation] = wanted.rules.flatMap((one) => one.citations)
  const lacking = rows.filter(({ state }) => !inForce(state.certificate, day))
  if (lacking.length === 0) return
  throw new Refused(
    lacking.map(({ name }) => ({
      code: 'officer-uncertified',
      message: text(
        `${name}没有当日有效的执法证，不能承办案件；证件由系统管理员在“人员”页登记`,
        `${name} has no certificate in force today and handles no case; the system administrator enters certificates under People`,
      ),
      field: 'officers',
      ...(citation && { citation }),
    })),
  )
}

const HEADS: readonly Role[] = ['head', 'deputy-head']

/**
 * What the register says of these people on a day, for the rules to judge by: certificates by their own dates; nobody who only
 * assists has one that counts, and nobody while they are suspended; who is of the heads, since they were first given that
 * part. Throws Missing.
 */
export async function peopleOn(
  db: Db,
  ids: readonly string[],
  day: CalendarDate,
): Promise<Readonly<Record<string, Person>>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return {}
  const rows = await db.selectFrom('people').select(['id', 'state']).where('id', 'in', wanted).execute()
  const gone = wanted.find((id) => !rows.some((one) => one.id === id))
  if (gone !== undefined)
    throw because(Missing, 'person-unknown', '没有登记这个人', 'Nobody of that kind is registered')
  const [heads, ends] = await Promise.all([
    headsSince(
      db,
      rows.filter(({ state }) => state.roles.some((role) => HEADS.includes(role))).map(({ id }) => id),
    ),
    suspendedOn(db, wanted, day),
  ])
  return Object.fromEntries(
    rows.map(({ id, state: { name, certificate, roles, reviewerSince } }): readonly [string, Person] => {
      const until = ends.get(id)
      const [acts, reviews, leads] = [
        roles.includes('auxiliary') ? undefined : held(certificate?.validFrom, certificate?.validTo, until),
        held(reviewerSince, undefined, until),
        held(heads.get(id), undefined, until),
      ]
      return [
        id,
        {
          name,
          posts: [],
          ...(acts && { certificate: acts }),
          ...(reviews && { reviewer: reviews }),
          ...(leads && { leader: leads }),
        },
      ]
    }),
  )
}

/** From when to when something counts of somebody who was suspended on that day; undefined where it never did. */
function held(
  from: CalendarDate | undefined,
  to: CalendarDate | undefined,
  suspended: CalendarDate | undefined,
): NonNullable<Person['certificate']> | undefined {
  if (from === undefined) return undefined
  const before = suspended && dateOf(numberOf(suspended) - 1)
  const last = before !== undefined && (to === undefined || before < to) ? before : to
  return last !== undefined && last < from ? undefined : { from, ...(last !== undefined && { to: last }) }
}

/** The day on which each of these was first given the part of a head, as the journal has it. */
async function headsSince(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, CalendarDate>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Told>`
    select stream, min(at) as at from journal
    where stream = any(${streamsOf(ids)}::text[])
      and body -> 'roles' ?| ${[...HEADS]}::text[] and kind in ('PersonAdded/1', 'RolesGiven/1')
    group by stream`.execute(db)
  return byPerson(rows)
}

const OFF: readonly string[] = ['PersonSuspended/1', 'PersonTakenOffDuty/1']
const BACK: readonly string[] = ['PersonReinstated/1', 'PersonBackOnDuty/1']

/**
 * Who of these was suspended or off duty on that day, and since when: the day of the suspension counts, that of its end does
 * not. What they did before and after is judged as theirs; who is held back by several is so until the last of them ends.
 */
async function suspendedOn(
  db: Db,
  ids: readonly string[],
  day: CalendarDate,
): Promise<ReadonlyMap<string, CalendarDate>> {
  const { rows } = await sql<Told & { readonly kind: string; readonly by: string | null }>`
    select stream, at, kind, body ->> 'liability' as by from journal
    where stream = any(${streamsOf(ids)}::text[]) and kind = any(${[...OFF, ...BACK]}::text[])
    order by position`.execute(db)
  const since = new Map<string, Map<string, CalendarDate>>()
  for (const { stream, at, kind, by } of rows) {
    const [person, on, what] = [stream.slice('person:'.length), dayOf(at), by ?? 'account']
    const own = since.get(person) ?? new Map<string, CalendarDate>()
    since.set(person, own)
    if (OFF.includes(kind) && on <= day) own.set(what, on)
    if (BACK.includes(kind) && on <= day && own.get(what) !== day) own.delete(what)
  }
  return new Map(
    [...since].flatMap(([person, own]) => {
      const [first] = [...own.values()].toSorted()
      return first === undefined ? [] : [[person, first] as const]
    }),
  )
}

interface Told {
  readonly stream: string
  readonly at: Instant
}

const streamsOf = (ids: readonly string[]): string[] => ids.map((id) => `person:${id}`)

const byPerson = (rows: readonly Told[]): ReadonlyMap<string, CalendarDate> =>
  new Map(rows.map(({ stream, at }) => [stream.slice('person:'.length), dayOf(at)]))
