import type { Viewer } from '@liuhen/core/access'
import { type HolidayCalendar, lastCalendarDay, lastDayOfMonths, lastWorkingDay } from '@liuhen/core/calendar'
import { activityStream } from '@liuhen/core/activities'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { type Term, termSetting } from '@liuhen/core/policy'
import { activityById, type ActivityRowOf } from '../activities/index.ts'
import { overdueDockings } from '../coverage/index.ts'
import { type Journal, type JournalEntry, type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Log } from '../platform/index.ts'
import type { Accountability } from './commands.ts'
import { openMissed } from './missed.ts'
import { opens } from './opening.ts'
import { answeredFor } from './rules.ts'

/** Whose eyes the whole bureau is seen with, for what nobody asked for. */
const WHOLE: Viewer = { person: '00000000-0000-0000-0000-000000000000', roles: ['head'], units: [] }

/** The last day of grace after that day. */
function graceUntil(day: CalendarDate, { count, unit }: Term, calendar: HolidayCalendar): CalendarDate {
  if (unit === 'working-day') return lastWorkingDay(day, { count, unit }, calendar)
  if (unit === 'month' || unit === 'year') return lastDayOfMonths(day, { count, unit })
  return lastCalendarDay(day, { count: unit === 'hour' ? Math.ceil(count / 24) : count, unit: 'calendar-day' })
}

/**
 * Opens an item for what was to be stored and was not for so long after its term as the bureau has decided. Where it has
 * decided nothing, none is opened. Answers how many were.
 */
export async function openOverdue({ db, clock, journal, law }: Accountability): Promise<number> {
  let opened = 0
  const run = async (one: (trx: Db) => Promise<readonly JournalEntry[]>): Promise<void> => {
    opened += (await db.transaction().execute(one)).length
  }
  await eachOverdue(db, law, journal, clock.now(), run)
  return opened
}

/** The same of an activity that is over, in the transaction that put it on record: it may be put there long after it was. */
export const lateActivityOpens = (law: Law): Policy =>
  policy(activityStream, ['ActivityRegistered/1', 'ActivityEnded/1'], async (trx, { at, stream }, _state, journal) => {
    const row = await activityById(trx, stream.slice('activity:'.length))
    if (!row?.end_at || dayOf(row.end_at) >= dayOf(at)) return []
    const entries: JournalEntry[] = []
    const run = async (one: (of: Db) => Promise<readonly JournalEntry[]>): Promise<void> => {
      entries.push(...(await one(trx)))
    }
    await eachOverdue(trx, law, journal, at, run, row)
    return entries
  })

async function eachOverdue(
  db: Db,
  law: Law,
  journal: Journal,
  now: Instant,
  run: (one: (trx: Db) => Promise<readonly JournalEntry[]>) => Promise<void>,
  of?: ActivityRowOf,
): Promise<void> {
  const book = await law.book(db)
  const today = dayOf(now)
  const rules = book.on(today)
  if (!rules) return
  const waits = answeredFor(book, today, 'not-stored').flatMap(({ rule }) =>
    rule.after === undefined ? [] : [termSetting(rules, rule.after.setting)],
  )
  const [grace] = waits
  if (grace === undefined) return
  for (const { device, person, activity, due } of await overdueDockings(db, book, WHOLE, now, of && { of })) {
    if (graceUntil(dayOf(due), grace, book.calendar) >= today) continue
    const row = await activityById(db, activity.id)
    if (!row) continue
    await run((trx) =>
      opens(
        trx,
        law,
        journal,
        { at: now, actor: 'system' },
        {
          outcome: 'not-stored',
          about: { activity: row.id, device },
          people: person === undefined ? [row.state.facts.officer] : [person],
          unit: row.unit,
          actAt: row.start_at,
          unrecorded: false,
        },
      ),
    )
  }
}

/**
 * Looks for what is not stored for too long and for windows that closed, after the rules have changed and as time goes by.
 * One look at a time.
 */
export class OverduePass {
  readonly #here: Accountability & { readonly log: Log }
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()

  constructor(here: Accountability & { readonly log: Log; readonly every: number }) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), here.every).unref()
  }

  look(): void {
    const failed = (error: unknown): void =>
      this.#here.log.alarm('it could not be looked at what is not stored or done in time', { error })
    this.#running = this.#running
      .then(() => openOverdue(this.#here))
      .then(() => openMissed(this.#here))
      .catch(failed)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}
