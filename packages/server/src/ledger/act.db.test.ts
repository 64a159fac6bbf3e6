import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DeviceCommand, deviceStream } from '@liuhen/core/devices'
import { instantOf } from '@liuhen/core/kernel'
import { type TrialDatabase, trialDatabase } from '../platform/trial.ts'
import { openJournal, readStream } from './index.ts'

let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase()
})
afterAll(() => trial.close())

const journal = openJournal()
const unit = randomUUID()
const at = instantOf(1_795_000_000_000)
const act = (id: string, command: DeviceCommand) =>
  trial.db.transaction().execute((trx) => journal.act(trx, deviceStream, id, command, { at, actor: 'system', id }))
const registered = async () => {
  const id = randomUUID()
  await act(id, { do: 'register', facts: { number: id.slice(0, 8), kind: 'body-camera', unit } })
  return id
}
const model = (name: string): DeviceCommand => ({ do: 'change', facts: { kind: 'body-camera', unit, model: name } })
const rowOf = async (id: string) =>
  trial.db.selectFrom('devices').select(['version', 'state', 'condition']).where('id', '=', id).executeTakeFirst()

test('ten who act on one stream at once wait for one another, and each decides on what the one before left', async () => {
  const id = await registered()
  const acts = Array.from({ length: 10 }, (_, i) => act(id, model(`${i}`)))
  const versions = (await Promise.all(acts)).map((one) => one.version)
  expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  const lost = await Promise.allSettled(Array.from({ length: 4 }, () => act(id, { do: 'lose', reason: '遗失' })))
  // The second finds it lost already and is told so.
  expect(lost.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(lost.find((one) => one.status === 'rejected')?.reason).toMatchObject({
    obstacles: [{ code: 'device-condition' }],
  })
})

test.each([
  ['behind the journal', 'update devices set version = 1, state = state || $2 where id = $1'],
  ['ahead of the journal', 'update devices set version = 9, state = state || $2 where id = $1'],
])('a row %s is not decided upon: the events are', async (_where, tampering) => {
  const id = await registered()
  await act(id, model('A'))
  await trial.as('super', tampering, [id, { condition: 'lost' }])
  expect(await act(id, model('B'))).toMatchObject({ version: 3, state: { condition: 'in-use', model: 'B' } })
  expect(await rowOf(id)).toMatchObject({ version: 3, condition: 'in-use', state: { condition: 'in-use' } })
})

test('a row that is gone comes back with the next event', async () => {
  const id = await registered()
  await trial.as('super', 'delete from devices where id = $1', [id])
  await act(id, model('A'))
  expect(await rowOf(id)).toMatchObject({ version: 2, state: { model: 'A', number: id.slice(0, 8) } })
})

test('where what follows an event fails, the event is not there either', async () => {
  const failing = openJournal({ reactions: [{ after: () => Promise.reject(new Error('no queue')) }] })
  const id = randomUUID()
  const facts = { number: id.slice(0, 8), kind: 'body-camera', unit } as const
  const command = { do: 'register', facts } as const
  const run = trial.db
    .transaction()
    .execute((trx) => failing.act(trx, deviceStream, id, command, { at, actor: 'system', id }))
  await expect(run).rejects.toThrow('no queue')
  expect([await readStream(trial.db, `device:${id}`), await rowOf(id)]).toEqual([[], undefined])
})

test('the context is gathered from the state that is held', async () => {
  const id = await registered()
  let seen: string | undefined
  await trial.db.transaction().execute((trx) =>
    journal.act(trx, deviceStream, id, model('A'), async (state) => {
      seen = state?.number
      return { at, actor: 'system', id }
    }),
  )
  expect(seen).toBe(id.slice(0, 8))
})
