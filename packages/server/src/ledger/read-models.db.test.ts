import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceStream } from '@liuhen/core/devices'
import type { Happening } from '@liuhen/core/journal'
import { instantOf } from '@liuhen/core/kernel'
import { folded, rowOf } from '@liuhen/core/stream'
import { trialDatabase } from '../platform/trial.ts'
import type { TrialDatabase } from '../platform/trial.ts'
import { openJournal, readStream, refold } from './index.ts'

let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase()
})
afterAll(() => trial.close())

const journal = openJournal()
const unit = randomUUID()
const device = (model: string): Happening => ({ kind: 'DeviceChanged/1', body: { kind: 'body-camera', unit, model } })
const deed: fc.Arbitrary<Happening> = fc.oneof(
  fc.stringMatching(/^[A-Z]{1,4}$/).map(device),
  fc.constant<Happening>({ kind: 'DeviceIssued/1', body: { holder: unit, from: instantOf(1_795_000_000_000) } }),
  fc.constant<Happening>({ kind: 'DeviceReturned/1', body: { from: instantOf(1_795_000_100_000) } }),
)

/** A device whose events are written in these groups, one transaction each; its id. */
async function written(groups: readonly (readonly Happening[])[]): Promise<string> {
  const id = randomUUID()
  const first: Happening = {
    kind: 'DeviceRegistered/1',
    body: { number: id.slice(0, 13), kind: 'body-camera', unit },
  }
  let version = 0
  for (const group of [[first], ...groups]) {
    const events = group.map((one) => {
      version++
      return { ...one, stream: `device:${id}`, version, at: instantOf(1_795_000_000_000 + version), actor: 'system' }
    })
    await trial.db.transaction().execute((trx) => journal.write(trx, events))
  }
  return id
}

const kept = (id: string) => trial.db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
/** What the events make from the first on, as a table gives it back. */
async function made(id: string): Promise<unknown> {
  const events = (await readStream(trial.db, `device:${id}`)).map(({ event }) => event)
  const state = folded(deviceStream, events)
  return state && { id, ...JSON.parse(JSON.stringify(rowOf(deviceStream, id, events.length, state))) }
}

test('however events are cut into transactions, what is kept is what all of them make', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), async (groups) => {
      const id = await written(groups)
      expect(await kept(id)).toEqual(await made(id))
    }),
    { numRuns: 40 },
  )
})

test('where a server before this one folded otherwise, every row is written anew once, and then left alone', async () => {
  const id = await written([[device('A')]])
  const lie = () => trial.as('super', `update devices set condition = 'lost' where id = $1`, [id])
  const told: number[] = []
  const once = () =>
    refold(trial.db, [{ ...deviceStream, table: { ...deviceStream.table, folding: 7 } }], (_trx, _type, changes) => {
      told.push(changes.length)
      return Promise.resolve()
    })
  await lie()
  await once()
  expect(await kept(id)).toEqual(await made(id))
  expect(told[0]).toBeGreaterThan(0)
  await lie()
  await once()
  expect((await kept(id))?.condition).toBe('lost')
  expect(told).toHaveLength(1)
})
