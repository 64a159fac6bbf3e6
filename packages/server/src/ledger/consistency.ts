import type pg from 'pg'
import { because, Corrupt, sameBytes } from '@liuhen/core/kernel'
import { edgeTiles, HASH_BYTES, leafHash, openCheckpoint, rootFromTiles, TILE_WIDTH } from '@liuhen/core/ledger'
import type { ReadTileLater } from '@liuhen/core/ledger'
import { sha256, verifyEd25519 } from './cryptography.ts'
import type { HighWater } from './high-water.ts'
import type { LogKey } from './keys.ts'
import { loadTiles } from './stored-tiles.ts'
import type { Place, StoredTiles } from './stored-tiles.ts'

/** How far the log has come: what the next batch is built upon. */
export interface Head {
  readonly size: number
  readonly root: Uint8Array
}

/**
 * What has to hold before anything is added to the log; the answer is its head. The last checkpoint is signed by our key;
 * there are exactly as many entries as it says; the tiles of the right edge give its root, and the leaf hashes in the
 * last of them are those of the entries; and the last note we know to have signed is still among the checkpoints.
 * Quick, because it looks at the edge only: the audit reads everything. Throws Corrupt.
 */
export async function checkHead(client: pg.ClientBase, { key }: LogKey, highWater: HighWater): Promise<Head> {
  const head = await signedHead(client, key)
  await checkEntries(client, head.size)
  await checkEdge(client, head)
  await checkHighWater(client, highWater)
  return head
}

/** The head of the log as the database has it. Throws Corrupt when tiles at the edge do not lead to `head.root`. */
export async function checkEdge(client: pg.ClientBase, head: Head): Promise<ReadTileLater> {
  const tiles = await tilesOf(client, edgeTiles(head.size))
  const read: ReadTileLater = (level, number) => tiles.get(`${level}/${number}`)
  if (!sameBytes(await rootFromTiles(sha256, read, head.size), head.root))
    throw inconsistent(
      '存证日志的瓦片与最后一个检查点的根摘要不一致',
      'The tiles of the log do not lead to the root of its last checkpoint',
    )
  return read
}

const tilesOf = (client: pg.ClientBase, wanted: readonly Place[]): Promise<StoredTiles> =>
  loadTiles((text, values) => client.query(text, values), wanted)

async function signedHead(client: pg.ClientBase, key: LogKey['key']): Promise<Head> {
  const { rows } = await client.query<{ size: number; root: Buffer; note: string }>(
    'select size, root, note from log_checkpoint order by size desc limit 1',
  )
  const [last] = rows
  if (!last) return { size: 0, root: sha256(new Uint8Array()) }
  const opened = await openCheckpoint(last.note, { keys: [key], verify: verifyEd25519, hash: sha256, origin: key.name })
  if (opened.size !== last.size || !sameBytes(opened.root, last.root))
    throw inconsistent(
      '检查点的签名文本与其记录不一致',
      'The signed text of the last checkpoint is not what its row says',
    )
  return opened
}

async function checkEntries(client: pg.ClientBase, size: number): Promise<void> {
  const { rows } = await client.query<{ count: number; next: number }>(
    'select count(*) as count, coalesce(max(index) + 1, 0) as next from log_entry',
  )
  const { count, next } = rows[0] as { count: number; next: number }
  if (count !== size || next !== size)
    throw inconsistent(
      `最后一个检查点有 ${size} 条，日志中却有 ${count} 条，最大序号为 ${next - 1}`,
      `The last checkpoint has ${size} entries, but the log has ${count}, the last of them number ${next - 1}`,
    )
  const first = Math.floor((size - 1) / TILE_WIDTH)
  if (size > 0) await checkLastLeaves(client, first, size)
}

async function checkLastLeaves(client: pg.ClientBase, number: number, size: number): Promise<void> {
  const tile = (await tilesOf(client, [{ level: 0, number }])).get(`0/${number}`)
  const { rows } = await client.query<{ leaf: Buffer; leaf_hash: Buffer }>(
    'select leaf, leaf_hash from log_entry where index >= $1 order by index',
    [number * TILE_WIDTH],
  )
  const expected = Buffer.from(tile ?? []).subarray(0, (size - number * TILE_WIDTH) * HASH_BYTES)
  const [kept, made] = [rows.map((row) => row.leaf_hash), rows.map((row) => leafHash(sha256, row.leaf))]
  if (!expected.equals(Buffer.concat(kept)) || !expected.equals(Buffer.concat(made)))
    throw inconsistent('日志末尾的条目与其瓦片不一致', 'The last entries of the log are not those of its last tile')
}

async function checkHighWater(client: pg.ClientBase, highWater: HighWater): Promise<void> {
  const note = await highWater.read()
  if (note === undefined) return
  // The second line of a checkpoint is its size; a file that is no checkpoint matches none.
  const size = Number(note.split('\n')[1]) || 0
  const { rowCount } = await client.query('select from log_checkpoint where size = $1 and note = $2', [size, note])
  if (rowCount === 0)
    throw because(
      Corrupt,
      'log-rewound',
      '数据库里没有本机最后签署的检查点：存证日志被退回到更早的状态或被替换过。请从备份中恢复到最新状态，不要继续写入',
      'The checkpoint this machine signed last is not in the database: the log was put back to an earlier state or replaced. Restore the newest state; nothing more is sealed',
    )
}

const inconsistent = (zh: string, en: string): Error =>
  because(Corrupt, 'log-inconsistent', `${zh}，不再继续封存`, `${en}: nothing more is sealed`)
