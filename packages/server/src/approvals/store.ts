import type { ApprovalState, Draft } from '@liuhen/core/approvals'
import type { Approved } from '@liuhen/core/case'
import { beijing, because, dayOf, Missing } from '@liuhen/core/kernel'
import { type Act, thingsOf } from '@liuhen/core/procedure'
import type { Selectable } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { ApprovalTable } from './tables.ts'

export type ApprovalRowOf = Selectable<ApprovalTable>

/** Throws Missing. */
export async function approvalOf(db: Db, id: string): Promise<ApprovalRowOf> {
  const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw because(Missing, 'approval-unknown', '没有这份审批表', 'There is no such request for approval')
}

export async function approvalsOfCase(db: Db, caseId: string): Promise<ApprovalRowOf[]> {
  return db.selectFrom('approvals').selectAll().where('case_id', '=', caseId).orderBy('asked_at', 'desc').execute()
}

/** The newest request for this act of the case that everybody signed and no act carries yet. */
export async function approvedFor(
  db: Db,
  caseId: string,
  { act, of }: { readonly act: Act; readonly of?: string | undefined },
  used: readonly string[],
): Promise<Approved | undefined> {
  const rows = await db
    .selectFrom('approvals')
    .select(['id', 'state'])
    .where('case_id', '=', caseId)
    .where('act', '=', act)
    .where('stands', '=', 'agreed')
    .orderBy('asked_at', 'desc')
    .execute()
  const found = rows.find((one) => one.state.draft?.of === of && !used.includes(one.id))
  return found?.state.draft && approvedIn(found.id, { ...found.state, draft: found.state.draft })
}

/** Who put a request up, where there is one of that id. */
export async function askedOf(db: Db, id: string): Promise<Pick<ApprovalState, 'asked' | 'draft'> | undefined> {
  const row = await db.selectFrom('approvals').select('state').where('id', '=', id).executeTakeFirst()
  return row?.state
}

/** Whether this act of the case is put up and not signed to the end. */
export async function isOpenFor(
  db: Db,
  caseId: string,
  { act, of }: { readonly act: Act; readonly of?: string | undefined },
): Promise<boolean> {
  const open = await db
    .selectFrom('approvals')
    .select('state')
    .where('case_id', '=', caseId)
    .where('act', '=', act)
    .where('stands', '=', 'open')
    .execute()
  // An act that is about nothing in particular is one and the same, whatever its form names.
  return open.some(({ state }) => thingsOf(act) === undefined || state.draft?.of === of)
}

/** Signatures as an act carries them: the post, who, on which day and at which minute. */
export const approvedIn = (
  approval: string,
  { draft, signatures, citations: [first] }: ApprovalState & { readonly draft: Draft },
): Approved => ({
  approval,
  says: draft.says,
  ...(draft.place !== undefined && { place: draft.place }),
  ...(draft.dueOn !== undefined && { dueOn: draft.dueOn }),
  ...(draft.by !== undefined && { people: draft.by }),
  ...(first && { citation: first }),
  approvals: signatures.map(({ post, by, at, opinion, inStead }) => ({
    post,
    by: by.slice('person:'.length),
    on: dayOf(at),
    at: beijing(at).slice(11, 16),
    opinion,
    ...(inStead !== undefined && { inStead }),
  })),
})
