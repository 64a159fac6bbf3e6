import type { RelatedCase } from '@liuhen/contract/cases'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { type CaseState, caseStream, inverseOf } from '@liuhen/core/case'
import { approvalStream } from '@liuhen/core/approvals'
import { because, Denied, type Instant, Malformed } from '@liuhen/core/kernel'
import type { RelationKind } from '@liuhen/core/procedure'
import { approvalsOfCase } from '../approvals/index.ts'
import { hold, type Journal } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Cases } from './commands.ts'
import { caseOf, leads, visibleCases } from './store.ts'

/**
 * Relates two cases, each told of the other at once. Throws Denied for whoever does not lead both units, Refused with what
 * is in the way in either.
 */
export async function relateCases(
  { db, clock, journal }: Cases,
  viewer: Viewer,
  id: string,
  { to, how, reason }: { readonly to: string; readonly how: RelationKind; readonly reason: string },
): Promise<void> {
  if (to === id)
    throw because(Malformed, 'same-case', '不能与自己关联', 'A case is not related to itself', { field: 'to' })
  for (const one of [id, to])
    if (!leads(viewer, await caseOf(db, viewer, one)))
      throw because(
        Denied,
        'not-yours',
        '并案、分案由两案承办队的负责人或者机关负责人决定',
        'Who leads the units of both cases decides on joining and splitting',
      )
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  await db.transaction().execute(async (trx) => {
    // Both are held in one order, whoever relates them from which side.
    for (const one of [id, to].toSorted()) await hold(trx, `${caseStream.prefix}:${one}`)
    await journal.act(trx, caseStream, id, { do: 'relate', to, how, reason }, moment)
    await journal.act(trx, caseStream, to, { do: 'relate', to: id, how: inverseOf[how], reason }, moment)
    const ended = how === 'joined-into' ? id : how === 'took-in' ? to : undefined
    if (ended !== undefined) await takeBackApprovals(trx, journal, ended, reason, moment)
  })
}

/** What a case that goes on elsewhere had put up waits for nobody any more. */
async function takeBackApprovals(
  trx: Db,
  journal: Journal,
  id: string,
  reason: string,
  moment: { readonly at: Instant; readonly actor: string },
): Promise<void> {
  const open = (await approvalsOfCase(trx, id)).filter((one) => one.stands === 'open')
  for (const one of open)
    await journal.act(
      trx,
      approvalStream,
      one.id,
      { do: 'withdraw', reason: `案件并入另案：${reason}` },
      { ...moment, leads: true },
    )
}

/** The cases a case is related to, with names as far as the viewer may see them. */
export async function relationViews(
  db: Db,
  viewer: Viewer,
  { relations = [] }: CaseState,
  actors: (actor: string) => string,
): Promise<RelatedCase[]> {
  if (relations.length === 0) return []
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'title', 'party'])
    .where(
      'id',
      'in',
      relations.map((one) => one.to),
    )
    .where((where) => visibleCases(where, scopeOf(viewer)))
    .execute()
  return relations.map(({ to, how, reason, at, by }) => {
    const row = rows.find((one) => one.id === to)
    return {
      id: to,
      ...(row && { title: row.title, ...(row.party !== null && { party: row.party }) }),
      how,
      reason,
      at,
      by: actors(by),
    }
  })
}
