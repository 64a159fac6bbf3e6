import { because, concat, Corrupt } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'
import { HASH_BYTES, consistencyRuns, inclusionRuns, nodeHash, rootOf, splitOf } from './merkle.ts'
import type { Run } from './merkle.ts'

/** Hashes in a full tile, entries in a full bundle. C2SP tlog-tiles. */
export const TILE_WIDTH = 256

/** Where a tile lies: hash `i` of it is the root over `256^level` leaves from leaf `(number * 256 + i) * 256^level`. */
export interface TileAt {
  readonly level: number
  readonly number: number
  /** How many hashes it has, 1 to 256. */
  readonly width: number
}
export interface Tile extends TileAt {
  readonly hashes: Uint8Array
}

/**
 * Gives a tile's bytes, `width` hashes of 32 bytes. More may come back, since a tile only ever grows at its end;
 * undefined or fewer is reported as Corrupt.
 */
export type ReadTile = (level: number, number: number, width: number) => Uint8Array | undefined
export type ReadTileLater = (...at: Parameters<ReadTile>) => ReturnType<ReadTile> | Promise<ReturnType<ReadTile>>

/** The tiles at the right edge of a tree of this size: all that is needed to know its root and to let it grow. */
export function edgeTiles(size: number): readonly TileAt[] {
  const tiles: TileAt[] = []
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH
    if (width > 0) tiles.push({ level, number: Math.floor(count / TILE_WIDTH), width })
  }
  return tiles
}

/** Every tile of a tree of this size at its full extent, level by level: what a mirror fetches and an audit re-derives. */
export function* allTiles(size: number): Generator<TileAt> {
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / TILE_WIDTH))
    for (let number = 0; number * TILE_WIDTH < count; number++)
      yield { level, number, width: Math.min(TILE_WIDTH, count - number * TILE_WIDTH) }
}

/**
 * Adds leaves to a tree of which only the right edge is known ({@link edgeTiles}). Returns the new size and root and
 * every tile that is new or wider than before, lowest level first, each at its width in the new tree.
 * Throws Corrupt when an edge tile is missing or short.
 */
export function growTiles(
  hash: Hash,
  tree: { readonly size: number; readonly read: ReadTile },
  newLeafHashes: readonly Uint8Array[],
): { readonly size: number; readonly root: Uint8Array; readonly tiles: readonly Tile[] } {
  const edge = edgeOf(tree)
  const tiles: Tile[] = []
  let added = newLeafHashes
  for (let [level, count] = [0, tree.size]; added.length > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const row = [...(edge[level] ?? []), ...added]
    const first = Math.floor(count / TILE_WIDTH)
    const full: Uint8Array[] = []
    for (let at = 0; at < row.length; at += TILE_WIDTH) {
      const hashes = row.slice(at, at + TILE_WIDTH)
      tiles.push({ level, number: first + at / TILE_WIDTH, width: hashes.length, hashes: concat(...hashes) })
      if (hashes.length === TILE_WIDTH) full.push(rootOf(hash, hashes))
    }
    edge[level] = row.slice(full.length * TILE_WIDTH)
    added = full
  }
  return { size: tree.size + newLeafHashes.length, root: rootOfEdge(hash, edge), tiles }
}

/** The root of a tree of `size`, from its edge tiles alone. Throws Corrupt when one is missing or short. */
export async function rootFromTiles(hash: Hash, read: ReadTileLater, size: number): Promise<Uint8Array> {
  const loaded = new Map<number, Uint8Array | undefined>()
  for (const { level, number, width } of edgeTiles(size)) loaded.set(level, await read(level, number, width))
  return rootOfEdge(hash, edgeOf({ size, read: (level) => loaded.get(level) }))
}

/** As `inclusionPath`, from tiles. Throws RangeError when there is no such leaf, Corrupt when a tile is missing or short. */
export const inclusionPathFromTiles = (
  hash: Hash,
  read: ReadTileLater,
  index: number,
  size: number,
): Promise<readonly Uint8Array[]> => rootsOfRuns(hash, read, inclusionRuns(index, size), size)

/** As `consistencyPath`, from tiles. Throws RangeError and Corrupt likewise. */
export const consistencyFromTiles = (
  hash: Hash,
  read: ReadTileLater,
  oldSize: number,
  newSize: number,
): Promise<readonly Uint8Array[]> => rootsOfRuns(hash, read, consistencyRuns(oldSize, newSize), newSize)

function edgeOf({ size, read }: { readonly size: number; readonly read: ReadTile }): Uint8Array[][] {
  const edge: Uint8Array[][] = []
  for (const at of edgeTiles(size)) edge[at.level] = hashesOf(at, read(at.level, at.number, at.width))
  return edge
}

/** Perfect subtrees, from the smallest at the right to the largest at the left, are what the tree's root folds. */
function rootOfEdge(hash: Hash, edge: readonly (readonly Uint8Array[] | undefined)[]): Uint8Array {
  let root: Uint8Array | undefined
  for (const row of edge) {
    let end = row?.length ?? 0
    for (let run = 1; end > 0; run *= 2) {
      if (end % (run * 2) === 0) continue
      const left = rootOf(hash, (row as readonly Uint8Array[]).slice(end - run, end))
      root = root === undefined ? left : nodeHash(hash, left, root)
      end -= run
    }
  }
  return root ?? rootOf(hash, [])
}

async function rootsOfRuns(
  hash: Hash,
  read: ReadTileLater,
  runs: readonly Run[],
  size: number,
): Promise<readonly Uint8Array[]> {
  const roots: Uint8Array[] = []
  for (const run of runs) roots.push(await rootOfRun(hash, read, run, size))
  return roots
}

async function rootOfRun(hash: Hash, read: ReadTileLater, [from, to]: Run, size: number): Promise<Uint8Array> {
  const leaves = to - from
  const isPerfect = leaves === 1 || splitOf(leaves) * 2 === leaves
  if (!isPerfect) {
    const middle = from + splitOf(leaves)
    const left = await rootOfRun(hash, read, [from, middle], size)
    return nodeHash(hash, left, await rootOfRun(hash, read, [middle, to], size))
  }
  let [level, span] = [0, 1]
  while (span * TILE_WIDTH <= leaves) [level, span] = [level + 1, span * TILE_WIDTH]
  const number = Math.floor(from / span / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, Math.floor(size / span) - number * TILE_WIDTH)
  const hashes = hashesOf({ level, number, width }, await read(level, number, width))
  const at = (from / span) % TILE_WIDTH
  return rootOf(hash, hashes.slice(at, at + leaves / span))
}

function hashesOf({ level, number, width }: TileAt, bytes: Uint8Array | undefined): Uint8Array[] {
  if (bytes === undefined || bytes.length < width * HASH_BYTES) {
    const path = `${level}/${number}`
    throw because(
      Corrupt,
      'tile-short',
      `存证日志的瓦片 ${path} 缺失或不完整，应有 ${width} 个摘要`,
      `Tile ${path} of the log is missing or short: ${width} hashes were expected`,
    )
  }
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES))
}
