import type { ReviewFindingView } from '@liuhen/contract/reviews'
import { storyOf } from '@liuhen/core/case'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { acts, type Person } from '@liuhen/core/procedure'
import { findingsOf } from '@liuhen/core/reviews'
import { type CaseRowOf, peopleOn, rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { papersInFile } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'

/** What the file of a case shows today, point by point. Throws Refused where no rules are chosen for one of its days. */
export async function reviewFindings(db: Db, book: Book, row: CaseRowOf, now: Instant): Promise<ReviewFindingView[]> {
  const { state } = row
  const [people, papers] = await Promise.all([registerOf(db, row), papersInFile(db, book, row, now)])
  const found = findingsOf({
    state,
    today: dayOf(now),
    rulesOn: rulesBy(book),
    peopleAt: (act) => people.get(act.on) ?? {},
    ...papers,
  })
  return found.map(({ point, code, message, met, citations, act: id, paper }) => {
    const at = state.acts.findIndex((one) => one.act.id === id)
    const kept = state.acts[at]
    return {
      point,
      code,
      message,
      met,
      citations: citations.map((one) => book.shelf.citationView(one)),
      ...(kept && { act: { id: kept.act.id, number: at + 1, name: acts[kept.act.act].name, on: kept.act.on } }),
      ...(paper !== undefined && { paper }),
    }
  })
}

/** By the day of each act: what the register says now of those who did it. */
async function registerOf(db: Db, { state }: CaseRowOf): Promise<ReadonlyMap<CalendarDate, Record<string, Person>>> {
  const days = new Map<CalendarDate, string[]>()
  for (const { on, by, approvals } of storyOf(state).effective)
    days.set(on, [...(days.get(on) ?? []), ...by, ...approvals.map((one) => one.by)])
  const found = await Promise.all([...days].map(async ([day, ids]) => [day, await peopleOn(db, ids, day)] as const))
  return new Map(found)
}
