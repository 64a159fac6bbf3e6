import type { Viewer } from '@liuhen/core/access'
import { joinedInto } from '@liuhen/core/case'
import { because, Denied, type Instant, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { type Selectable, sql } from 'kysely'
import { type CaseRowOf, caseOf, handles, leads } from '../cases/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { PaperTable } from './tables.ts'

export type PaperRowOf = Selectable<PaperTable>

/** A paper with the case it is of. */
export interface PaperOfCase {
  readonly paper: PaperRowOf
  readonly case: CaseRowOf
}

/** When the viewer may see its case. Throws Missing either way, so that what exists is not told. */
export async function paperOf(db: Db, viewer: Viewer, id: string): Promise<PaperOfCase> {
  const paper = await db.selectFrom('papers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!paper)
    throw because(
      Missing,
      'paper-unknown',
      '没有这份文书，或者您无权查看',
      'There is no such paper, or you may not see it',
    )
  return { paper, case: await caseOf(db, viewer, paper.case_id) }
}

export const papersOfCase = (db: Db, caseId: string): Promise<PaperRowOf[]> =>
  db.selectFrom('papers').selectAll().where('case_id', '=', caseId).orderBy('begun_at').orderBy('id').execute()

/** Papers of any case that are neither ended nor voided, the oldest first. */
export const papersInHand = (db: Db): Promise<PaperRowOf[]> =>
  db
    .selectFrom('papers')
    .selectAll()
    .where('stands', 'in', ['draft', 'signing'])
    .orderBy('begun_at')
    .orderBy('id')
    .limit(MOST)
    .execute()
/** More than anybody can look at in a day. */
const MOST = 2000

/** Papers that were fixed in that time, with the day each bears. */
export const papersFixed = (db: Db, from: Instant, before: Instant): Promise<PaperRowOf[]> =>
  db
    .selectFrom('papers')
    .selectAll()
    .where(sql<boolean>`(state -> 'frozen' ->> 'at')::timestamptz >= ${from}::timestamptz`)
    .where(sql<boolean>`(state -> 'frozen' ->> 'at')::timestamptz < ${before}::timestamptz`)
    .execute()

/** Fixed papers by the digests of their bytes, each once and in their order, from after one of them on. */
export async function fixedAfter(db: Db, after: string, limit: number): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ readonly sha256: Sha256 }>`
    select distinct state -> 'frozen' ->> 'sha256' as sha256 from papers
    where state -> 'frozen' ->> 'sha256' > ${after} order by 1 limit ${limit}`.execute(db)
  return rows.map((one) => one.sha256)
}

const isOf = (viewer: Viewer, row: CaseRowOf): boolean => handles(viewer, row) || leads(viewer, row)

/** Who writes the papers of a case: those who handle it, and who leads them, while it goes on. */
export const writes = (viewer: Viewer, row: CaseRowOf): boolean => row.open && isOf(viewer, row)

/** Throws Denied for whoever may only look, and Refused where nothing is added to the case any more. */
export function checkWrites(viewer: Viewer, row: CaseRowOf): void {
  if (!isOf(viewer, row))
    throw because(
      Denied,
      'not-yours',
      '文书由本案办案人员或者其队负责人制作',
      'Those who handle the case, or the leader of their unit, make its papers',
    )
  checkOpen(row)
}

/** Throws Refused where the case is archived, or goes on in another. */
export function checkOpen({ open, state }: CaseRowOf): void {
  if (open) return
  throw joinedInto(state) === undefined
    ? because(
        Refused,
        'case-archived',
        '案件已经归档：案卷里的文书不再增加、改动',
        'The case is archived: no paper is added to its volume, and none changes',
      )
    : because(
        Refused,
        'case-joined',
        '本案已经并入另案：文书在并入的案件里制作',
        'This case was joined into another: its papers are made there',
      )
}

/** Papers that were fixed as these very bytes. */
export async function papersOfBytes(
  db: Db,
  sha256: Sha256,
): Promise<readonly { readonly case: string; readonly title: string }[]> {
  const rows = await db
    .selectFrom('papers')
    .select(['case_id', 'state'])
    .where(sql<boolean>`state ? 'frozen' and state -> 'frozen' ->> 'sha256' = ${sha256}`)
    .execute()
  return rows.map(({ case_id: of, state: { title } }) => ({ case: of, title }))
}
