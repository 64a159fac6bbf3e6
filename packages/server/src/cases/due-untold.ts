import type { UntoldClock } from '@liuhen/contract/cases'
import type { Whose } from '@liuhen/contract/agenda'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import type { Citation } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { visibleCases } from './store.ts'

/** Clocks of the cases this viewer may see that run and of which nobody can say when they end, and why. */
export async function untoldClocks(
  db: Db,
  book: { readonly shelf: Pick<Book['shelf'], 'citationView'> },
  viewer: Viewer,
  { whose, limit }: { readonly whose: Whose; readonly limit: number },
): Promise<UntoldClock[]> {
  let asked = db
    .selectFrom('cases')
    .innerJoin('due', 'due.case_id', 'cases.id')
    .select(['cases.id', 'cases.title as name', 'due.title', 'due.untold'])
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .where('due.untold', 'is not', null)
    .orderBy('cases.opened_at')
    .orderBy('cases.id')
    .orderBy('due.period')
    .limit(limit)
  if (whose === 'mine') asked = asked.where(sql<boolean>`cases.officers @> array[${viewer.person}]::uuid[]`)
  if (whose === 'unit') asked = asked.where(sql<boolean>`cases.unit = any(${[...viewer.units]}::uuid[])`)
  const rows = await asked.execute()
  return rows.flatMap(({ id, name, title, untold }) =>
    untold === null
      ? []
      : [
          {
            case: { id, title: name },
            title,
            why: [...untold.why],
            citations: distinct(untold.articles).map((one) => book.shelf.citationView(one)),
          },
        ],
  )
}

const distinct = (all: readonly Citation[]): readonly Citation[] => [
  ...new Map(all.map((one) => [`${one.article} ${one.quote ?? ''}`, one])).values(),
]
