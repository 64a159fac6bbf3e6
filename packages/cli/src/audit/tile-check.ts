import { sameBytes } from '@liuhen/core/kernel'
import { HASH_BYTES } from '@liuhen/core/ledger'
import type { Tile } from '@liuhen/core/ledger'
import type { Audited } from './audit.ts'

/** Holds tiles that were derived from the entries against those that are kept, byte for byte. */
export async function checkTiles({ snapshot, findings }: Audited, tiles: readonly Tile[]): Promise<void> {
  const rows = await snapshot.all<{ level: number; number: number; hashes: Buffer }>(
    `select level, number, hashes from log_tile
     where (level, number) in (select * from unnest($1::smallint[], $2::bigint[]))`,
    [tiles.map((one) => one.level), tiles.map((one) => one.number)],
  )
  const kept = new Map(rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]))
  for (const { level, number, hashes } of tiles) {
    const place = `tile ${level}/${number}`
    const found = kept.get(`${level}/${number}`)
    if (found === undefined)
      findings.differs('tile-missing', place, '存证日志缺少这一瓦片', 'The tile of the log is missing')
    else if (!sameBytes(found, hashes)) {
      const first = Math.floor(firstOther(found, hashes) / HASH_BYTES)
      findings.differs(
        'tile-differs',
        place,
        `瓦片与按条目重算的不一致，自第 ${first} 个摘要起`,
        `The tile is not what the entries lead to, from its hash ${first} on`,
      )
    }
  }
}

const firstOther = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at === -1 ? a.length : at
}

/** That no tile is kept beyond those; `perLevel` says how many there are of each level. */
export async function checkNoOtherTiles({ snapshot, findings }: Audited, perLevel: readonly number[]): Promise<void> {
  const more = await snapshot.all<{ level: number; number: number }>(
    'select level, number from log_tile where number >= coalesce(($1::bigint[])[level + 1], 0) order by 1, 2 limit 1000',
    [perLevel],
  )
  for (const { level, number } of more)
    findings.differs(
      'tile-unaccounted',
      `tile ${level}/${number}`,
      '存证日志还没有长到这一瓦片，它却在',
      'The tile lies beyond the end of the log',
    )
}
