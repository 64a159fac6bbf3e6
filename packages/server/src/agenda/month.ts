import type { AgendaMonth, Whose } from '@liuhen/contract/agenda'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { dateOf, monthsAfter, numberOf } from '@liuhen/core/calendar'
import { CalendarDate, dayOf, type Instant, startOf } from '@liuhen/core/kernel'
import { dueList, reachOf, untoldClocks } from '../cases/index.ts'
import { type Book, calendarDays } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'

/** More than this nobody reads in a month, and of what is late. */
const MOST = 500
const MOST_LATE = 200

/** What was asked for where the role reaches so far, else the widest it reaches. */
export function whoseOf(viewer: Viewer, asked: Whose | undefined): Whose {
  const reach = reachOf(scopeOf(viewer))
  return asked !== undefined && reach.includes(asked) ? asked : (reach.at(-1) ?? 'mine')
}

/** A month as this viewer may see it: its days, what ends on each, and what is late whenever it ended. */
export async function agendaMonth(
  db: Db,
  book: Pick<Book, 'calendar'> & { readonly shelf: Pick<Book['shelf'], 'citationView'> },
  viewer: Viewer,
  now: Instant,
  { month, whose: asked }: { readonly month: string; readonly whose?: Whose | undefined },
): Promise<AgendaMonth> {
  const { calendar } = book
  const whose = whoseOf(viewer, asked)
  const first = CalendarDate.parse(`${month}-01`)
  const next = monthsAfter(numberOf(first), 1)
  const [ending, late, untold] = await Promise.all([
    dueList(db, calendar, viewer, now, { whose, after: startOf(first), until: startOf(dateOf(next)), limit: MOST }),
    dueList(db, calendar, viewer, now, { whose, until: now, limit: MOST_LATE }),
    untoldClocks(db, book, viewer, { whose, limit: MOST_LATE }),
  ])
  return {
    month,
    today: dayOf(now),
    whose,
    reach: [...reachOf(scopeOf(viewer))],
    announced: calendar.knows(Number(month.slice(0, 4))),
    days: calendarDays(calendar, numberOf(first), next - 1),
    clocks: ending.clocks,
    late: late.clocks,
    untold,
    more: ending.more || late.more,
  }
}
