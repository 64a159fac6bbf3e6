import { scopeOf, type Scope, type Viewer } from '@liuhen/core/access'
import { because, type Instant, instantOf, millisecondsOf, Missing } from '@liuhen/core/kernel'
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Db, Schema } from '../platform/database/index.ts'
import type { ActivityTable } from './tables.ts'

export type ActivityRowOf = Selectable<ActivityTable>
type Where = ExpressionBuilder<Schema, 'activities'>

/** An activity lasts a day at most, so one that could reach into a moment began no earlier than this before it. */
const LONGEST = 86_400_000

/** What of the activities a viewer sees, as SQL: also those one took part in. */
export function visibleActivities(where: Where, scope: Scope) {
  if (!scope) return where.lit(false)
  if ('all' in scope) return where.lit(true)
  const own = sql<boolean>`activities.people @> array[${scope.person}]::uuid[]`
  return 'units' in scope && scope.units.length > 0 ? where.or([own, where('unit', 'in', scope.units)]) : own
}

const unknown = (): Error =>
  because(
    Missing,
    'activity-unknown',
    '没有这次活动，或者您无权查看',
    'There is no such activity, or you may not see it',
  )

/** The activity, whoever asks; undefined where there is none. */
export const activityById = (db: Db, id: string): Promise<ActivityRowOf | undefined> =>
  db.selectFrom('activities').selectAll().where('id', '=', id).executeTakeFirst()

/** The activity, when this viewer may see it. Throws Missing either way, so that what exists is not told. */
export async function activityOf(db: Db, viewer: Viewer, id: string): Promise<ActivityRowOf> {
  const row = await db
    .selectFrom('activities')
    .selectAll()
    .where('id', '=', id)
    .where((where) => visibleActivities(where, scopeOf(viewer)))
    .executeTakeFirst()
  if (!row) throw unknown()
  return row
}

/** Activities that touch the time between the two instants, of these people or of all, in order. */
export async function activitiesBetween(
  db: Db,
  from: Instant,
  to: Instant,
  of: {
    readonly people?: readonly string[]
    readonly units?: readonly string[] | undefined
    /** Cut to what this scope sees; all of them unless told. */
    readonly seenBy?: Scope
  } = {},
): Promise<ActivityRowOf[]> {
  let query = db
    .selectFrom('activities')
    .selectAll()
    .where('start_at', '<', to)
    .where('start_at', '>=', instantOf(millisecondsOf(from) - LONGEST))
    .where((where) => where.or([where('end_at', 'is', null), where('end_at', '>', from)]))
    .orderBy('start_at')
    .orderBy('id')
  if (of.people) query = query.where(sql<boolean>`people && ${sql.val([...of.people])}::uuid[]`)
  if ('seenBy' in of) query = query.where((where) => visibleActivities(where, of.seenBy))
  if (of.units) query = query.where('unit', 'in', of.units.length > 0 ? of.units : [NOWHERE])
  return query.execute()
}

/** Activities to which a person has tied one of these recordings, in order. */
export async function activitiesTiedTo(db: Db, recordings: readonly string[]): Promise<ActivityRowOf[]> {
  if (recordings.length === 0) return []
  return db
    .selectFrom('activities')
    .selectAll()
    .where(sql<boolean>`tied && ${sql.val([...recordings])}::uuid[]`)
    .orderBy('start_at')
    .orderBy('id')
    .execute()
}

/** What goes on now, of those this viewer may end: their own, and their unit's where they lead it; latest first. */
export async function runningFor(db: Db, viewer: Viewer): Promise<ActivityRowOf[]> {
  const leads = viewer.roles.includes('team-leader') && viewer.units.length > 0
  return db
    .selectFrom('activities')
    .selectAll()
    .where('end_at', 'is', null)
    .where((where) =>
      where.or([
        visibleActivities(where, { person: viewer.person }),
        ...(leads ? [where('unit', 'in', [...viewer.units])] : []),
      ]),
    )
    .orderBy('start_at', 'desc')
    .orderBy('id')
    .execute()
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
