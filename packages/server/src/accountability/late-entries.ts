import type { QueryOf, ReplyOf, Table } from '@liuhen/contract'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant, startOf } from '@liuhen/core/kernel'
import { dayRecorded } from '@liuhen/core/papers'
import { acts } from '@liuhen/core/procedure'
import { rulesOf } from '@liuhen/core/policy'
import { actsEntered, headsOfCases } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { papersFixed } from '../papers/index.ts'
import { materialsFiled } from '../volumes/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'

/** How far back it is looked unless told. */
const DAYS = 90

/**
 * What was put on record of cases on a later day than it bears: acts by the day they are said to have been done, papers by the
 * day of what they record, what was stored in the file by the day it bears. Whether anything was falsified is for whoever reads it to find out.
 */
export async function lateEntries(
  db: Db,
  book: Book,
  now: Instant,
  query: QueryOf<Table['lateEntries']>,
): Promise<ReplyOf<Table['lateEntries']>> {
  const to = query.to ?? dayOf(now)
  const from = query.from ?? dateOf(numberOf(to) - DAYS)
  const [first, after] = [startOf(from), startOf(dateOf(numberOf(to) + 1))]
  const [entered, fixed, stored] = await Promise.all([
    actsEntered(db, first, after),
    papersFixed(db, first, after),
    materialsFiled(db, first, after),
  ])
  const rows = [
    ...entered.map(({ caseId, act, on, at, actor }) => ({
      kind: 'act' as const,
      caseId,
      what: acts[act].name,
      on,
      at,
      by: actor,
    })),
    ...fixed.flatMap(({ case_id, state: { frozen, title } }) =>
      frozen
        ? [
            {
              kind: 'paper' as const,
              caseId: case_id,
              what: { zh: title, en: title },
              on: dayRecorded(frozen.values) ?? (frozen.on as CalendarDate),
              at: frozen.at,
              by: frozen.by,
            },
          ]
        : [],
    ),
    ...stored.map(({ caseId, material: { title, on, filed } }) => ({
      kind: 'material' as const,
      caseId,
      what: { zh: title, en: title },
      on,
      at: filed.at,
      by: filed.by,
    })),
  ]
    .map((one) => ({ ...one, days: numberOf(dayOf(one.at)) - numberOf(one.on) }))
    .filter((one) => one.days >= (query.atLeast ?? 1))
  const [heads, names] = await Promise.all([
    headsOfCases(db, [...new Set(rows.map((one) => one.caseId))]),
    namesOfActors(db),
  ])
  const rules = book.on(dayOf(now))
  const liable = rules
    ? rulesOf(rules, 'prohibition').filter(({ rule }) => rule.answeredFor?.includes('misuse') && !rule.ofDevice)
    : []
  return {
    from,
    to,
    citations: liable.flatMap(({ used }) => used.citations).map((one) => book.shelf.citationView(one)),
    rows: rows
      .toSorted((a, b) => b.days - a.days || (a.at < b.at ? 1 : -1))
      .map(({ caseId, by, ...one }) => ({
        ...one,
        by: names(by),
        case: { id: caseId, title: heads.get(caseId)?.title ?? '' },
      })),
  }
}
