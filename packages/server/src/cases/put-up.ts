import type { Viewer } from '@liuhen/core/access'
import { type ApprovalAsked, approvalStream, type Draft } from '@liuhen/core/approvals'
import { because, canonical, type Json, type Obstacle, Refused, text } from '@liuhen/core/kernel'
import { type Act, isBySignatures } from '@liuhen/core/procedure'
import type { Moment } from '@liuhen/core/stream'
import { askedOf, isOpenFor } from '../approvals/index.ts'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Cases, SIGNED } from './commands.ts'

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
    if (await isAsked(trx, viewer, id, { key, ...asked.draft })) return { id: key }
    const already = await askedAlready(trx, id, { act, of })
    if (already.length > 0) throw new Refused(already)
    await journal.act(trx, approvalStream, key, { do: 'ask', asked }, moment)
    return { id: key }
  })
}

/** What a request says that is signed for; of what all sign also when it was, and who took part. */
type Told = Pick<Draft, 'act' | 'of' | 'says' | 'place' | 'dueOn' | 'reason' | 'on' | 'at' | 'until' | 'by'>

const written = ({ act, of, says, place, dueOn, reason, on, at, until, by }: Told): string => {
  const told = isBySignatures(act) ? { says: unsigned(says), on, at, until, by: [...new Set(by)] } : { says }
  return canonical(JSON.parse(JSON.stringify({ act, of, place, dueOn, reason, ...told })) as Json)
}

/** What is told without what only signatures show: while somebody has not signed, it is not so. */
export const unsigned = (says: Draft['says']): Draft['says'] =>
  Object.fromEntries(Object.entries(says).filter(([fact]) => !(fact in SIGNED)))

/** Whether this very request was put up before. Throws Refused where its key was used for another, or for other words. */
export async function isAsked(
  db: Db,
  viewer: Viewer,
  id: string,
  told: Told & { readonly key: string },
): Promise<boolean> {
  const known = await askedOf(db, told.key)
  if (known === undefined) return false
  const { draft, asked } = known
  if (asked.by === `person:${viewer.person}` && draft?.case === id && written(draft) === written(told)) return true
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
