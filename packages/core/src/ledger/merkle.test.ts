import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickHash, sha256 } from '../../../../scripts/node-crypto.ts'
import { bytesOfBase64, bytesOfHex, hexOf, sameBytes } from '../kernel/index.ts'
import {
  consistencyPath,
  consistencyRuns,
  consistent,
  inclusionPath,
  inclusionRuns,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
} from './index.ts'
import type { Run } from './index.ts'

/** The eight leaves that Certificate Transparency's implementations have been tested with since RFC 6962. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = LEAVES.map((hex) => leafHash(sha256, bytesOfHex(hex)))
const entry = (i: number): Uint8Array => leafHash(quickHash, Uint8Array.of(i >> 8, i & 255))
const many = Array.from({ length: 300 }, (_, i) => entry(i))

/** Roots of runs of `many`, each computed once, by the definition of RFC 6962 section 2.1 written out a second time. */
const known = new Map<number, Uint8Array>()
function defined([from, to]: Run): Uint8Array {
  if (to - from === 1) return many[from] as Uint8Array
  const at = from * 1000 + to
  const before = known.get(at)
  if (before !== undefined) return before
  const k = 2 ** Math.ceil(Math.log2(to - from) - 1)
  const root = nodeHash(quickHash, defined([from, from + k]), defined([from + k, to]))
  known.set(at, root)
  return root
}
const definedRoot = (size: number): Uint8Array => (size === 0 ? quickHash(new Uint8Array()) : defined([0, size]))

test('the published tree of eight leaves has the published roots', () => {
  expect(hexOf(rootOf(sha256, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  for (const [i, root] of ROOTS.entries()) expect(hexOf(rootOf(sha256, leaves.slice(0, i + 1)))).toBe(root)
})

test('the published inclusion paths come out, and prove', () => {
  const path = (index: number, size: number): string[] => inclusionPath(sha256, leaves, index, size).map(hexOf)
  expect(path(0, 1)).toEqual([])
  expect(path(0, 8)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  expect(path(5, 8)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(path(2, 3)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
})

test('the published consistency paths come out', () => {
  const path = (oldSize: number, size: number): string[] =>
    consistencyPath(sha256, leaves.slice(0, size), oldSize).map(hexOf)
  expect(path(1, 1)).toEqual([])
  expect(path(6, 8)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(path(2, 5)).toEqual([
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
})

interface Cases<Case> {
  readonly cases: readonly (Case & {
    readonly name: string
    readonly proof: string[] | null
    readonly wantErr: boolean
  })[]
}
const vectors = <Case>(name: string): Cases<Case> =>
  JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8')) as Cases<Case>

test('the published good and bad inclusion proofs are told apart', () => {
  const { cases } = vectors<{ leafIdx: number; treeSize: number; root: string; leafHash: string }>('inclusion')
  expect(cases.length).toBeGreaterThan(90)
  for (const one of cases) {
    const path = (one.proof ?? []).map(bytesOfBase64)
    const root = rootFromInclusion(sha256, bytesOfBase64(one.leafHash), one.leafIdx, one.treeSize, path)
    const holds = root !== undefined && sameBytes(root, bytesOfBase64(one.root))
    expect({ name: one.name, holds }).toEqual({ name: one.name, holds: !one.wantErr })
  }
})

test('the published good and bad consistency proofs are told apart', () => {
  const { cases } = vectors<{ size1: number; size2: number; root1: string; root2: string }>('consistency')
  expect(cases.length).toBeGreaterThan(90)
  for (const one of cases) {
    const roots = [bytesOfBase64(one.root1), bytesOfBase64(one.root2)] as const
    const holds = consistent(sha256, one.size1, roots[0], one.size2, roots[1], (one.proof ?? []).map(bytesOfBase64))
    expect({ name: one.name, holds }).toEqual({ name: one.name, holds: !one.wantErr })
  }
})

test(
  'every leaf of every tree up to 300 proves, and the path is no longer than the tree is high',
  { timeout: 300_000 },
  () => {
    for (let size = 1; size <= many.length; size++) {
      const root = definedRoot(size)
      for (let index = 0; index < size; index++) {
        const path = inclusionRuns(index, size).map(defined)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        const reached = rootFromInclusion(quickHash, many[index] as Uint8Array, index, size, path)
        if (reached === undefined || !sameBytes(reached, root)) expect.fail(`leaf ${index} of ${size}`)
      }
    }
  },
)

test('every tree up to 300 is consistent with every tree before it', { timeout: 300_000 }, () => {
  for (let size = 0; size <= many.length; size++)
    for (let oldSize = 0; oldSize <= size; oldSize++) {
      const path = consistencyRuns(oldSize, size).map(defined)
      if (!consistent(quickHash, oldSize, definedRoot(oldSize), size, definedRoot(size), path))
        expect.fail(`${oldSize} to ${size}`)
    }
})

test('paths made from leaves are the roots of the runs they stand for', () => {
  for (const size of [1, 2, 3, 7, 64, 65, 255, 256, 257, 300]) {
    expect(rootOf(quickHash, many.slice(0, size))).toEqual(definedRoot(size))
    for (const index of [0, Math.floor(size / 2), size - 1]) {
      expect(inclusionPath(quickHash, many, index, size)).toEqual(inclusionRuns(index, size).map(defined))
      expect(consistencyPath(quickHash, many.slice(0, size), index)).toEqual(consistencyRuns(index, size).map(defined))
    }
  }
})

const placed = fc
  .integer({ min: 1, max: 300 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), bit: fc.nat(255), which: fc.nat(20) }))
const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = bytes.slice()
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7))
  return copy
}
const flippedAt = (path: readonly Uint8Array[], at: number, bit: number): readonly Uint8Array[] =>
  path.map((hash, i) => (i === at ? flipped(hash, bit) : hash))

test('one flipped bit in the leaf or the path leads to another root', () => {
  fc.assert(
    fc.property(placed, ({ size, index, bit, which }) => {
      const path = inclusionRuns(index, size).map(defined)
      const at = which % (path.length + 1)
      const leaf = many[index] as Uint8Array
      const reached = rootFromInclusion(
        quickHash,
        at === path.length ? flipped(leaf, bit) : leaf,
        index,
        size,
        flippedAt(path, at, bit),
      )
      expect(reached).not.toEqual(definedRoot(size))
    }),
  )
})

test('a path proves no other place: a shorter or longer one, or another index, is refused', () => {
  fc.assert(
    fc.property(placed, ({ size, index, which }) => {
      const [leaf, root, path] = [many[index] as Uint8Array, definedRoot(size), inclusionRuns(index, size).map(defined)]
      const other = which % size
      if (other !== index) expect(rootFromInclusion(quickHash, leaf, other, size, path)).not.toEqual(root)
      expect(rootFromInclusion(quickHash, leaf, index, size, [...path, root])).toBeUndefined()
      if (path.length > 0) expect(rootFromInclusion(quickHash, leaf, index, size, path.slice(1))).toBeUndefined()
      expect(rootFromInclusion(quickHash, leaf, size, size, path)).toBeUndefined()
      expect(rootFromInclusion(quickHash, leaf, -1, size, path)).toBeUndefined()
    }),
  )
})

test('one flipped bit in either root or the path breaks consistency', () => {
  fc.assert(
    fc.property(placed, ({ size, index: oldSize, bit, which }) => {
      const [older, newer, path] = [
        definedRoot(oldSize),
        definedRoot(size),
        consistencyRuns(oldSize, size).map(defined),
      ]
      expect(consistent(quickHash, oldSize, flipped(older, bit), size, newer, path)).toBe(false)
      // Nothing is known of what grew from an empty tree, so any root may have.
      if (oldSize > 0) expect(consistent(quickHash, oldSize, older, size, flipped(newer, bit), path)).toBe(false)
      if (path.length > 0)
        expect(consistent(quickHash, oldSize, older, size, newer, flippedAt(path, which % path.length, bit))).toBe(
          false,
        )
      expect(consistent(quickHash, oldSize, older, size, newer, [...path, older])).toBe(false)
      expect(consistent(quickHash, size, newer, oldSize, older, path)).toBe(false)
    }),
  )
})

test('a leaf that is not there has no path', () => {
  expect(() => inclusionPath(quickHash, leaves, 8)).toThrow(RangeError)
  expect(() => inclusionPath(quickHash, leaves, 0, 9)).toThrow(RangeError)
  expect(() => inclusionPath(quickHash, leaves, -1)).toThrow(RangeError)
  expect(() => inclusionPath(quickHash, leaves, 0.5)).toThrow(RangeError)
  expect(() => consistencyPath(quickHash, leaves, 9)).toThrow(RangeError)
})
