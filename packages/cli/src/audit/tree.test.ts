import { expect, test } from 'vitest'
import { quickHash } from '../../../../scripts/node-crypto.ts'
import { utf8 } from '@liuhen/core/kernel'
import { allTiles, growTiles, rootOf } from '@liuhen/core/ledger'
import type { Tile } from '@liuhen/core/ledger'
import { GrowingTree } from './tree.ts'

const leaves = Array.from({ length: 66_000 }, (_, i) => quickHash(utf8(`leaf ${i}`)))

test('a tree grown leaf by leaf has the root RFC 6962 gives to every size up to 300', () => {
  const tree = new GrowingTree(quickHash, () => undefined)
  for (let size = 0; size <= 300; size++) {
    expect(tree.root()).toEqual(rootOf(quickHash, leaves.slice(0, size)))
    expect(tree.size).toBe(size)
    tree.add(leaves[size] as Uint8Array)
  }
})

test('its tiles are those the log is written with, over three levels', () => {
  const tiles: Tile[] = []
  const tree = new GrowingTree(quickHash, (tile) => tiles.push(tile))
  for (const leaf of leaves) tree.add(leaf)
  const grown = growTiles(quickHash, { size: 0, read: () => undefined }, leaves)
  const named = (list: readonly Tile[]) => new Map(list.map((one) => [`${one.level}/${one.number}`, one]))
  expect(tree.root()).toEqual(grown.root)
  expect(named([...tiles, ...tree.edge()])).toEqual(named(grown.tiles))
  expect(tree.tiles()).toEqual([258, 2, 1])
  expect([...allTiles(leaves.length)].length).toBe(258 + 2 + 1)
})
