import { recordingStream } from '@liuhen/core/recordings'
import type { Recordings } from './commands.ts'
import { dayToWorkOn, queue, type Step } from './queue.ts'
import { recordingOf } from './store.ts'

/**
 * Has the steps of a recording that did not succeed tried again now. Where they had been given up, that they are open
 * again is a fact and goes on record; what only waits for its next try is moved up. Throws Refused where there is none.
 */
export async function retryDerivation(here: Recordings, id: string, actor: string): Promise<void> {
  await here.db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('derivation')
      .select(['step', 'patient'])
      .where('recording', '=', id)
      .where((where) =>
        where.or([
          where('state', '=', 'failed'),
          where.and([where('state', '=', 'waiting'), where('reason', 'is not', null)]),
        ]),
      )
      .forUpdate()
      .execute()
    const row = await recordingOf(trx, id)
    const around = { at: here.clock.now(), actor, id }
    await here.journal.act(trx, recordingStream, id, { do: 'retry', isWaiting: open.length > 0 }, around)
    for (const { step, patient } of open) {
      await trx
        .updateTable('derivation')
        .set({ state: 'waiting', reason: null, again_at: null, tries: 0, faults: 0 })
        .where('recording', '=', id)
        .where('step', '=', step)
        .execute()
      await queue(trx, step as Step, id, { of: dayToWorkOn(row), patient })
    }
  })
}
