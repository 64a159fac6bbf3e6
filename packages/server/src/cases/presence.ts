import { type CaseState, caseStream, type KeptAct, presenceAt } from '@liuhen/core/case'
import type { Elsewhere } from '@liuhen/core/policy'
import type { DatedAct } from '@liuhen/core/procedure'
import type { Reaction } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

/** What says when somebody was where, or that it counts no more; where no hours are told, the recordings say them. */
const MOVING: readonly string[] = ['CaseActDone/1', 'CaseActStruck/1', 'CaseRecordingsTied/1']

/** Keeps who was where at which hours, so that nobody is in two places across all cases: 行政处罚法 art. 42. */
export const keepPresence: Reaction = {
  async after(trx, _entries, changes) {
    for (const { type, id, state, entries } of changes) {
      if (type.prefix !== caseStream.prefix) continue
      const { acts } = state as CaseState
      for (const { event } of entries) {
        const kept = acts.find((one) => one.act.id === actIn(event))
        if (kept === undefined || !MOVING.includes(event.kind)) continue
        await trx.deleteFrom('case_presence').where('case_id', '=', id).where('act_id', '=', kept.act.id).execute()
        await add(trx, id, kept)
      }
    }
  },
}

/** The act that an event is about, by its id. */
function actIn({ body }: { readonly body: unknown }): string | undefined {
  const { act } = body as { readonly act?: string | { readonly id: string } }
  return typeof act === 'string' ? act : act?.id
}

async function add(trx: Db, id: string, kept: KeptAct): Promise<void> {
  const rows = presenceAt(kept).map((one) => ({ case_id: id, ...one }))
  if (rows.length > 0) await trx.insertInto('case_presence').values(rows).execute()
}

/** Where those who do this are written down in other cases on that day. */
export async function elsewhereOf(
  db: Db,
  id: string,
  { on, by }: Pick<DatedAct, 'on' | 'by'>,
): Promise<readonly Elsewhere[]> {
  if (by.length === 0) return []
  const rows = await db
    .selectFrom('case_presence')
    .selectAll()
    .where('person', 'in', [...by])
    .where('day', '=', on)
    .where('case_id', '!=', id)
    .execute()
  return rows.map(({ act, day, at, until, place, person }) => ({
    act,
    on: day,
    at,
    until,
    by: [person],
    ...(place !== null && { place }),
  }))
}
