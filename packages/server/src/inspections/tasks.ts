import type { DrawnForTask } from '@liuhen/contract/inspections'
import type { Viewer } from '@liuhen/core/access'
import { inspectorsOf, notBegun } from '@liuhen/core/inspections'
import { dayOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import { namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { drawArticle } from './here.ts'

/** What the viewer was drawn to inspect and has not begun, the oldest draw first; of a draw in whose place another stands nothing. */
export async function drawnFor(db: Db, book: Book, { person }: Pick<Viewer, 'person'>): Promise<DrawnForTask[]> {
  const rows = await db
    .selectFrom('inspection_draws as own')
    .select(['own.id', 'own.state'])
    .where('own.stands', '=', 'drawn')
    .where(sql<boolean>`not exists (select from inspection_draws as other where other.again @> array[own.id])`)
    .orderBy('own.frozen_at')
    .execute()
  const found = rows.flatMap(({ id, state }) =>
    notBegun(state).flatMap((object) => {
      const officers = inspectorsOf(state, object.id)
      return state.drawn && officers.includes(person) ? [{ id, state, object, officers, drawn: state.drawn }] : []
    }),
  )
  if (found.length === 0) return []
  const names = await namesOfPeople(db)
  return found.map(({ id, state, object, officers, drawn }) => {
    const on = dayOf(drawn.at)
    const citation = drawArticle(book, on)
    return {
      draw: { id, title: state.title },
      object: { id: object.id, name: object.name },
      on,
      with: officers.filter((one) => one !== person).map((one) => names.get(one) ?? ''),
      citations: citation ? [book.shelf.citationView(citation)] : [],
    }
  })
}
