import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { instantOf, Refused, text } from '@liuhen/core/kernel'
import { begun, type Decider, type EventOf, type Happened, type Moment, type StreamOf } from '@liuhen/core/stream'
import { openJournal, readStream } from '../../../server/src/ledger/index.ts'
import { type TrialDatabase, trialDatabase } from '../../../server/src/platform/trial.ts'
import { onRowsOf } from '../attack/on-read-models.ts'
import { connected } from './database.ts'
import { auditedBy } from './trial.ts'

/** A capability nobody has: leave to put a stall on a street. What follows is all there is of it, but its table. */
const events = {
  'StallAllowed/1': z.object({ street: z.string() }),
  'StallAllowed/2': z.object({ street: z.string(), metres: z.number() }),
  'StallMoved/1': z.object({ street: z.string() }),
}
type Kinds = Omit<typeof events, 'StallAllowed/1'>
interface Stall {
  readonly street: string
  readonly metres: number
  readonly moves: number
}
type Command = { readonly do: 'allow' | 'move'; readonly street: string; readonly metres: number }
interface Context extends Moment {
  readonly closed: readonly string[]
}
const decider: Decider<Stall, Command, Kinds, Context> = {
  evolve: (state: Stall | undefined, event: EventOf<Kinds>) =>
    event.kind === 'StallAllowed/2'
      ? { ...event.body, moves: 0 }
      : state && { ...state, street: event.body.street, moves: state.moves + 1 },
  obstacles: (_state, { street, metres }, { closed }) => [
    ...(closed.includes(street) ? [{ code: 'street-closed', message: text('此路不设摊', 'No stalls there') }] : []),
    ...(metres > 3 ? [{ code: 'stall-long', message: text('摊位过长', 'It is too long') }] : []),
  ],
  decide: (state, { do: what, street, metres }) =>
    what === 'allow'
      ? [{ kind: 'StallAllowed/2', body: { street, metres } }]
      : begun(state).street === street
        ? []
        : [{ kind: 'StallMoved/1', body: { street } }],
}
const stallStream = {
  prefix: 'stall',
  events,
  lift: {
    'StallAllowed/1': ({ body }: Happened) => ({ kind: 'StallAllowed/2', body: { ...(body as object), metres: 1 } }),
  },
  decider,
  table: { name: 'stalls', columns: ({ street, moves }: Stall) => ({ street, moves }) },
} as const satisfies StreamOf<Stall, Kinds, Command, Context>

const types = [stallStream]
const journal = openJournal({ types })
const moment = { at: instantOf(1_795_000_000_000), actor: 'system' }
const context: Context = { ...moment, closed: ['建设路'] }
let trial: TrialDatabase
beforeAll(async () => {
  trial = await trialDatabase()
  await trial.as(
    'owner',
    `create table stalls (id uuid primary key, version int not null, state jsonb not null, street text unique, moves int)`,
  )
  await trial.as('owner', 'grant select, insert, update on stalls to liuhen_app')
})
afterAll(() => trial.close())

const act = (id: string, command: Command) =>
  trial.db.transaction().execute((trx) => journal.act(trx, stallStream, id, command, context))

test('one declaration carries a new capability through act, fold, row, lift, audit and attack', async () => {
  const [id, old] = [randomUUID(), randomUUID()]
  expect((await act(id, { do: 'allow', street: '人民路', metres: 2 })).state).toEqual({
    street: '人民路',
    metres: 2,
    moves: 0,
  })
  expect(await act(id, { do: 'move', street: '解放路', metres: 2 })).toMatchObject({ version: 2, state: { moves: 1 } })
  // What is so already is no event.
  expect(await act(id, { do: 'move', street: '解放路', metres: 2 })).toMatchObject({ version: 2, entries: [] })
  const row = `select version, state, street, moves from stalls where id = $1`
  expect((await trial.as('app', row, [id])).rows).toEqual([
    { version: 2, state: { street: '解放路', metres: 2, moves: 1 }, street: '解放路', moves: 1 },
  ])

  const before = { stream: `stall:${old}`, version: 1, kind: 'StallAllowed/1', body: { street: '东街' } }
  await trial.db.transaction().execute((trx) => journal.write(trx, [{ ...before, ...moment } as never]))
  expect((await act(old, { do: 'move', street: '西街', metres: 1 })).state).toEqual({
    street: '西街',
    metres: 1,
    moves: 1,
  })

  const database = await connected(trial.url('super'))
  try {
    expect((await auditedBy(database, types, moment.at)).differences).toEqual([])
    for (const attack of onRowsOf(types)) {
      await database.query('begin')
      const audit = () => auditedBy(database, types, moment.at)
      const outcome = await attack.run({ database, data: '', url: '', ownFile: () => '', audit })
      await database.query('rollback')
      expect([attack.name, outcome?.by]).toEqual([attack.name, expect.arrayContaining([...attack.codes])])
    }
    expect((await auditedBy(database, types, moment.at)).differences).toEqual([])
  } finally {
    await database.end()
  }
})

test('everything that stands in the way is refused at once, and nothing is written', async () => {
  const id = randomUUID()
  const refused = act(id, { do: 'allow', street: '建设路', metres: 4 })
  await expect(refused).rejects.toThrow(Refused)
  await expect(refused).rejects.toMatchObject({ obstacles: [{ code: 'street-closed' }, { code: 'stall-long' }] })
  expect(await readStream(trial.db, `stall:${id}`)).toEqual([])
})

test('an event of another kind of stream, or of a shape that is not its own, is not written', async () => {
  const write = (stream: string, kind: string, body: object) =>
    trial.db
      .transaction()
      .execute((trx) => journal.write(trx, [{ stream, version: 1, kind, body, ...moment } as never]))
  await expect(write(`stall:${randomUUID()}`, 'DeviceLost/1', { reason: '遗失' })).rejects.toThrow(/DeviceLost/)
  await expect(write(`booth:${randomUUID()}`, 'StallMoved/1', { street: '东街' })).rejects.toThrow(/booth/)
  await expect(write(`stall:${randomUUID()}`, 'StallMoved/1', { street: 3 })).rejects.toThrow(/street/)
})
