import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  namedPosts,
  type NamedPost,
  postStream,
  rosterStream,
  type TrainingCommand,
  trainingStream,
} from '@liuhen/core/duties'
import { because, Denied, Missing } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { hold, type Journal } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { findPerson, refuseOffDuty, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'

export interface Duties {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
}

const actor = (viewer: Viewer): string => `person:${viewer.person}`

/** Who leads the bureau or its office names everybody; the leader of a unit who receives its recordings. */
export function namesPost(viewer: Viewer, post: NamedPost, unit: string | undefined): boolean {
  if (viewer.roles.some((role) => BUREAU.includes(role))) return true
  return post === 'recordings-keeper' && unit !== undefined && leadsUnit(viewer, unit)
}
const BUREAU: readonly string[] = ['head', 'deputy-head', 'office', 'legal-section']

const leadsUnit = ({ roles, units }: Viewer, unit: string): boolean =>
  roles.includes('team-leader') && units.includes(unit)

function refuseOther(viewer: Viewer, post: NamedPost, unit: string | undefined): void {
  if (namesPost(viewer, post, unit)) return
  const { zh, en } = namedPosts[post].title
  throw because(
    Denied,
    'not-yours-to-name',
    `${zh}由局负责人或者办公室、法制机构确定；本单位的专门人员由其负责人指定`,
    `${en} is named by the heads, the office or the legal section; who receives recordings by the leader of the unit`,
  )
}

async function refuseUnknown(db: Db, unit: string): Promise<void> {
  if (!(await unitNamesOf(db)).has(unit))
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
}

/** Throws Missing for an unknown person or unit, Denied for whom it is not to name, and Refused. */
export async function fillPost(
  { db, clock, journal }: Duties,
  viewer: Viewer,
  facts: BodyOf<Table['fillPost']>,
): Promise<{ id: string }> {
  refuseOther(viewer, facts.post, facts.unit)
  await findPerson(db, facts.person)
  await refuseOffDuty(db, [facts.person], 'person')
  if (facts.unit !== undefined) await refuseUnknown(db, facts.unit)
  const at = clock.now()
  const id = uuidv7(at)
  await db.transaction().execute(async (trx) => {
    // Two may name somebody to the same post at once.
    await hold(trx, `post ${facts.post} ${facts.unit ?? ''}`)
    const held = await trx
      .selectFrom('posts')
      .select('state')
      .where('post', '=', facts.post)
      .where('unit', facts.unit === undefined ? 'is' : '=', facts.unit ?? null)
      .execute()
    const context = { at, actor: actor(viewer), held: held.map((one) => one.state) }
    await journal.act(trx, postStream, id, { do: 'fill', facts }, context)
  })
  return { id }
}

/** Throws Missing, Denied for whom it is not to name, and Refused. */
export async function leavePost(
  { db, clock, journal }: Duties,
  viewer: Viewer,
  id: string,
  given: BodyOf<Table['leavePost']>,
): Promise<void> {
  const row = await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'post-unknown', '没有这条任职记录', 'There is no such entry')
  refuseOther(viewer, row.post, row.unit ?? undefined)
  const context = { at: clock.now(), actor: actor(viewer) }
  await db.transaction().execute((trx) => journal.act(trx, postStream, id, { do: 'leave', ...given }, context))
}

/** The people of a unit by id. */
async function peopleOf(db: Db, unit: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where unit = ${unit}`.execute(db)
  return new Map(rows.map((one) => [one.id, one.name]))
}

/**
 * Who of a unit is on duty in turns that begin on that day: entered, or changed with a reason where it is there. Throws Denied
 * for another unit's, Missing and Refused.
 */
export async function enterRoster(
  { db, clock, journal }: Duties,
  viewer: Viewer,
  { unit, day, turns, reason }: BodyOf<Table['enterRoster']>,
): Promise<{ id: string }> {
  if (!viewer.roles.includes('office') && !leadsUnit(viewer, unit))
    throw because(Denied, 'other-unit', '只能登记本单位的排班', 'You enter the roster of your own unit only', {
      field: 'unit',
    })
  await refuseUnknown(db, unit)
  await refuseOffDuty(db, [...new Set(turns.map((one) => one.person))], 'turns')
  const at = clock.now()
  const run = async (trx: Db): Promise<{ id: string }> => {
    await hold(trx, `roster ${unit} ${day}`)
    const known = await trx
      .selectFrom('rosters')
      .select('id')
      .where('unit', '=', unit)
      .where('day', '=', day)
      .executeTakeFirst()
    const id = known?.id ?? uuidv7(at)
    const context = { at, actor: actor(viewer), people: await peopleOf(trx, unit), day }
    const command = known
      ? ({ do: 'change', turns, reason } as const)
      : ({ do: 'enter', facts: { unit, day, turns } } as const)
    await journal.act(trx, rosterStream, id, command, context)
    return { id }
  }
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}

export async function planTraining(
  { db, clock, journal }: Duties,
  viewer: Viewer,
  plan: BodyOf<Table['planTraining']>,
): Promise<{ id: string }> {
  for (const person of plan.people) await findPerson(db, person)
  const at = clock.now()
  const id = uuidv7(at)
  const people = [...new Set(plan.people)]
  await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, trainingStream, id, { do: 'plan', plan: { ...plan, people } }, { at, actor: actor(viewer) }),
    )
  return { id }
}

/** What came of a training, or that there is none. Throws Missing and Refused. */
export async function actOnTraining(
  { db, clock, journal }: Duties,
  viewer: Viewer,
  id: string,
  command: Exclude<TrainingCommand, { readonly do: 'plan' }>,
): Promise<void> {
  const row = await db.selectFrom('trainings').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'training-unknown', '没有这次培训', 'There is no such training')
  if (command.do === 'hold') for (const { person } of command.attendance) await findPerson(db, person)
  const context = { at: clock.now(), actor: actor(viewer) }
  await db.transaction().execute((trx) => journal.act(trx, trainingStream, id, command, context))
}
