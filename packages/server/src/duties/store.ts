import type { NamedPost, Roster, TrainingTopic } from '@liuhen/core/duties'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { type RawBuilder, sql } from 'kysely'
import { holdersThen } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'

/** Who is in that post on that day: of one unit, or of the bureau where none is named. */
export async function postHolders(
  db: Db,
  post: NamedPost,
  day: CalendarDate,
  unit?: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('posts')
    .select('person')
    .where('post', '=', post)
    .where('unit', unit === undefined ? 'is' : '=', unit ?? null)
    .where('first_day', '<=', day)
    .where((where) => where.or([where('last_day', 'is', null), where('last_day', '>=', day)]))
    .orderBy('first_day')
    .execute()
  return rows.map((one) => one.person)
}

/** In which units, or of the bureau (undefined), somebody is in that post on that day. */
export async function unitsHeld(
  db: Db,
  post: NamedPost,
  person: string,
  day: CalendarDate,
): Promise<readonly (string | undefined)[]> {
  const rows = await db
    .selectFrom('posts')
    .select('unit')
    .where('post', '=', post)
    .where('person', '=', person)
    .where('first_day', '<=', day)
    .where((where) => where.or([where('last_day', 'is', null), where('last_day', '>=', day)]))
    .execute()
  return rows.map((one) => one.unit ?? undefined)
}

/** Who led a unit at a moment: who was named its head for that day, or else who held the part of its leader then. */
export async function headsOn(db: Db, unit: string, at: Instant): Promise<readonly string[]> {
  const named = await postHolders(db, 'unit-head', dayOf(at), unit)
  return named.length > 0 ? named : holdersThen(db, 'team-leader', unit, at)
}

/** The rosters of these units from a day to another, the day before the first among them: its turns may reach into it. */
export async function rostersOf(
  db: Db,
  units: readonly string[],
  from: CalendarDate,
  to: CalendarDate,
): Promise<readonly (Roster & { readonly id: string })[]> {
  if (units.length === 0) return []
  const rows = await db
    .selectFrom('rosters')
    .select(['id', 'state'])
    .where('unit', 'in', [...units])
    .where('day', '>=', dateOf(numberOf(from) - 1))
    .where('day', '<=', to)
    .orderBy('day')
    .execute()
  return rows.map(({ id, state }) => ({ id, ...state }))
}

/** Trainings that were held by that day, the latest first, with who passed. */
export const trainingsHeld = (
  db: Db,
  until: CalendarDate,
): Promise<{ topic: TrainingTopic; day: CalendarDate; trained: string[] }[]> =>
  db
    .selectFrom('trainings')
    .select(['topic', 'day', 'trained'])
    .where('day', '<=', until)
    .where(sql<boolean>`state ? 'held'`)
    .orderBy('day', 'desc')
    .execute()

/**
 * Of recordings, as SQL: that one was made while its recorder was on no duty, by the rosters of their unit of that day and
 * of the one before. Where one of the two was not entered nothing is said of anybody.
 */
export const isOutsideDuty: RawBuilder<boolean> = sql<boolean>`(
  recordings.officer is not null and recordings.unit is not null and not recordings.unconfirmed
  and 2 = (select count(*) from rosters where rosters.unit = recordings.unit and rosters.day in (
    to_char(recordings.start_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
    to_char(recordings.start_at at time zone 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD')))
  and not exists (
    select from rosters, jsonb_array_elements(rosters.state -> 'turns') as turn
    where rosters.unit = recordings.unit
      and rosters.day between to_char(recordings.start_at at time zone 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD')
        and to_char(recordings.end_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
      and turn ->> 'person' = recordings.officer::text
      and (turn ->> 'start')::timestamptz < recordings.end_at and recordings.start_at < (turn ->> 'end')::timestamptz))`
