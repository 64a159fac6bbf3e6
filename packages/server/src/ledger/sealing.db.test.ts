import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Corrupt, hexOf, instantOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import {
  allTiles,
  checkOpening,
  checkProof,
  decodeEntries,
  leafHash,
  openCheckpoint,
  readLeaf,
  rootOf,
} from '@liuhen/core/ledger'
import { openDatabase } from '../platform/database/index.ts'
import { trialDatabase } from '../platform/trial.ts'
import type { TrialDatabase } from '../platform/trial.ts'
import * as ledger from './index.ts'
import type { LogKey, Appended, Sealing, SealingOptions } from './index.ts'

const { append, entries, latestCheckpoint, proofOf, readAfter, readEvent, sha256, sm3, status, tile, verifyEd25519 } =
  ledger

let trial: TrialDatabase
let folder: string
let key: LogKey
let running: Sealing[]
const clock = { now: (): Instant => instantOf(1_795_000_000_000) }

beforeEach(async () => {
  trial = await trialDatabase({ max: 12 })
  folder = await mkdtemp(join(tmpdir(), 'liuhen-log-'))
  key = await ledger.openLogKey(join(folder, 'keys'), 'liuhen.local/trial/00c0ffee')
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.close()))
  await trial.close()
  await rm(folder, { recursive: true })
})

function seal(more: Partial<SealingOptions> = {}): Sealing {
  const highWater = ledger.openHighWater(folder)
  const sealing = ledger.startSealing({ database: trial, key, highWater, clock, onError: () => undefined, ...more })
  running.push(sealing)
  return sealing
}

const happened = (body: Appended['body'] = {}): Appended => ({
  stream: `recording:${randomUUID()}`,
  version: 1,
  kind: 'RecordingPreserved/1',
  at: clock.now(),
  actor: 'system',
  body,
})

async function write(count: number): Promise<readonly string[]> {
  const written = await append(
    trial.db,
    Array.from({ length: count }, (_, i) => happened({ i })),
  )
  return written.map((one) => one.event.id)
}

async function sealed(sealing: Sealing, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => sealing.waitSealed(id, 20_000)))
}

const ends = (sealing: Sealing, how: string) => vi.waitFor(() => expect(sealing.state().sealing).toBe(how), 120_000)

/** Everything there is to say about a log that nobody is adding to, from its rows alone. */
async function checkWholeLog(): Promise<number> {
  const journal = await readAfter(trial.db, 0, 100_000)
  const rows = await trial.db.selectFrom('log_entry').selectAll().orderBy('index').execute()
  const leaves = rows.map((row) => row.leaf)
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf))
  const events = new Map(journal.map((one) => [one.event.id, one]))
  expect(rows.map((row) => row.index)).toEqual(rows.map((_, i) => i))
  expect(rows.map((row) => hexOf(row.leaf_hash))).toEqual(hashes.map(hexOf))
  expect(rows.map((row) => row.event_id).toSorted()).toEqual([...events.keys()].toSorted())
  for (const row of rows) checkOpening(events.get(row.event_id) ?? expect.fail(), readLeaf(row.leaf), sha256, sm3)
  const checkpoints = await trial.db.selectFrom('log_checkpoint').selectAll().orderBy('size').execute()
  for (const { note, size, root } of checkpoints) {
    const opened = await openCheckpoint(note, { keys: [key.key], verify: verifyEd25519, hash: sha256 })
    expect(opened).toMatchObject({ size, origin: 'liuhen.local/trial/00c0ffee' })
    expect([hexOf(opened.root), hexOf(root)]).toEqual(Array(2).fill(hexOf(rootOf(sha256, hashes.slice(0, size)))))
  }
  expect(checkpoints.at(-1)?.size ?? 0).toBe(rows.length)
  const tiles = await trial.db
    .selectFrom('log_tile')
    .select(['level', 'number'])
    .orderBy('level')
    .orderBy('number')
    .execute()
  expect(tiles).toEqual([...allTiles(rows.length)].map(({ level, number }) => ({ level, number })))
  return rows.length
}

test('every event that is waited for has a proof that a stranger can check', async () => {
  const sealing = seal()
  const ids = [...(await write(300)), ...(await write(1)), ...(await write(4))]
  await sealed(sealing, ids)
  const leaves = [...decodeEntries(await entries(trial.db, 0)), ...decodeEntries(await entries(trial.db, 1, 49))]
  for (const [index, id] of ids.entries()) {
    const { event, salt } = await readEvent(trial.db, id)
    const leafBytes = leaves[index] as Uint8Array
    const proofText = await proofOf(trial.db, id)
    const proven = await checkProof({ proofText, leafBytes, keys: [key.key], verify: verifyEd25519, hash: sha256 })
    expect(proven).toMatchObject({ origin: 'liuhen.local/trial/00c0ffee', index, size: 305 })
    checkOpening({ event, salt }, readLeaf(leafBytes), sha256, sm3)
  }
  expect(await checkWholeLog()).toBe(305)
})

test('eight who append at once, while sealing goes on, lose nothing and find nothing twice', async () => {
  const sealing = seal({ everyMs: 5 })
  const appended = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const ids: string[] = []
      for (let i = 0; i < 40; i++) ids.push(...(await write(1 + (i % 3))))
      return ids
    }),
  )
  const ids = appended.flat()
  await sealed(sealing, ids)
  expect(await checkWholeLog()).toBe(ids.length)
  expect(await status(trial.db, clock)).toMatchObject({ size: ids.length, pending: { count: 0, oldestMs: 0 } })
})

test('a transaction that commits after a later one was sealed is sealed in its turn', async () => {
  const sealing = seal({ everyMs: 5 })
  const early = await trial.db.transaction().execute(async (trx) => {
    const [entry] = await append(trx, [happened('early')])
    await sealed(sealing, await write(1))
    return entry?.event.id as string
  })
  await sealed(sealing, [early])
  expect(await checkWholeLog()).toBe(2)
})

test('more than one batch is sealed in one go, and the tiles above are right', async () => {
  const ids = await write(4500)
  await sealed(seal(), ids.slice(-1))
  expect(await checkWholeLog()).toBe(4500)
  const checkpoints = await trial.db.selectFrom('log_checkpoint').select('size').orderBy('size').execute()
  expect(checkpoints.map((one) => one.size)).toEqual([2000, 4000, 4500])
  expect(await tile(trial.db, 1, 0, 17)).toHaveLength(17 * 32)
  await expect(tile(trial.db, 1, 0, 18)).rejects.toMatchObject({ kind: 'missing' })
  await expect(entries(trial.db, 17, 149)).rejects.toMatchObject({ kind: 'missing' })
})

test('of two sealers one seals; when it is cut off from the database in the middle, the other or itself goes on', async () => {
  const other = openDatabase(trial.url('app'), { max: 4 })
  const sealings = [seal({ everyMs: 5 }), seal({ everyMs: 5, database: other })]
  try {
    for (let round = 0; round < 5; round++) {
      const writing = Promise.all([write(200), write(1)])
      const cut = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`
      await trial.as('super', cut)
      const ids = (await writing).flat()
      await Promise.all(sealings.map((sealing) => sealed(sealing, ids)))
      // The one that was cut off may hear of it only after the other has sealed.
      const active = () => sealings.filter((one) => one.state().sealing === 'active')
      await vi.waitFor(() => expect(active()).toHaveLength(1), 120_000)
    }
    expect(await checkWholeLog()).toBe(5 * 201)
  } finally {
    await Promise.all(sealings.map((one) => one.close()))
    await other.close()
  }
})

test('a new sealer takes up where the last one ended, whatever it left pending', async () => {
  const first = seal()
  await sealed(first, await write(3))
  await first.close()
  const left = await write(5)
  expect((await latestCheckpoint(trial.db))?.size).toBe(3)
  expect(await status(trial.db, { now: () => instantOf(1_795_000_002_500) })).toMatchObject({
    size: 3,
    pending: { count: 5, oldestMs: 2500 },
  })
  await expect(proofOf(trial.db, left[0] as string)).rejects.toMatchObject({ obstacles: [{ code: 'not-sealed-yet' }] })
  await sealed(seal(), left)
  expect(await checkWholeLog()).toBe(8)
})

test('a wait that is too short says so; the event is sealed all the same', async () => {
  const [id = ''] = await write(1)
  const sealing = seal({ everyMs: 1 })
  await sealing.close()
  await expect(sealing.waitSealed(id, 1)).rejects.toMatchObject({
    kind: 'refused',
    obstacles: [{ code: 'not-sealed-yet' }],
  })
  await sealed(seal(), [id])
})

test('the last note that was signed is kept in a file beside the database', async () => {
  await sealed(seal(), await write(2))
  const kept = () => readFile(join(folder, 'run', 'checkpoint'), 'utf8')
  await vi.waitFor(async () => expect(await kept()).toBe((await latestCheckpoint(trial.db))?.note), 120_000)
})

/** What somebody with the superuser's password does; the triggers are put aside and back. */
const tamper = (statement: string) => {
  const each = (what: string) =>
    ['journal', 'log_entry', 'log_tile', 'log_checkpoint'].map((table) => `alter table ${table} ${what}`)
  return trial.as('super', [...each('disable trigger all'), statement, ...each('enable trigger all')].join('; '))
}

test.each([
  ['an entry removed from the end', 'delete from log_entry where index = 299'],
  ['an entry removed from the middle', 'delete from log_entry where index = 7'],
  [
    'an entry added',
    `insert into log_entry select 300, id, '', sha256('') from journal order by position desc limit 1`,
  ],
  [
    'two entries in each other’s place',
    'update log_entry set leaf_hash = (select leaf_hash from log_entry where index = 298) where index = 299',
  ],
  [
    'a tile changed',
    `update log_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where (level, number) = (0, 1)`,
  ],
  [
    'a higher tile changed',
    `update log_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where level = 1`,
  ],
  ['a tile removed', 'delete from log_tile where level = 0 and number = 1'],
  ['a checkpoint whose row says something else', `update log_checkpoint set root = sha256('x')`],
  [
    'a checkpoint with a broken signature',
    `update log_checkpoint set note = replace(note, e'\\n300\\n', e'\\n299\\n')`,
  ],
  ['all checkpoints removed', 'delete from log_checkpoint'],
  ['everything removed', 'delete from log_entry; delete from log_tile; delete from log_checkpoint'],
])('%s: the sealer refuses to go on', async (_, statement) => {
  const first = seal()
  await sealed(first, await write(300))
  await first.close()
  const [next = ''] = await write(1)
  await tamper(statement)
  const errors: unknown[] = []
  const second = seal({ onError: (error) => errors.push(error) })
  await ends(second, 'stopped')
  expect(errors).toEqual([expect.any(Corrupt)])
  await expect(second.waitSealed(next, 1000)).rejects.toBeInstanceOf(Corrupt)
  const { rows } = await trial.pool.query('select from log_entry where event_id = $1', [next])
  expect(rows).toHaveLength(statement.startsWith('insert') ? 1 : 0)
})

test('a log put back to an earlier day, sound in itself, is not continued', async () => {
  const first = seal()
  await sealed(first, await write(3))
  const [a = '', b = ''] = await write(2)
  await sealed(first, [a, b])
  await first.close()
  await tamper(`delete from log_checkpoint where size = 5; delete from log_entry where index >= 3;
    update log_tile set hashes = substr(hashes, 1, 96)`)
  const second = seal()
  await ends(second, 'stopped')
  expect(second.state()).toMatchObject({ reason: { obstacles: [{ code: 'log-rewound' }] } })
})

test('tampering while sealing goes on stops it at the next batch', async () => {
  const sealing = seal()
  await sealed(sealing, await write(3))
  await tamper(`update log_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`)
  await expect(sealed(sealing, await write(1))).rejects.toBeInstanceOf(Corrupt)
  expect((await latestCheckpoint(trial.db))?.size).toBe(3)
})

test('a log is not continued with another key', async () => {
  const first = seal()
  await sealed(first, await write(3))
  await first.close()
  key = await ledger.openLogKey(join(folder, 'other'), 'liuhen.local/trial/00c0ffee')
  const second = seal()
  await ends(second, 'stopped')
  expect(second.state()).toMatchObject({ reason: { obstacles: [{ code: 'note-unsigned' }] } })
})

test('a row that got into the journal by another way than append stops sealing', async () => {
  await trial.as(
    'app',
    `insert into journal (id, stream, version, kind, at, actor, body, salt)
    values (gen_random_uuid(), 'recording', 1, 'Forged/1', now(), 'nobody', '{}', sha256('')) returning position`,
  )
  await trial.as('app', 'insert into journal_pending select position from journal')
  const sealing = seal()
  await ends(sealing, 'stopped')
  expect(sealing.state()).toMatchObject({ reason: { obstacles: [{ code: 'journal-row-malformed' }] } })
})
