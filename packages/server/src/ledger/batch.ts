import type pg from 'pg'
import { because, Corrupt, sameBytes } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import {
  checkpointBody,
  commitmentOf,
  edgeTiles,
  Envelope,
  growTiles,
  leafBytes,
  leafHash,
  leafOf,
  noteOf,
} from '@liuhen/core/ledger'
import type { Tile } from '@liuhen/core/ledger'
import { sha256, sm3 } from './cryptography.ts'
import { checkEdge } from './consistency.ts'
import type { Head } from './consistency.ts'
import type { LogKey } from './keys.ts'

/** Entries in one transaction. Hashing takes about 0.1 ms an entry, in which the process does nothing else. */
export const LARGEST_BATCH = 2000
/** Where the sealer says that there is something new in the log. */
export const SEALED = 'log_sealed'

/** What a batch made of the log. */
export interface Sealed {
  readonly head: Head
  readonly note: string
  readonly count: number
}

/**
 * Moves what is pending into the log, in the order it was written down, in one transaction: entries, tiles, the signed
 * checkpoint, and pending emptied. Undefined when nothing is pending. Throws Corrupt when the log is no longer at
 * `head`, or a row of the journal is not an event.
 */
export async function sealBatch(
  client: pg.ClientBase,
  key: LogKey,
  head: Head,
  at: Instant,
): Promise<Sealed | undefined> {
  await client.query('begin')
  try {
    const sealed = await sealPending(client, key, head, at)
    await client.query('commit')
    return sealed
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function sealPending(client: pg.ClientBase, key: LogKey, head: Head, at: Instant): Promise<Sealed | undefined> {
  const pending = await takePending(client)
  if (pending.length === 0) return undefined
  await checkStill(client, head)
  const leaves = pending.map(leafOfRow)
  const hashes = leaves.map((leaf) => leafHash(sha256, leaf))
  const edge = await edgeOf(client, head)
  const grown = growTiles(sha256, { size: head.size, read: edge }, hashes)
  const body = checkpointBody({ origin: key.key.name, size: grown.size, root: grown.root })
  const note = noteOf(body, [key.sign(body)])
  await client.query(
    `insert into log_entry (index, event_id, leaf, leaf_hash)
     select $1 + place - 1, event_id, leaf, leaf_hash
     from unnest($2::uuid[], $3::bytea[], $4::bytea[]) with ordinality as given (event_id, leaf, leaf_hash, place)`,
    [head.size, pending.map((row) => row.id), leaves.map(bufferOf), hashes.map(bufferOf)],
  )
  await writeTiles(client, grown.tiles)
  await client.query('insert into log_checkpoint (size, root, at, note) values ($1, $2, $3, $4)', [
    grown.size,
    bufferOf(grown.root),
    at,
    note,
  ])
  await client.query('delete from journal_pending where position = any($1::bigint[])', [
    pending.map((row) => row.position),
  ])
  await client.query('select pg_notify($1, $2)', [SEALED, String(grown.size)])
  return { head: { size: grown.size, root: grown.root }, note, count: pending.length }
}

type Row = Envelope & { readonly position: number; readonly salt: Buffer }

async function takePending(client: pg.ClientBase): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `select position, id, stream, version, kind, at, actor, body, salt
     from journal_pending join journal using (position) order by position limit $1`,
    [LARGEST_BATCH],
  )
  return rows
}

/** The lock keeps other sealers away, not people with a database prompt. */
async function checkStill(client: pg.ClientBase, head: Head): Promise<void> {
  const { rows } = await client.query<{ size: number; root: Buffer }>(
    'select size, root from log_checkpoint order by size desc limit 1',
  )
  const [last] = rows
  if (last ? last.size === head.size && sameBytes(last.root, head.root) : head.size === 0) return
  throw because(
    Corrupt,
    'log-changed-underneath',
    '存证日志在封存期间被别的程序改动过，不再继续封存',
    'The log was changed by something else while it was being sealed: nothing more is sealed',
  )
}

async function edgeOf(client: pg.ClientBase, head: Head) {
  const read = await checkEdge(client, head)
  const loaded = new Map<number, Uint8Array | undefined>()
  for (const { level, number, width } of edgeTiles(head.size)) loaded.set(level, await read(level, number, width))
  return (level: number) => loaded.get(level)
}

function leafOfRow(row: Row): Uint8Array {
  const { position, salt, ...facts } = row
  const event = Envelope.safeParse(facts)
  if (event.success) return leafBytes(leafOf(event.data, commitmentOf(salt, event.data.body, sha256, sm3)))
  throw because(
    Corrupt,
    'journal-row-malformed',
    `流水第 ${position} 行不是按规定写入的事件，不再继续封存`,
    `Row ${position} of the journal is not an event as we write them: nothing more is sealed`,
  )
}

async function writeTiles(client: pg.ClientBase, tiles: readonly Tile[]): Promise<void> {
  await client.query(
    `insert into log_tile (level, number, hashes)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
     on conflict (level, number) do update set hashes = excluded.hashes`,
    [tiles.map((one) => one.level), tiles.map((one) => one.number), tiles.map((one) => bufferOf(one.hashes))],
  )
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
