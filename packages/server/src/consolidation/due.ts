import { type Cadence, firstDayOf } from '@liuhen/core/consolidation'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import '../recordings/index.ts'

const DAY = 86_400_000
/** Days looked back: more than two months, so that a month that was forgotten is still asked for when the next one ends. */
const DAYS = 75

/** A period as the rules of a day have it: `by` in the words of the instruments. */
export interface Period {
  readonly every: Cadence
  readonly by: string
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
}

function periodOn(book: Book, day: CalendarDate): Period | undefined {
  const { every, by = '', due: lastDay } = book.ask(day, { ask: 'consolidation', recordedOn: day })?.value ?? {}
  if (!every || !lastDay) return undefined
  return { every, by, firstDay: firstDayOf(every, lastDay), lastDay }
}

/** The period a recording is gathered with: one handed over in time only after its last day goes with the next. */
export function periodOf(book: Book, start: Instant, end: Instant): Period | undefined {
  const day = dayOf(start)
  const period = periodOn(book, day)
  if (period?.lastDay !== day) return period
  const due = book.ask(day, { ask: 'handover', what: 'all', recordingEnd: end })?.value.due
  return due && dayOf(due) > day ? (periodOn(book, dayOf(due)) ?? period) : period
}

/** Recordings of one unit and period that are in no batch. */
export interface Ungathered {
  readonly unit: string
  readonly period: Period
  readonly count: number
}

interface Group {
  readonly unit: string
  readonly start: Instant
  readonly end: Instant
  readonly count: number
}

/** What was recorded of late and is in no batch, by unit and period; of these units where told. */
export async function ungathered(
  db: Db,
  book: Book,
  now: Instant,
  units: readonly string[] | undefined,
): Promise<Ungathered[]> {
  const days = Array.from({ length: DAYS }, (_, i) => dayOf(instantOf(millisecondsOf(now) - i * DAY)))
  const last = days.filter((day) => periodOn(book, day)?.lastDay === day)
  const since = startOf(days.at(-1) as CalendarDate)
  // On the last day of a period it hangs on the minute with which one a recording goes.
  const { rows } = await sql<Group>`
    select unit, min(start_at) as start, min(end_at) as end, count(*) as count
    from recordings
    where start_at >= ${since} and unit is not null
      and (${units ?? null}::uuid[] is null or unit = any(${units ?? null}::uuid[]))
      and not exists (select from consolidations batch where batch.recordings @> array[recordings.id])
    group by unit, (start_at at time zone 'Asia/Shanghai')::date,
      case when (start_at at time zone 'Asia/Shanghai')::date::text = any(${last}) then date_trunc('minute', end_at) end`.execute(
    db,
  )
  const found = new Map<string, Ungathered>()
  for (const { unit, start, end, count } of rows) {
    const period = book.on(dayOf(start)) && periodOf(book, start, end)
    if (!period) continue
    const key = `${unit} ${period.lastDay}`
    found.set(key, { unit, period, count: (found.get(key)?.count ?? 0) + count })
  }
  return [...found.values()].toSorted((a, b) => (a.period.lastDay < b.period.lastDay ? -1 : 1))
}
