import { because, Missing } from '@liuhen/core/kernel'
import type { Selectable } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { PublicationTable } from './tables.ts'

export type PublicationRowOf = Selectable<PublicationTable>

/** Throws Missing. */
export async function publicationOf(db: Db, id: string): Promise<PublicationRowOf> {
  const row = await db.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw because(Missing, 'publication-unknown', '没有这一件公示', 'There is no such publication')
}

/** So many a list shows of what is public; the site shows all. */
const MOST = 500

/** Everything that asks for something to be done. */
export const openPublications = (db: Db): Promise<PublicationRowOf[]> =>
  db
    .selectFrom('publications')
    .selectAll()
    .where((where) =>
      where.or([
        where('stands', 'in', ['due', 'draft', 'returned', 'checking', 'approving', 'approved']),
        where('withdrawal_due', '=', true),
        where('updates_due', '=', true),
      ]),
    )
    .orderBy('begun_at')
    .limit(MOST)
    .execute()

/** What is or was public, and what is withheld, the newest first. */
export const settledPublications = (db: Db, most = MOST): Promise<PublicationRowOf[]> =>
  db
    .selectFrom('publications')
    .selectAll()
    .where((where) => where.or([where('public', '=', true), where('stands', '=', 'withheld')]))
    .orderBy('begun_at', 'desc')
    .limit(most)
    .execute()

/** For the site: all of it. */
export const publicPublications = (db: Db): Promise<PublicationRowOf[]> =>
  db.selectFrom('publications').selectAll().where('public', '=', true).orderBy('begun_at', 'desc').execute()

export const publicationsOfCase = (db: Db, caseId: string): Promise<PublicationRowOf[]> =>
  db.selectFrom('publications').selectAll().where('case_id', '=', caseId).execute()
