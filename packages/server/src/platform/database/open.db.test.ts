import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { trialDatabase } from '../trial.ts'
import type { TrialDatabase } from '../trial.ts'
import { openDatabase } from './index.ts'

let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase({ max: 1 })
})
afterAll(() => trial.close())

/** A pool of our own with so many connections open, and what it complains of. */
async function busy(max: number) {
  const complaints: string[] = []
  const database = openDatabase(trial.url('app'), { max, onError: ({ message }) => complaints.push(message) })
  const clients = await Promise.all(Array.from({ length: max }, () => database.pool.connect()))
  const pids = await Promise.all(
    clients.map(async (client) => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid),
  )
  return { database, clients, pids, complaints }
}
const alive = async (pids: readonly unknown[]) =>
  (await trial.as('super', 'select pid from pg_stat_activity where pid = any($1)', [pids])).rowCount

test('a database is closed when PostgreSQL has let go of the last connection, and not when we have', async () => {
  const { database, clients, pids, complaints } = await busy(20)
  for (const client of clients.slice(1)) client.release()
  // As the sealer does with the connection that holds its lock.
  clients[0]?.release(true)
  // One of them hears nothing for a while.
  const slow = pids[7] as number
  process.kill(slow, 'SIGSTOP')
  let closed = false
  const closing = database.close().then(() => (closed = true))
  try {
    await vi.waitFor(async () => expect(await alive(pids)).toBe(1), 120_000)
    expect(closed).toBe(false)
  } finally {
    process.kill(slow, 'SIGCONT')
  }
  await closing
  expect(await alive(pids)).toBe(0)
  expect(complaints).toEqual([])
})

test('a connection that PostgreSQL ends is complained of once, whether it was idle or in use, and is replaced', async () => {
  const { database, clients, pids, complaints } = await busy(2)
  clients[0]?.release()
  await trial.as('super', 'select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids])
  await vi.waitFor(() => expect(complaints).toHaveLength(2), 120_000)
  clients[1]?.release(true)
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await database.close()
  expect(complaints).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('terminating connection')))
})
