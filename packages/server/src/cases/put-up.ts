import type { Viewer } from '@liuhen/core/access'
import { type ApprovalAsked, approvalStream } from '@liuhen/core/approvals'
import { because, type Obstacle, Refused, text } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import type { Moment } from '@liuhen/core/stream'
import { askedOf, isOpenFor } from '../approvals/index.ts'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Cases } from './commands.ts'

/** Two who ask for the same at once wait for each other; a form that is sent twice is one request. Throws Refused. */
export async function putUp(
  { db, journal }: Cases,
  viewer: Viewer,
  key: string,
  asked: ApprovalAsked,
  moment: Moment,
): Promise<{ id: string }> {
  const { case: id, act, of } = asked.draft
  return db.transaction().execute(async (trx) => {
    await hold(trx, `asking:${id}`)
    if (await isAsked(trx, viewer, id, { key, act, of })) return { id: key }
    const already = await askedAlready(trx, id, { act, of })
    if (already.length > 0) throw new Refused(already)
    await journal.act(trx, approvalStream, key, { do: 'ask', asked }, moment)
    return { id: key }
  })
}

/** Whether this very request was put up before. Throws Refused where its key was used for another. */
export async function isAsked(
  db: Db,
  viewer: Viewer,
  id: string,
  { key, act, of }: { readonly key: string; readonly act: Act; readonly of?: string | undefined },
): Promise<boolean> {
  const known = await askedOf(db, key)
  if (known === undefined) return false
  const { draft, asked } = known
  if (asked.by === `person:${viewer.person}` && draft.case === id && draft.act === act && draft.of === of) return true
  throw because(Refused, 'key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')
}

export async function askedAlready(
  db: Db,
  id: string,
  act: { readonly act: Act; readonly of?: string | undefined },
): Promise<readonly Obstacle[]> {
  if (!(await isOpenFor(db, id, act))) return []
  return [
    {
      code: 'asked-already',
      message: text('已经送审批，还没有签完；要改请先撤回', 'It is put up for approval already; take that back first'),
    },
  ]
}
