import { type CaseState, caseStream, type Clock, clocksOf, storyOf } from '@liuhen/core/case'
import {
  CalendarDate,
  type Citation,
  dayOf,
  Instant,
  type Instant as Moment,
  instantOf,
  millisecondsOf,
  startOf,
  type Text,
  text,
} from '@liuhen/core/kernel'
import { calendarStream, ruleSetStream } from '@liuhen/core/packs'
import { sql } from 'kysely'
import type { Reaction } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock as Watch } from '../platform/index.ts'
import { rulesBy } from './judging.ts'
import type { DueTable } from './tables.ts'

type Untold = NonNullable<DueTable['untold']>

const DAY = 86_400_000
/** So many days before its last day a period is told of, where the rules print no other. */
const SOON = 2

/** The first instant that is too late: a day ends with it. */
const after = (last: string): Moment =>
  last.includes('T') ? Instant.parse(last) : instantOf(millisecondsOf(startOf(CalendarDate.parse(last))) + DAY)

/** Other rules or other rest days move the ends of what runs. */
const LAW: readonly string[] = [ruleSetStream.prefix, calendarStream.prefix]

/** Keeps what runs in each open case beside it, so that nobody counts over all of them. */
export const keepDue = (law: Law): Reaction => ({
  async after(trx, entries, changes) {
    const at = entries.at(-1)?.event.at
    if (at === undefined) return
    const cases = changes.filter(({ type }) => type.prefix === caseStream.prefix)
    const isNewLaw = changes.some(({ type }) => LAW.includes(type.prefix))
    if (cases.length === 0 && !isNewLaw) return
    const book = await law.book(trx)
    const today = dayOf(Instant.parse(at))
    for (const { id, state } of cases) await write(trx, book, id, state as CaseState, today)
    if (isNewLaw) await countAnew(trx, book, today)
  },
})

/** Other rules, other clocks: of every open case. */
export async function countAnew(db: Db, book: Book, today: CalendarDate): Promise<void> {
  const open = await db.selectFrom('cases').select(['id', 'state']).where('open', '=', true).execute()
  for (const { id, state } of open) await write(db, book, id, state, today)
}

/** At start: clocks that were kept before it was noted what they are counted in, or why their end cannot be told. */
export async function countOlder({ db, law, clock }: { db: Db; law: Law; clock: Watch }): Promise<void> {
  const older = await db
    .selectFrom('due')
    .select('case_id')
    .where(sql<boolean>`(counted = '{}' and last_at is not null) or (last_at is null and untold is null)`)
    .limit(1)
    .executeTakeFirst()
  if (older) await countAnew(db, await law.book(db), dayOf(clock.now()))
}

/** Why nobody can say when it ends: something is not told, or something stops it still. What is over already is over. */
function untoldOf({ state, blank, stopped, used }: Clock): Untold | undefined {
  const articles = used.flatMap((one) => one.citations)
  if (state === 'unknown')
    return { why: (blank ?? []).map((one) => one.message), articles: [...articles, ...cited(blank)] }
  if (state !== 'running' || stopped === undefined) return undefined
  return { why: stopped.map(stoppedIn), articles }
}

const cited = (blank: Clock['blank']): readonly Citation[] => (blank ?? []).flatMap((one) => one.citation ?? [])

/** That something stops it, since when: its end moves on with every day. */
export const stoppedIn = ({ by, why }: NonNullable<Clock['stopped']>[number]): Text =>
  text(
    `“${why}”自 ${by.on} 起不计入，还没有结束，到期日随之顺延`,
    `nothing counts since ${by.on} (${why}), which is not over: the end moves on with every day`,
  )

async function write(db: Db, book: Book, id: string, state: CaseState, today: CalendarDate): Promise<void> {
  await db.deleteFrom('due').where('case_id', '=', id).execute()
  const isOver = state.acts.some((one) => one.struck === undefined && one.act.act === 'archived')
  if (isOver || state.acts.some((one) => book.on(one.act.on) === undefined)) return
  const rows = clocksOf(storyOf(state), today, rulesBy(book))
    .filter((one) => !one.right && one.endedBy === undefined)
    .map((clock) => {
      const { period, startedBy, title, counted = [], provisional, warn = SOON } = clock
      const untold = untoldOf(clock)
      const last = untold === undefined ? clock.last : undefined
      return {
        case_id: id,
        unit: state.unit,
        period,
        started_by: startedBy.key,
        title,
        last_at: last === undefined ? null : after(last),
        warn_at: last === undefined ? null : instantOf(millisecondsOf(after(last)) - (warn + 1) * DAY),
        counted: [...counted],
        // Rest days that are still to be announced move none of the others: they end on their date, worked or not.
        provisional: provisional && counted.includes('working-day'),
        untold: untold ?? null,
      }
    })
  if (rows.length > 0) await db.insertInto('due').values(rows).execute()
}
