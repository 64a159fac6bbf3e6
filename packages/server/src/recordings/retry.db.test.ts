import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEvent } from '@liuhen/core/journal'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { recordingOf, keepTakes } from './store.ts'

let trial: TrialDay
let centre: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  centre = await trial.server.as('information-centre')
})
afterAll(() => trial[Symbol.asyncDispose]())

test('what was given up is tried again when the information centre says so, and that is on record; nobody else says so', async () => {
  const { db } = trial.server.database
  const id = await trial.recording('09:00', '09:10')
  const { version } = await recordingOf(db, id)
  const failed = {
    stream: `recording:${id}`,
    version: version + 1,
    kind: 'DerivationFailed/1',
    at: trial.server.clock.now(),
    actor: 'system',
    body: { step: 'derive', reason: '内存', attempts: 5 },
  } as NewEvent
  await db.transaction().execute((trx) => openJournal({ reactions: [keepTakes] }).write(trx, [failed]))
  const given = { recording: id, step: 'derive', state: 'failed', tries: 5, reason: '内存' } as const
  await db.insertInto('derivation').values(given).execute()
  expect((await recordingOf(db, id)).derived).toBe('failed')
  await expect(trial.leader.retryDerivation({ params: { id } })).rejects.toMatchObject({ problem: { status: 403 } })

  await centre.retryDerivation({ params: { id } })
  expect(await recordingOf(db, id)).toMatchObject({ derived: 'waiting', state: { failed: [] } })
  const { history } = await centre.showRecording({ params: { id } })
  const { name } = await centre.whoAmI()
  expect(history.find((one) => one.kind === 'DerivationRetried/1')).toMatchObject({
    by: name,
    body: { steps: ['derive'] },
  })
  // The vault of this trial does not hold it: it was tried, from the first try on.
  const step = db.selectFrom('derivation').select('tries').where('recording', '=', id).where('step', '=', 'derive')
  await expect.poll(() => step.executeTakeFirst(), { timeout: 240_000 }).toEqual({ tries: 1 })
})

test('where nothing failed there is nothing to try again, and that is said', async () => {
  const id = await trial.recording('10:00', '10:10')
  const asked = centre.retryDerivation({ params: { id } })
  await expect(asked).rejects.toMatchObject({ problem: { obstacles: [{ code: 'nothing-to-retry' }] } })
})
