import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { streamTypes } from '@liuhen/core/journal'
import { openJournal } from '../ledger/index.ts'
import { openLog } from '../platform/index.ts'
import { trialClock } from '../platform/trial-clock.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { RefusedRequests } from './refusals.ts'

let database: TrialDatabase
beforeAll(async () => void (database = await trialDatabase()))
afterAll(() => database.close())

test('what anybody known was denied is on record, the first at once and the rest as numbers, and nobody fills the journal by trying', async () => {
  const clock = trialClock()
  const journal = openJournal({ types: streamTypes })
  const requests = new RefusedRequests({ db: database.db, clock, log: openLog(() => undefined), journal })
  const [actor, other, of] = [`person:${randomUUID()}`, `station:${randomUUID()}`, randomUUID()]
  const told = async (who: string) =>
    (await database.db.selectFrom('journal').select('body').where('actor', '=', who).orderBy('position').execute()).map(
      ({ body }) => body,
    )
  await requests.denied({ endpoint: 'giveRoles', params: { id: of }, actor })
  expect(await told(actor)).toEqual([{ endpoint: 'giveRoles', of, times: 1 }])
  for (let n = 0; n < 7; n++) await requests.denied({ endpoint: 'giveRoles', params: { id: of }, actor })
  for (let n = 0; n < 200; n++) await requests.denied({ endpoint: 'showCase', params: { id: randomUUID() }, actor })
  await requests.denied({ endpoint: 'listPeople', params: { id: '../../etc/passwd' }, actor: other })
  expect(await told(other)).toEqual([{ endpoint: 'listPeople', times: 1 }])
  expect(await told(actor)).toHaveLength(5)
  clock.forward(61_000)
  await requests.denied({ endpoint: 'audit', params: {}, actor: other })
  const after = await told(actor)
  expect(after).toHaveLength(7)
  expect(after).toContainEqual({ endpoint: 'giveRoles', of, times: 7 })
  expect(after).toContainEqual({ endpoint: '*', times: 196 })
  await requests.close()
})
