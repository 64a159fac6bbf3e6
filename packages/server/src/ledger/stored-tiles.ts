export interface Place {
  readonly level: number
  readonly number: number
}
export type StoredTiles = ReadonlyMap<string, Uint8Array>

interface Row extends Place {
  readonly hashes: Buffer
}

/** Tiles as they are stored, by `level/number`, in one query; `ask` runs it, on whatever connection is at hand. */
export async function loadTiles(
  ask: (text: string, values: unknown[]) => Promise<{ readonly rows: readonly Row[] }>,
  wanted: readonly Place[],
): Promise<StoredTiles> {
  const { rows } = await ask(
    `select level, number, hashes from log_tile
     where (level, number) in (select * from unnest($1::smallint[], $2::bigint[]))`,
    [wanted.map((one) => one.level), wanted.map((one) => one.number)],
  )
  return new Map(rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]))
}
