import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'
import type { Kept } from '@liuhen/core/retention'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { fixedCameras } from '../recordings/index.ts'
import './tables.ts'

/** Where a page ends: recordings are gone through by when they began. */
export interface Reached {
  readonly start: Instant
  readonly id: string
}

/**
 * Recordings kept from one day of which the same is known, and of which the same stands: they are kept for the same time. What is in
 * a case, is of a fixed camera, was tied to an activity by hand, or has a fact registered of it or of an activity of its is apart.
 */
export interface Alike {
  readonly apart: boolean
  readonly recordedOn: CalendarDate
  readonly activities: readonly Activity[]
  readonly kept: Kept | undefined
  readonly ids: readonly string[]
}

export interface AlikePage {
  readonly groups: readonly Alike[]
  readonly count: number
  readonly last: Reached
}

/** Of so many it is asked at once whether they are in a case or tied to an activity. */
const ASKED = 1000

const following = (after: Reached | undefined): RawBuilder<unknown> =>
  after ? sql`and (start_at, id) > (${after.start}::timestamptz, ${after.id}::uuid)` : sql``

/**
 * The next so many recordings after that one, put together in the database by what is alike of them; undefined where none are
 * left. Before a recording was read it is not known of what day it is: those are left out.
 */
export async function alikeAfter(db: Db, after: Reached | undefined, count: number): Promise<AlikePage | undefined> {
  const fixed = await fixedCameras(db)
  const page = sql`select id, officer, device, start_at, end_at, kept_from from recordings
    where not disposed and derived <> 'waiting' ${following(after)} order by start_at, id limit ${count}`
  const { rows: ends } = await sql<{ start: Instant | null; until: Instant; last: Instant; id: string; n: number }>`
    with page as (${page})
    select min(start_at) as start, max(end_at) as until, count(*) as n,
      (select id from page order by start_at desc, id desc limit 1) as id,
      (select start_at from page order by start_at desc, id desc limit 1) as last
    from page`.execute(db)
  const [end] = ends
  if (!end?.start) return undefined
  const { rows } = await sql<{
    apart: boolean
    day: CalendarDate
    kinds: Activity[]
    class: Kept['class'] | null
    until: CalendarDate | null
    for_good: boolean | null
    carriers: NonNullable<Kept['carriers']> | null
    ids: string[]
  }>`
    with page as materialized (${page}),
    asked as (select array_agg(id) as ids from (select id, row_number() over () / ${ASKED} as part from page) as numbered group by part),
    acts as materialized (
      select id, unnest(people) as person, start_at, end_at,
        array[activity] || array(select mark ->> 'mark' from jsonb_array_elements(state -> 'facts' -> 'marks') as mark) as kinds,
        exists (select from keeping_facts where about_id = activities.id) as apart
      from activities where start_at >= ${end.start}::timestamptz - interval '24 hours' and start_at < ${end.until}::timestamptz
    ),
    during as (
      select page.id, array_agg(distinct kind order by kind) as kinds, bool_or(acts.apart) as apart
      from page join acts on acts.person = page.officer and acts.start_at < page.end_at
          and acts.start_at >= page.start_at - interval '24 hours' and (acts.end_at is null or acts.end_at > page.start_at),
        unnest(acts.kinds) as kind
      group by page.id
    ),
    apart as (
      select unnest(activities.tied) as id from asked join activities on activities.tied && asked.ids
      union select unnest(cases.recordings) from asked join cases on cases.recordings && asked.ids
      union select id from page where device = any(${fixed}::uuid[])
      union select about_id from keeping_facts join page on page.id = about_id
    )
    select apart.id is not null or coalesce(during.apart, false) as apart,
      page.kept_from::text as day, coalesce(during.kinds, '{}') as kinds,
      retentions.class, retentions.until, retentions.for_good, retentions.state -> 'kept' -> 'carriers' as carriers,
      array_agg(page.id) as ids
    from page left join during using (id) left join apart using (id) left join retentions using (id)
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db)
  return {
    count: end.n,
    last: { start: end.last, id: end.id },
    groups: rows.map((one) => ({
      apart: one.apart,
      recordedOn: one.day,
      activities: one.kinds,
      kept: one.class === null ? undefined : standing(one.class, one),
      ids: one.ids,
    })),
  }
}

const standing = (
  of: Kept['class'],
  {
    until,
    for_good,
    carriers,
  }: {
    readonly until: CalendarDate | null
    readonly for_good: boolean | null
    readonly carriers: NonNullable<Kept['carriers']> | null
  },
): Kept => ({
  class: of,
  ...(until !== null && { until }),
  ...(for_good === true && { forGood: true }),
  ...(carriers && { carriers }),
  citations: [],
})
