import type { ActivityRow, activitiesEndpoints } from '@liuhen/contract/activities'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import type { ActivityDetails, ActivityFacts } from '@liuhen/core/activities'
import { CalendarDate, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import type { ExpressionBuilder } from 'kysely'
import { sql } from 'kysely'
import type { z } from 'zod'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db, Schema } from '../platform/database/index.ts'
import { type ActivityRowOf, visibleActivities } from './store.ts'

type Filter = z.output<(typeof activitiesEndpoints)['listActivities']['query']>

const PAGE = 60
const DAY = 86_400_000

function narrowed(where: ExpressionBuilder<Schema, 'activities'>, filter: Filter) {
  const day = (date: string) => startOf(CalendarDate.parse(date))
  return where.and([
    ...(filter.officer ? [sql<boolean>`activities.people @> array[${filter.officer}]::uuid[]`] : []),
    ...(filter.unit ? [where('unit', '=', filter.unit)] : []),
    ...(filter.activity ? [where('activity', '=', filter.activity)] : []),
    ...(filter.from ? [where('start_at', '>=', day(filter.from))] : []),
    ...(filter.to ? [where('start_at', '<', instantOf(millisecondsOf(day(filter.to)) + DAY))] : []),
    ...(filter.running ? [where('end_at', filter.running === 'true' ? 'is' : 'is not', null)] : []),
  ])
}

/** Activities, latest first, and how many there are in all. */
export async function listActivities(
  db: Db,
  viewer: Viewer,
  filter: Filter,
): Promise<{ rows: ActivityRow[]; total: number }> {
  const chosen = db
    .selectFrom('activities')
    .where((where) => where.and([visibleActivities(where, scopeOf(viewer)), narrowed(where, filter)]))
  const rows = chosen
    .selectAll()
    .orderBy('start_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit ?? PAGE)
  const all = chosen.select(({ fn }) => fn.countAll<number>().as('total'))
  const [found, { total }] = await Promise.all([rows.execute(), all.executeTakeFirstOrThrow()])
  return { rows: await activityRows(db, found), total }
}

/** Rows as the desk shows them, with names in place of ids. */
export async function activityRows(db: Db, rows: readonly ActivityRowOf[]): Promise<ActivityRow[]> {
  if (rows.length === 0) return []
  const [people, units, numbers] = await Promise.all([
    namesOfPeople(db),
    unitNamesOf(db),
    numbersOf(db, [...new Set(rows.flatMap((one) => one.state.facts.devices ?? []))]),
  ])
  const named = (id: string) => ({ id, name: people.get(id) ?? '' })
  return rows.map(({ id, state: { facts, annotations, ordered: [ordered] = [] } }) => ({
    id,
    activity: facts.activity,
    ...(facts.ownKind && { ownKind: facts.ownKind.name }),
    officer: named(facts.officer),
    unit: { id: facts.unit, name: units.get(facts.unit) ?? '' },
    colleagues: facts.colleagues.map(named),
    start: facts.start,
    devices: (facts.devices ?? []).map((device) => ({ id: device, number: numbers.get(device) ?? '' })),
    withoutDevice: facts.withoutDevice === true,
    details: detailsOf(facts),
    corrected: annotations.some((one) => one.corrects !== undefined),
    ...(ordered && {
      ordered: { ...ordered, by: people.get(ordered.by.slice('person:'.length)) ?? '' },
    }),
    ...(facts.end && { end: facts.end }),
    ...(facts.place !== undefined && { place: facts.place }),
  }))
}

/** Not through the door of devices, which itself asks here what goes on. */
async function numbersOf(db: Db, devices: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (devices.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    number: string
  }>`select id, number from devices where id = any(${[...devices]}::uuid[])`.execute(db)
  return new Map(rows.map((one) => [one.id, one.number]))
}

function detailsOf(facts: ActivityFacts): ActivityDetails {
  const { arrived, marks, notices, pictures, oneCamera, fallback, restricted, goods } = facts
  return { arrived, marks, notices, pictures, oneCamera, fallback, restricted, goods }
}
