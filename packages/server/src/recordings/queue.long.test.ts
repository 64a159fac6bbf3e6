import { run } from 'graphile-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instant } from '@liuhen/core/kernel'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { prepareWork, queue, silent } from './queue.ts'

let database: TrialDatabase
beforeAll(async () => {
  database = await trialDatabase()
  await prepareWork(database.url('owner'))
})
afterAll(() => database.close())

test('fault: of a thousand queued files all are read before anything is made, and the newest day comes first', async () => {
  const { db } = database
  const dayOf = (n: number): number => (n * 37) % 50
  const taken: string[] = []
  const { promise: all, resolve } = Promise.withResolvers<void>()
  const task = (step: string) => async (payload: unknown) => {
    taken.push(`${step} ${(payload as { recording: string }).recording}`)
    if (taken.length === 1000) resolve()
  }
  // Queued as they come, in any order of days; half of them have been read already.
  await db.transaction().execute(async (trx) => {
    for (let n = 0; n < 1000; n++) {
      const of = new Date(Date.UTC(2026, 0, 1 + dayOf(n), 9)).toISOString() as Instant
      await queue(trx, n % 2 === 0 ? 'examine' : 'derive', String(n), { of })
    }
  })
  const runner = await run({
    pgPool: database.pool,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: 20,
    logger: silent,
    taskList: { examine: task('examine'), derive: task('derive') },
  })
  await all
  await runner.stop()
  const steps = taken.map((one) => one.split(' ')[0])
  expect(steps.lastIndexOf('examine')).toBe(499)
  for (const step of ['examine', 'derive']) {
    const days = taken.filter((one) => one.startsWith(step)).map((one) => dayOf(Number(one.split(' ')[1])))
    expect(days).toEqual(days.toSorted((a, b) => b - a))
  }
})
