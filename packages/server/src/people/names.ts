import type { Role } from '@liuhen/core/access'
import type { Instant } from '@liuhen/core/kernel'
import { foldPerson, type PersonState } from '@liuhen/core/people'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** Names of all people by id. A bureau has hundreds, not millions. */
export async function namesOfPeople(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('people').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The number of each person's 执法证, of those who have one. */
export async function certificatesOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('people').select(['id', 'certificate_number']).execute()
  return new Map(rows.flatMap((row) => (row.certificate_number === null ? [] : [[row.id, row.certificate_number]])))
}

/** What an actor of the journal is called: a person's name, a station's number, or 系统. */
export async function namesOfActors(db: Db): Promise<(actor: string) => string> {
  const [people, stations] = await Promise.all([
    namesOfPeople(db),
    // Not through the door of devices, which itself asks for names here.
    sql<{ id: string; number: string }>`select id, number from devices where kind = 'docking-station'`.execute(db),
  ])
  const names = new Map([...people].map(([id, name]) => [`person:${id}`, name]))
  for (const { id, number } of stations.rows) names.set(`station:${id}`, number)
  return (actor) => names.get(actor) ?? (actor === 'system' ? '系统' : actor)
}

/** Who holds that role and is not suspended, of these units or of all, by their unit. */
export async function holdersOf(
  db: Db,
  role: Role,
  units?: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; unit: string }>`
    select id, unit from people
    where roles @> array[${role}]::text[] and not suspended
      and (${units ?? null}::uuid[] is null or unit = any(${units ?? null}::uuid[]))
    order by id`.execute(db)
  const byUnit = Map.groupBy(rows, (one) => one.unit)
  return new Map([...byUnit].map(([unit, own]) => [unit, own.map((one) => one.id)]))
}

interface Happened {
  readonly stream: string
  readonly kind: string
  readonly at: Instant
  readonly actor: string
  readonly body: unknown
}

/** Who held that role in the unit at a moment gone by and was not suspended, as the journal has it. */
export async function holdersThen(db: Db, role: Role, unit: string, at: Instant): Promise<readonly string[]> {
  const { rows } = await sql<Happened>`
    select stream, kind, at, actor, body from journal
    where at <= ${at} and stream in (
      select stream from journal where kind in ('PersonAdded/1', 'RolesGiven/1') and body -> 'roles' ? ${role})
    order by stream, version`.execute(db)
  const people = new Map<string, PersonState | undefined>()
  for (const { stream, ...event } of rows) people.set(stream, foldPerson(people.get(stream), event))
  return [...people]
    .filter(([, one]) => one && !one.suspended && one.unit === unit && one.roles.includes(role))
    .map(([stream]) => stream.slice('person:'.length))
}
