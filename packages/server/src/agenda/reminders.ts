import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  beijing,
  type CalendarDate,
  dayOf,
  type Instant,
  instantOf,
  millisecondsOf,
  startOf,
} from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { dueList } from '../cases/index.ts'
import { overdueDockings } from '../coverage/index.ts'
import type { Law } from '../packs/index.ts'
import { bureauOf, viewerOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import { letterOf } from './letter.ts'
import { failureOf, type Send } from './mail.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** After a failure it is tried again after so long, each time twice as long, up to the last. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [5 * MINUTE, 120 * MINUTE]
/** More than this nobody reads in a letter. */
const MOST = 100

export interface RemindersHere {
  readonly db: Db
  readonly law: Law
  readonly clock: Clock
  readonly log: Log
  readonly reminders: { readonly days: number; readonly hour: number }
  readonly send: Send
}

/** Of today: what went out, what did not and is tried again, and of what nobody knows. */
export interface MailToday {
  readonly sent: number
  readonly failed: number
  readonly unknown: number
  readonly failure?: string
}

/** Sends everybody who wants it what is late and what ends soon, once a day. One look at a time. */
export class Reminders {
  readonly #here: RemindersHere
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()

  constructor(here: RemindersHere & { readonly every: number }) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), here.every).unref()
  }

  look(): void {
    const failed = (error: unknown): void => this.#here.log.alarm('reminders could not be looked at', { error })
    this.#running = this.#running.then(() => remind(this.#here)).catch(failed)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}

/** Sends what is to be sent now; resolves to how many letters went out. */
export async function remind(here: RemindersHere): Promise<number> {
  const { db, clock, reminders } = here
  const now = clock.now()
  if (Number(beijing(now).slice(11, 13)) < reminders.hour) return 0
  const day = dayOf(now)
  const wanting = await db
    .selectFrom('reminder_addresses')
    .leftJoin('reminder_sent', (join) =>
      join.onRef('reminder_sent.person', '=', 'reminder_addresses.id').on('reminder_sent.day', '=', day),
    )
    .select(['reminder_addresses.id', 'reminder_addresses.address'])
    .where('address', 'is not', null)
    .where((where) =>
      where.or([
        where('reminder_sent.state', 'is', null),
        where.and([where('reminder_sent.state', '=', 'failed'), where('reminder_sent.next_at', '<=', now)]),
      ]),
    )
    .execute()
  let sent = 0
  for (const { id, address } of wanting) if (address !== null && (await remindOne(here, id, address, day))) sent++
  return sent
}

async function remindOne(here: RemindersHere, person: string, address: string, day: CalendarDate): Promise<boolean> {
  const { db, law, clock, log, reminders, send } = here
  const now = clock.now()
  const viewer = await viewerOf(db, person, now)
  if (!viewer || !permits(viewer.roles, 'agendaMonth')) return false
  const until = instantOf(millisecondsOf(startOf(day)) + (reminders.days + 1) * DAY)
  const book = await law.book(db)
  const asked = { whose: whoseOf(viewer), until, limit: MOST }
  const { clocks, more } = await dueList(db, book.calendar, viewer, now, asked)
  // Who had the device or handles the case, and who directly supervises the team; everybody else sees it on the desk.
  const uploads = (await overdueDockings(db, book, viewer, now)).filter((one) => one.as !== 'other').slice(0, MOST)
  if (clocks.length === 0 && uploads.length === 0) return false
  const tries = await claimed(db, person, day, now)
  if (tries === undefined) return false
  const ended = (state: { state: string; next_at: Instant | null; failure: string | null }) =>
    db.updateTable('reminder_sent').set(state).where('person', '=', person).where('day', '=', day).execute()
  try {
    const slug = (await bureauOf(db))?.slug ?? 'liuhen'
    await send(address, letterOf(clocks, reminders.days, more, uploads), `${day}.${person}@${slug}`)
  } catch (error) {
    const failure = failureOf(error)
    const pause = Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)
    await ended({ state: 'failed', next_at: instantOf(millisecondsOf(now) + pause), failure })
    log.alarm('a reminder could not be sent and is tried again', { person, failure, tries })
    return false
  }
  await ended({ state: 'sent', next_at: null, failure: null })
  return true
}

/** One's own cases, and those of the unit where one leads it. */
const whoseOf = ({ roles }: Viewer): 'mine' | 'unit' => (roles.includes('team-leader') ? 'unit' : 'mine')

/**
 * Takes the letter of a day as one's own to send, whoever else looks at the same time; which try it is, undefined where
 * another has it. What falls between this and its end is never sent again: not twice goes before not at all.
 */
async function claimed(db: Db, person: string, day: CalendarDate, now: Instant): Promise<number | undefined> {
  const row = { person, day, state: 'sending', tries: 1, next_at: null, failure: null }
  const taken = await db
    .insertInto('reminder_sent')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['person', 'day'])
        .doUpdateSet({ state: 'sending', tries: sql<number>`reminder_sent.tries + 1`, next_at: null })
        .where('reminder_sent.state', '=', 'failed')
        .where('reminder_sent.next_at', '<=', now),
    )
    .returning('tries')
    .executeTakeFirst()
  return taken?.tries
}

/** How the mail of today went, for whoever looks after the machine. */
export async function mailToday(db: Db, now: Instant): Promise<MailToday> {
  const rows = await db
    .selectFrom('reminder_sent')
    .select(['state', 'failure', sql<number>`count(*)::int`.as('n')])
    .where('day', '=', dayOf(now))
    .groupBy(['state', 'failure'])
    .execute()
  const count = (state: string): number => rows.reduce((sum, one) => sum + (one.state === state ? one.n : 0), 0)
  const failure = rows.find((one) => one.state === 'failed')?.failure
  return {
    sent: count('sent'),
    failed: count('failed'),
    unknown: count('sending'),
    ...(failure !== null && failure !== undefined && { failure }),
  }
}
