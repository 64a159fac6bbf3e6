import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickHash } from '../../../../scripts/node-crypto.ts'
import { concat, Corrupt, Malformed } from '../kernel/index.ts'
import {
  allTiles,
  consistencyFromTiles,
  consistencyPath,
  decodeEntries,
  edgeTiles,
  encodeEntries,
  entriesPath,
  growTiles,
  inclusionPath,
  inclusionPathFromTiles,
  leafHash,
  parseTilePath,
  rootFromTiles,
  rootOf,
  tilePath,
} from './index.ts'
import type { ReadTile } from './index.ts'

const leaf = (i: number): Uint8Array => leafHash(quickHash, Uint8Array.of(i >> 16, (i >> 8) & 255, i & 255))

/** Tiles as a table keeps them: one row a tile, rewritten as it widens. */
class Table {
  readonly rows = new Map<string, Uint8Array>()
  size = 0
  readonly read: ReadTile = (level, number) => this.rows.get(`${level}/${number}`)
  /** All that {@link grow} may read: nothing but the edge, at its width. */
  readonly readEdge: ReadTile = (level, number, width) => {
    expect(edgeTiles(this.size)).toContainEqual({ level, number, width })
    return this.read(level, number, width)
  }

  grow(leaves: readonly Uint8Array[]): Uint8Array {
    const grown = growTiles(quickHash, { size: this.size, read: this.readEdge }, leaves)
    for (const { level, number, width, hashes } of grown.tiles) {
      expect(hashes.length).toBe(width * 32)
      this.rows.set(`${level}/${number}`, hashes)
    }
    this.size = grown.size
    return grown.root
  }
}

test('a tree of 70,000 has the tiles that tlog-tiles counts', () => {
  const tiles = [...allTiles(70_000)]
  const count = (level: number, isFull: boolean): number =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === isFull).length
  expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)]).toEqual([273, 1, 1, 1, 1])
  expect(edgeTiles(70_000)).toEqual([
    { level: 0, number: 273, width: 112 },
    { level: 1, number: 1, width: 17 },
    { level: 2, number: 0, width: 1 },
  ])
  expect(edgeTiles(256)).toEqual([{ level: 1, number: 0, width: 1 }])
  expect(edgeTiles(0)).toEqual([])
})

test(
  'growing one leaf at a time gives the roots and paths of the plain tree, at every size up to 300',
  { timeout: 300_000 },
  async () => {
    const leaves = Array.from({ length: 300 }, (_, i) => leaf(i))
    const table = new Table()
    for (let size = 1; size <= leaves.length; size++) {
      const root = table.grow([leaves[size - 1] as Uint8Array])
      expect(root).toEqual(rootOf(quickHash, leaves.slice(0, size)))
      expect(await rootFromTiles(quickHash, table.read, size)).toEqual(root)
    }
    for (let size = 1; size <= leaves.length; size += 7)
      for (let index = size % 5; index < size; index += 11) {
        expect(await inclusionPathFromTiles(quickHash, table.read, index, size)).toEqual(
          inclusionPath(quickHash, leaves, index, size),
        )
        expect(await consistencyFromTiles(quickHash, table.read, index, size)).toEqual(
          consistencyPath(quickHash, leaves.slice(0, size), index),
        )
      }
  },
)

test('a tree three tiles high is the same however its leaves arrive', { timeout: 300_000 }, async () => {
  const leaves = Array.from({ length: 66_000 }, (_, i) => leaf(i))
  const [once, often] = [new Table(), new Table()]
  const root = once.grow(leaves)
  for (const [from, to] of [
    [0, 1],
    [1, 255],
    [255, 257],
    [257, 700],
    [700, 65_535],
    [65_535, 65_536],
    [65_536, 66_000],
  ])
    often.grow(leaves.slice(from, to))
  expect(often.rows).toEqual(once.rows)
  expect([...once.rows.keys()].toSorted()).toEqual(
    [...allTiles(66_000)].map((at) => `${at.level}/${at.number}`).toSorted(),
  )
  expect(await rootFromTiles(quickHash, often.read, 66_000)).toEqual(root)
  expect(root).toEqual(rootOf(quickHash, leaves))
  expect(await inclusionPathFromTiles(quickHash, often.read, 65_999, 66_000)).toEqual(
    inclusionPath(quickHash, leaves, 65_999),
  )
  expect(await consistencyFromTiles(quickHash, often.read, 65_700, 66_000)).toEqual(
    consistencyPath(quickHash, leaves, 65_700),
  )
})

test('however a log is cut into batches, the tiles come out the same', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 8 }), (batches) => {
      const total = batches.reduce((sum, one) => sum + one, 0)
      const leaves = Array.from({ length: total }, (_, i) => leaf(i))
      const [table, whole] = [new Table(), new Table()]
      let [at, root] = [0, rootOf(quickHash, [])]
      for (const batch of batches) root = table.grow(leaves.slice(at, (at += batch)))
      expect(root).toEqual(whole.grow(leaves))
      expect(table.rows).toEqual(whole.rows)
    }),
    { numRuns: 20 },
  )
})

test('a flipped bit anywhere in a tile is found: no root and no path survives it', async () => {
  const table = new Table()
  const root = table.grow(Array.from({ length: 600 }, (_, i) => leaf(i)))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...edgeTiles(600)), fc.nat(), async ({ level, number, width }, bit) => {
      const read: ReadTile = (...at) => {
        const bytes = table.read(...at)?.slice()
        if (bytes !== undefined && at[0] === level && at[1] === number)
          bytes[(bit >> 3) % (width * 32)] = (bytes[(bit >> 3) % (width * 32)] as number) ^ (1 << (bit & 7))
        return bytes
      }
      expect(await rootFromTiles(quickHash, read, 600)).not.toEqual(root)
      expect(growTiles(quickHash, { size: 600, read }, []).root).not.toEqual(root)
    }),
  )
})

test('a missing or short tile is reported, never guessed', async () => {
  const table = new Table()
  table.grow(Array.from({ length: 300 }, (_, i) => leaf(i)))
  await expect(rootFromTiles(quickHash, () => undefined, 300)).rejects.toThrow(Corrupt)
  const short: ReadTile = (...at) => table.read(...at)?.slice(0, -1)
  expect(() => growTiles(quickHash, { size: 300, read: short }, [])).toThrow(Corrupt)
  await expect(inclusionPathFromTiles(quickHash, short, 290, 300)).rejects.toThrow(Corrupt)
})

test('tile paths are those of the specification', () => {
  expect(tilePath(0, 1_234_067)).toBe('tile/0/x001/x234/067')
  expect(tilePath(63, 0, 1)).toBe('tile/63/000.p/1')
  expect(entriesPath(999, 255)).toBe('tile/entries/999.p/255')
  expect(entriesPath(1000)).toBe('tile/entries/x001/000')
  for (const wrong of [
    () => tilePath(64, 0),
    () => tilePath(0, -1),
    () => tilePath(0, 0, 0),
    () => entriesPath(0, 257),
  ])
    expect(wrong).toThrow(RangeError)
})

test('a tile path is read back, and there is only one spelling of it', () => {
  fc.assert(
    fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, number, width) => {
      expect(parseTilePath(tilePath(level, number, width))).toEqual({ kind: 'hashes', level, number, width })
      expect(parseTilePath(entriesPath(number, width))).toEqual({ kind: 'entries', number, width })
    }),
  )
  const wrong = `tile/0/00 tile/0/0000 tile/0/x000/001 tile/00/001 tile/64/001 tile/0/x001 tile/0/001/002 tile/0/001.p/256
    tile/0/001.p/0 tile/0/001.p/01 tile/0/001.p/ tile/0/001/ /tile/0/001 tile/entries/1 tile/-1/001 tile/data/001
    tile/0/x009/x999/x999/x999/x999/999 tile/0/001.p/1/2 tile/0/X001/002 tile/0/٠٠١`
  for (const path of wrong.split(/\s+/)) expect({ path, read: parseTilePath(path) }).toEqual({ path, read: undefined })
})

test('an entry of 65,535 bytes fits and one of 65,536 is refused', () => {
  const longest = new Uint8Array(65_535).fill(7)
  expect(decodeEntries(encodeEntries([longest, Uint8Array.of(1)]))).toEqual([longest, Uint8Array.of(1)])
  expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow(Malformed)
})

test('a bundle gives back its entries, and one cut short is found', () => {
  expect(encodeEntries([Uint8Array.of(9, 8), new Uint8Array()])).toEqual(Uint8Array.of(0, 2, 9, 8, 0, 0))
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1 }), fc.nat(), (entries, at) => {
      const bundle = encodeEntries(entries)
      expect(decodeEntries(bundle)).toEqual(entries)
      const ends = new Set(entries.map((_, i) => encodeEntries(entries.slice(0, i)).length))
      const cut = at % bundle.length
      if (!ends.has(cut)) expect(() => decodeEntries(bundle.slice(0, cut))).toThrow(Corrupt)
      expect(() => decodeEntries(concat(bundle, Uint8Array.of(0)))).toThrow(Corrupt)
    }),
  )
})
