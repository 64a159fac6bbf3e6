import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import type { Instant } from '@liuhen/core/kernel'
import {
  allTiles,
  checkpointBody,
  commitmentOf,
  growTiles,
  keyId,
  leafBytes,
  leafHash,
  leafOf,
  noteOf,
  parseVerifierKey,
  signatureLine,
  verifierKey,
} from '@liuhen/core/ledger'
import type { Envelope, Tile } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import type { Target } from './sandbox.ts'

/** Somebody who can sign checkpoints: with the bureau's own key, stolen, or with one of their own. */
export interface Forger {
  readonly origin: string
  readonly line: string
  sign(body: string): string
}

const originOf = ({ data }: Target): string =>
  parseVerifierKey(crypto.sha256, readFileSync(join(data, 'keys', 'log.pub'), 'utf8').trim()).name

/** Signs with the key that lies in the data folder. */
export const thief = (target: Target): Forger =>
  forgerOf(originOf(target), createPrivateKey(readFileSync(join(target.data, 'keys', 'log.key'))))

/** Signs under the log's name with a key made a moment ago. */
export const stranger = (target: Target): Forger => strangerNamed(originOf(target))

/** Signs under any name with a key made a moment ago: a name is free to whoever wants it. */
export const strangerNamed = (origin: string): Forger => forgerOf(origin, generateKeyPairSync('ed25519').privateKey)

function forgerOf(origin: string, key: KeyObject): Forger {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(x, 'base64url'))
  return {
    origin,
    line: verifierKey(crypto.sha256, origin, publicKey),
    sign: (body) => {
      const line = signatureLine(
        origin,
        keyId(crypto.sha256, origin, publicKey),
        sign(undefined, Buffer.from(body), key),
      )
      return noteOf(body, [line])
    },
  }
}

const TABLES = ['journal', 'journal_pending', 'log_entry', 'log_tile', 'log_checkpoint'] as const

/** What a database's administrator can do and its application cannot: nothing refuses a change after this. */
export async function disarm(database: Client): Promise<void> {
  for (const table of TABLES) await database.query(`alter table ${table} disable trigger all`)
}

/**
 * Writes the whole log anew over the journal as it is now, with checkpoints of the sizes there were, as far as it still
 * reaches, and the last of them in the file that remembers it: a history without a seam. `forger` signs.
 */
export async function rewriteLog(target: Target, forger: Forger): Promise<void> {
  const { database } = target
  const order = await database.query<{ event_id: string }>('select event_id from log_entry order by index')
  const places = new Map(order.rows.map((row, i) => [row.event_id, i]))
  const journal = await database.query<Envelope & { position: number; salt: Buffer }>(
    'select * from journal order by position',
  )
  const last = journal.rows.length
  const rows = journal.rows.toSorted((a, b) => (places.get(a.id) ?? last) - (places.get(b.id) ?? last))
  const sizes = await database.query<{ size: number; at: Instant }>('select size, at from log_checkpoint order by size')
  for (const table of ['log_entry', 'log_tile', 'log_checkpoint', 'journal_pending'])
    await database.query(`delete from ${table}`)
  const leaves = rows.map(({ salt, position: _position, ...event }) =>
    leafBytes(leafOf(event, commitmentOf(salt, event.body, crypto.sha256, crypto.sm3))),
  )
  const hashes = leaves.map((leaf) => leafHash(crypto.sha256, leaf))
  for (const [i, leaf] of leaves.entries())
    await database.query('insert into log_entry (index, event_id, leaf, leaf_hash) values ($1, $2, $3, $4)', [
      i,
      rows[i]?.id,
      Buffer.from(leaf),
      Buffer.from(hashes[i] as Uint8Array),
    ])
  const wanted = [
    ...sizes.rows.filter((row) => row.size < leaves.length),
    { size: leaves.length, at: sizes.rows.at(-1)?.at },
  ]
  const tiles = new Map<string, Tile>()
  let [size, note] = [0, '']
  for (const checkpoint of wanted) {
    const read = (level: number, number: number): Uint8Array | undefined => tiles.get(`${level}/${number}`)?.hashes
    const grown = growTiles(crypto.sha256, { size, read }, hashes.slice(size, checkpoint.size))
    for (const tile of grown.tiles) tiles.set(`${tile.level}/${tile.number}`, tile)
    note = forger.sign(checkpointBody({ origin: forger.origin, size: grown.size, root: grown.root }))
    size = grown.size
    await database.query('insert into log_checkpoint (size, root, at, note) values ($1, $2, $3, $4)', [
      size,
      Buffer.from(grown.root),
      checkpoint.at,
      note,
    ])
  }
  for (const { level, number } of allTiles(size))
    await database.query('insert into log_tile (level, number, hashes) values ($1, $2, $3)', [
      level,
      number,
      Buffer.from(tiles.get(`${level}/${number}`)?.hashes as Uint8Array),
    ])
  writeFileSync(join(target.data, 'run', 'checkpoint'), note)
}
