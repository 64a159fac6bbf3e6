import type { DueClock } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { HolidayCalendar } from '@liuhen/core/calendar'
import type { Db } from '../platform/database/index.ts'
import { dayOfEnd, timeLeft } from './left.ts'

/** More than anybody can look at in a day. */
const MOST = 200

/** Periods of the cases this viewer handles or leads that are over or soon will be, those longest over first. */
export async function dueClocks(db: Db, calendar: HolidayCalendar, viewer: Viewer, now: Instant): Promise<DueClock[]> {
  const today = dayOf(now)
  const running = db
    .selectFrom('due')
    .innerJoin('cases', 'cases.id', 'due.case_id')
    .select([
      'cases.id',
      'cases.title as name',
      'due.period',
      'due.started_by',
      'due.title',
      'due.last_at',
      'due.counted',
    ])
    .where('due.warn_at', '<=', now)
    .orderBy('due.last_at')
    .orderBy('cases.id')
    .limit(MOST)
  const leads = viewer.roles.includes('team-leader') && viewer.units.length > 0
  const [own, led] = await Promise.all([
    running.where(sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`).execute(),
    leads ? running.where('due.unit', 'in', [...viewer.units]).execute() : [],
  ])
  const each = new Map([...own, ...led].map((one) => [`${one.id} ${one.period} ${one.started_by}`, one]))
  return [...each.values()]
    .flatMap(({ id, name, title, last_at: last, counted }) => {
      if (last === null) return []
      const left = timeLeft(dayOfEnd(last), counted, today, calendar)
      return [{ case: { id, title: name }, title, last, overdue: last <= now, left }]
    })
    .toSorted((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))
}
