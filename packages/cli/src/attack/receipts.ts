import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { Failure, Sha256, text } from '@liuhen/core/kernel'
import { checkReceipt, inclusionPathFromTiles, parseVerifierKey, receiptOf, tlogProofText } from '@liuhen/core/ledger'
import type { Envelope, Receipt } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import { outcomeOf } from './attack.ts'
import type { Attack } from './attack.ts'

/** The receipt of the newest recording under the newest checkpoint, as the counter gives it; undefined when there is none. */
export async function receiptIn(database: Client): Promise<Receipt | undefined> {
  const { rows } = await database.query<Envelope & { position: number; salt: Buffer; index: number }>(
    `select journal.*, index from journal join log_entry on event_id = id
     where kind like 'RecordingPreserved/%' order by index desc limit 1`,
  )
  const checkpoints = await database.query<{ size: number; note: string }>(
    'select size, note from log_checkpoint order by size desc limit 1',
  )
  const [row, checkpoint] = [rows[0], checkpoints.rows[0]]
  if (row === undefined || checkpoint === undefined) return undefined
  const { position: _position, salt, index, ...event } = row
  const read = async (level: number, number: number): Promise<Uint8Array | undefined> => {
    const tile = await database.query<{ hashes: Buffer }>(
      'select hashes from log_tile where level = $1 and number = $2',
      [level, number],
    )
    return tile.rows[0]?.hashes
  }
  const path = await inclusionPathFromTiles(crypto.sha256, read, index, checkpoint.size)
  return receiptOf(event, salt, tlogProofText({ index, path, checkpoint: checkpoint.note }))
}

const changed = (
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  change: (one: Receipt) => Receipt,
): Attack => ({
  name,
  title,
  codes,
  async run({ data, database }) {
    const receipt = await receiptIn(database)
    if (receipt === undefined) return undefined
    const keys = [parseVerifierKey(crypto.sha256, readFileSync(join(data, 'keys', 'log.pub'), 'utf8').trim())]
    const check = (one: Receipt) =>
      checkReceipt(one, { keys, verify: crypto.verify, sha256: crypto.sha256, sm3: crypto.sm3 })
    // Its refusal means something only because the unchanged one is accepted.
    await check(receipt)
    try {
      await check(change(receipt))
      return outcomeOf([], codes)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return outcomeOf(error.obstacles, codes)
    }
  },
})

const other = (digest: string): Sha256 => Sha256.parse(digest.replace(/^./, digest.startsWith('0') ? '1' : '0'))

/** Attacks on a receipt. */
export const onReceipts: readonly Attack[] = [
  changed('change-receipt', text('改动回执上的摘要', 'Change the digest on a receipt'), ['receipt-facts'], (one) => ({
    ...one,
    sha256: other(one.sha256),
  })),
  changed(
    'change-receipt-and-event',
    text('把回执和所附事件的摘要一起改掉', 'Change the digest on a receipt and in the event with it'),
    ['proof-root'],
    (one) => {
      const sha256 = other(one.sha256)
      const body = { ...(one.event.body as object), sha256 }
      return { ...one, sha256, event: { ...one.event, body } }
    },
  ),
]
