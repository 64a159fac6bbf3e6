import type { Me, Person, Unit } from '@liuhen/contract/people'
import { dayOf, type Obstacle, Refused, text } from '@liuhen/core/kernel'
import { inForce, isTermOver } from '@liuhen/core/people'
import type { ProposalKind } from '@liuhen/core/people'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { bureauOf } from './bureau-of.ts'
import { missingPerson } from './obstacles.ts'
import { IDLE_MINUTES, needsSecondFactor, nextOf } from './policy.ts'

const byPinyin = (column: string) => sql`${sql.ref(column)} collate pinyin`

export async function listUnits(db: Db): Promise<Unit[]> {
  const rows = await db.selectFrom('units').select(['id', 'state']).orderBy('code').execute()
  return rows.map(({ id, state }) => ({ id, ...state }))
}

export async function listPeople(db: Db, clock: Clock): Promise<Person[]> {
  const held = db
    .selectFrom('sign_in_hold')
    .select(['person', ({ fn }) => fn.max('held_until').as('until')])
    .groupBy('person')
    .as('held')
  const rows = await db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unit')
    .leftJoin('credential', 'credential.person', 'people.id')
    .leftJoin(held, (join) => join.onRef('held.person', '=', 'people.id'))
    .leftJoin('bureau', (join) => join.onTrue())
    .select(['people.id', 'people.state', 'units.name as unitName', 'held.until as lockedUntil'])
    .select(['bureau.sample', 'credential.enrolment', 'credential.enrolment_free as free'])
    .orderBy(byPinyin('people.name'))
    .orderBy('people.id')
    .execute()
  const now = clock.now()
  return rows.map(({ id, state: { proposals, ...state }, unitName, lockedUntil, sample, enrolment, free }) => ({
    id,
    ...state,
    unitName,
    proposed: Object.keys(proposals ?? {}) as ProposalKind[],
    ...(!state.secondFactor &&
      free !== true &&
      needsSecondFactor(state.roles, sample ?? false) && {
        enrolment: enrolment === null ? ('needed' as const) : ('issued' as const),
      }),
    locked: lockedUntil !== null && lockedUntil > now,
    termOver: isTermOver(state, now),
    certificateInForce: inForce(state.certificate, dayOf(now)),
  }))
}

export async function listColleagues(db: Db): Promise<{ id: string; name: string; unit: string; recorder: boolean }[]> {
  const people = db.selectFrom('people').select(['id', 'name', 'unit', 'roles'])
  const rows = await people.orderBy(byPinyin('name')).orderBy('id').execute()
  return rows.map(({ id, name, unit, roles }) => ({
    id,
    name,
    unit,
    recorder: roles.includes('officer') || roles.includes('auxiliary'),
  }))
}

export async function meOf(db: Db, clock: Clock, person: string): Promise<Me> {
  const row = await db
    .selectFrom('people')
    .innerJoin('units', 'units.id', 'people.unit')
    .innerJoin('credential', 'credential.person', 'people.id')
    .select(['people.state', 'units.id as unit', 'units.name as unitName', 'must_change', 'changed_at'])
    .where('people.id', '=', person)
    .executeTakeFirstOrThrow()
  const bureau = await bureauOf(db)
  const { name, userName, roles, secondFactor } = row.state
  return {
    id: person,
    name,
    userName,
    roles,
    unit: { id: row.unit, name: row.unitName },
    bureau: { name: bureau?.name ?? '', sample: bureau?.sample ?? false },
    next: nextOf(row, { roles, secondFactor, sample: bureau?.sample ?? false }, clock.now()),
    idleMinutes: IDLE_MINUTES,
  }
}

/** What other capabilities ask of a person. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly unit: string
}

/** Throws Missing. */
export async function findPerson(db: Db, id: string): Promise<Known> {
  const found = await db.selectFrom('people').select(['id', 'name', 'unit']).where('id', '=', id).executeTakeFirst()
  if (!found) throw missingPerson()
  return found
}

export const offDutyObstacle = (name: string, article: string): Obstacle => ({
  code: 'off-duty',
  message: text(
    `${name}已被停止执行职务，解除以前不能执行职务`,
    `${name} is suspended from duty and is given none until that is lifted`,
  ),
  citation: { article },
})

/** Throws Refused, with the article of each, where one of these is suspended from duty: no work is given them. */
export async function refuseOffDuty(db: Db, ids: readonly string[], field = 'officers'): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('people')
    .select(['name', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  const off = rows.flatMap(({ name, state: { offDuty = [] } }): Obstacle[] =>
    offDuty.slice(0, 1).map(({ article }) => ({ ...offDutyObstacle(name, article), field })),
  )
  if (off.length > 0) throw new Refused(off)
}

/** Everybody who is suspended from duty now. */
export async function offDuty(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from people where jsonb_array_length(coalesce(state -> 'offDuty', '[]')) > 0`.execute(db)
  return new Set(rows.map((one) => one.id))
}

/** The unit somebody is of; undefined when there is no such person. */
export async function unitOfPerson(db: Db, id: string): Promise<string | undefined> {
  return (await db.selectFrom('people').select('unit').where('id', '=', id).executeTakeFirst())?.unit
}

/**
 * The one person a camera or a file name means: by the user number of the camera, else by certificate number, else by
 * user name. Undefined when nobody is meant, or more than one.
 */
export async function findRecorder(db: Db, number: string): Promise<string | undefined> {
  for (const column of ['camera_user_number', 'certificate_number', 'user_name'] as const) {
    const rows = await db.selectFrom('people').select('id').where(column, '=', number).limit(2).execute()
    if (rows.length > 0) return rows.length === 1 ? rows[0]?.id : undefined
  }
  return undefined
}

/** Teams that enforce, by their names: sections of the bureau, and the bureau itself, are none. */
export async function teamNamesOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('units').select(['id', 'name', 'state']).execute()
  return new Map(rows.flatMap(({ id, name, state }) => (state.kind === 'section' ? [] : [[id, name] as const])))
}

/** Names of units by id. */
export async function unitNamesOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('units').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
