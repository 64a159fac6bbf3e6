import { concat } from '@liuhen/core/kernel'
import type { Hash } from '@liuhen/core/kernel'
import { nodeHash, TILE_WIDTH } from '@liuhen/core/ledger'
import type { Tile } from '@liuhen/core/ledger'

/** Levels of the tree between one level of tiles and the next: 2^8 = 256 hashes in a tile. */
const STEP = 8

/**
 * A tree that is grown leaf by leaf and remembers only what it needs to grow on: RFC 6962's hash of any number of leaves,
 * and every tile on the way, in memory that grows with the logarithm of the number of leaves.
 */
export class GrowingTree {
  readonly #hash: Hash
  readonly #onTile: (tile: Tile) => void
  /** Roots of the perfect subtrees the leaves so far fall into, the largest first. */
  readonly #peaks: Uint8Array[] = []
  readonly #rows: { hashes: Uint8Array[]; number: number }[] = []
  size = 0

  /** `onTile` is given each tile as it becomes full. */
  constructor(hash: Hash, onTile: (tile: Tile) => void) {
    this.#hash = hash
    this.#onTile = onTile
  }

  add(leafHash: Uint8Array): void {
    let node = leafHash
    this.#place(0, node)
    let height = 0
    for (let left = this.size; left % 2 === 1; left = Math.floor(left / 2)) {
      node = nodeHash(this.#hash, this.#peaks.pop() as Uint8Array, node)
      this.#place(++height, node)
    }
    this.#peaks.push(node)
    this.size++
  }

  root(): Uint8Array {
    const [last, ...larger] = this.#peaks.toReversed()
    if (last === undefined) return this.#hash(new Uint8Array())
    return larger.reduce((right, left) => nodeHash(this.#hash, left, right), last)
  }

  /** The tiles at the right edge that are not full. */
  edge(): Tile[] {
    return this.#rows.flatMap(({ hashes, number }, level) =>
      hashes.length === 0 ? [] : [{ level, number, width: hashes.length, hashes: concat(...hashes) }],
    )
  }

  /** How many tiles there are of each level, the unfinished among them. */
  tiles(): number[] {
    return this.#rows.map(({ hashes, number }) => number + (hashes.length > 0 ? 1 : 0))
  }

  #place(height: number, node: Uint8Array): void {
    if (height % STEP !== 0) return
    const level = height / STEP
    const row = (this.#rows[level] ??= { hashes: [], number: 0 })
    row.hashes.push(node)
    if (row.hashes.length < TILE_WIDTH) return
    this.#onTile({ level, number: row.number, width: TILE_WIDTH, hashes: concat(...row.hashes) })
    this.#rows[level] = { hashes: [], number: row.number + 1 }
  }
}
