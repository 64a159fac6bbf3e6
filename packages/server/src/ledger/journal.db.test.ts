import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf, Malformed, Refused } from '@liuhen/core/kernel'
import type { Json } from '@liuhen/core/kernel'
import { commitmentOf } from '@liuhen/core/ledger'
import { trialDatabase } from '../platform/trial.ts'
import type { TrialDatabase } from '../platform/trial.ts'
import { append, readAfter, readStream, sha256, sm3 } from './index.ts'
import type { Appended } from './index.ts'

let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase()
})
afterAll(() => trial.close())

const happened = (more: Partial<Appended> = {}): Appended => ({
  stream: `recording:${randomUUID()}`,
  version: 1,
  kind: 'RecordingPreserved/1',
  at: instantOf(1_795_000_000_123),
  actor: `person:${randomUUID()}`,
  body: { file: '出警 1.mp4', bytes: 3 },
  ...more,
})

test('an event comes back as it was written, and is pending until it is sealed', async () => {
  const event = happened()
  const [written] = await append(trial.db, [event])
  const [read] = await readStream(trial.db, event.stream)
  expect(read).toEqual({ ...written, salt: Buffer.from(written?.salt ?? []) })
  expect(read?.event).toMatchObject(event)
  expect(read?.salt).toHaveLength(32)
  const pending = trial.db
    .selectFrom('journal_pending')
    .selectAll()
    .where('position', '=', read?.position as number)
  expect(await pending.execute()).toHaveLength(1)
})

test('events of one append take positions in the order given', async () => {
  const events = Array.from({ length: 50 }, (_, i) => happened({ body: i }))
  const written = await append(trial.db, events)
  const first = written[0]?.position as number
  expect(written.map((one) => one.position - first)).toEqual(events.map((_, i) => i))
  const read = await readAfter(trial.db, first - 1, 50)
  expect(read.map((one) => one.event.body)).toEqual(events.map((one) => one.body))
})

test('of two who write the same version of a stream, the second is told to look again and nothing of it is kept', async () => {
  const event = happened()
  const [first, second] = await Promise.allSettled(
    ['one', 'two'].map((body) =>
      trial.db.transaction().execute(async (trx) => {
        await append(trx, [happened({ body })])
        await append(trx, [{ ...event, body }])
        return body
      }),
    ),
  )
  const lost = first?.status === 'rejected' ? first : second
  const won = first?.status === 'fulfilled' ? first : second
  expect(lost).toMatchObject({
    status: 'rejected',
    reason: { kind: 'refused', obstacles: [{ code: 'changed-meanwhile' }] },
  })
  expect((lost as PromiseRejectedResult).reason).toBeInstanceOf(Refused)
  const winner = won?.status === 'fulfilled' ? won.value : ''
  const bodies = (await readAfter(trial.db, 0, 10_000)).map((one) => one.event.body)
  expect(bodies.filter((body) => body === 'one' || body === 'two')).toEqual([winner, winner])
})

test('an event rolled back with its transaction is neither written nor pending', async () => {
  const event = happened()
  const undone = trial.db.transaction().execute(async (trx) => {
    await append(trx, [event])
    throw new RangeError('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await readStream(trial.db, event.stream)).toEqual([])
  const { rows } = await trial.pool.query(
    'select from journal_pending left join journal using (position) where id is null',
  )
  expect(rows).toEqual([])
})

test('what is not an event, or would not come back as it was, is refused before it is written', async () => {
  const bodies: Json[] = [Number.NaN, Infinity, -0, { deep: [1, -0] }, 'a\0b', { 'k\0': 1 }, { lone: '\ud800' }]
  for (const body of bodies) await expect(append(trial.db, [happened({ body })])).rejects.toBeInstanceOf(Malformed)
  const wrong: Partial<Appended>[] = [
    { stream: 'recording' },
    { version: 0 },
    { kind: 'preserved' },
    { actor: 'someone' },
  ]
  for (const more of wrong) await expect(append(trial.db, [happened(more)])).rejects.toBeInstanceOf(Malformed)
})

test('whatever JSON a body holds, the commitment made from the database is the one made before writing', async () => {
  const number = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(1e21, 5e-324, 1.7976931348623157e308, 0.1, 2 ** 53),
  )
  const { body } = fc.letrec<{ body: Json }>((tie) => ({
    body: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(null, true, false),
      number.map((one) => (Object.is(one, -0) ? 0 : one)),
      text,
      fc.array(tie('body'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', '', '1', 'constructor')), tie('body'), { maxKeys: 4 }),
    ) as fc.Arbitrary<Json>,
  }))
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 20 }), async (bodies) => {
      const written = await append(
        trial.db,
        bodies.map((one) => happened({ body: one })),
      )
      const read = await readAfter(trial.db, (written[0]?.position as number) - 1, written.length)
      const commitments = (entries: typeof read) =>
        entries.map(({ event, salt }) => commitmentOf(salt, event.body, sha256, sm3))
      expect(commitments(read)).toEqual(commitments(written))
    }),
    { numRuns: 60 },
  )
})

const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((one) => one.isWellFormed() && !one.includes('\0'))

test.each(['journal', 'log_entry', 'log_checkpoint'])(
  'nothing in %s can be changed or removed: not by the application, and not by the owner either',
  async (table) => {
    await append(trial.db, [happened()])
    const column = { journal: 'actor', log_entry: 'leaf', log_checkpoint: 'note' }[table]
    const attempts = [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table} cascade`]
    for (const statement of attempts) {
      await expect(trial.as('app', statement), statement).rejects.toThrow(`permission denied for table ${table}`)
      await expect(trial.as('owner', statement), statement).rejects.toThrow(/only grows/)
      // Not even where triggers are set aside, as a replica does.
      await expect(
        trial.as('super', `set session_replication_role = replica; ${statement}`),
        statement,
      ).rejects.toThrow(/only grows/)
    }
  },
)

test('an upsert is no way round', async () => {
  await append(trial.db, [happened()])
  const upsert = `insert into journal overriding system value select * from journal on conflict (position) do update set actor = 'system'`
  await expect(trial.as('app', upsert)).rejects.toThrow('permission denied')
  await expect(trial.as('owner', upsert)).rejects.toThrow(/only grows/)
})

test('a tile can get longer; no hash in it can change, and it cannot be removed', async () => {
  const set = (hex: string) => trial.pool.query(`update log_tile set hashes = decode($1, 'hex') where level = 7`, [hex])
  const [a, b] = ['aa'.repeat(32), 'bb'.repeat(32)]
  await trial.pool.query(`insert into log_tile (level, number, hashes) values (7, 0, decode($1, 'hex'))`, [a])
  await set(a + b)
  for (const hashes of [a + a, b + a + b, a, a + b]) await expect(set(hashes)).rejects.toThrow(/only grows/)
  await expect(trial.pool.query('update log_tile set number = 1 where level = 7')).rejects.toThrow(/only grows/)
  for (const statement of ['delete from log_tile', 'truncate log_tile']) {
    await expect(trial.as('app', statement)).rejects.toThrow('permission denied')
    await expect(trial.as('owner', statement)).rejects.toThrow(/only grows/)
  }
  await trial.as(
    'super',
    'alter table log_tile disable trigger all; delete from log_tile; alter table log_tile enable always trigger only_grows; alter table log_tile enable always trigger tile_only_grows',
  )
})
