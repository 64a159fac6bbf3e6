import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { vectorFiles, VECTORS } from '../../../../scripts/spec-vectors.ts'
import { base64Of, bytesOfBase64, canonical, Failure, hexOf, utf8 } from '../kernel/index.ts'
import type { Json } from '../kernel/index.ts'
import {
  checkOpening,
  checkProof,
  checkReceipt,
  consistent,
  encodeEntries,
  Envelope,
  leafHash,
  openCheckpoint,
  parseTilePath,
  parseVerifierKey,
  readLeaf,
  rootFromInclusion,
  rootOf,
} from './index.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'))

/** The code a check refuses with, or `accepted`. */
async function verdict(check: () => unknown): Promise<string> {
  try {
    await check()
    return 'accepted'
  } catch (error) {
    if (error instanceof Failure) return error.obstacles[0]?.code ?? ''
    throw error
  }
}

type Refused<Part> = readonly ({ readonly why: string; readonly code: string } & Part)[]
interface Vectors<Accepted, Part> {
  readonly key: string
  readonly accepted: readonly Accepted[]
  readonly refused: Refused<Part>
}
async function refuses<Part>(cases: Refused<Part>, check: (one: Part) => unknown): Promise<void> {
  expect(cases.length).toBeGreaterThan(10)
  for (const one of cases)
    expect({ why: one.why, code: await verdict(() => check(one)) }).toEqual({ why: one.why, code: one.code })
}
const trusting = (line: string) => ({ keys: [parseVerifierKey(sha256, line)], verify, hash: sha256 })

test('the published vectors are what the code writes', () => {
  for (const [name, text] of Object.entries(vectorFiles())) expect(read(name)).toEqual(JSON.parse(text))
})

test('the vectors for leaves are accepted, and the others refused', async () => {
  type Opened = { event: unknown; salt: string; canonicalBody: string; leaf: string; leafHash: string }
  const { accepted, refused } = read('leaf.json') as Vectors<Opened, { leaf: string }>
  for (const one of accepted) {
    const event = Envelope.parse(one.event)
    expect(canonical(event.body)).toBe(one.canonicalBody)
    checkOpening({ event, salt: bytesOfBase64(one.salt) }, readLeaf(utf8(one.leaf)), sha256, sm3)
    expect(hexOf(leafHash(sha256, utf8(one.leaf)))).toBe(one.leafHash)
  }
  await refuses(refused, ({ leaf }) => readLeaf(utf8(leaf)))
})

test('the vectors for the tree hold', () => {
  const tree = read('tree.json') as {
    roots: { size: number; root: string }[]
    tiles: { path: string; sha256: string }[]
    bundles: { path: string; sha256: string }[]
    inclusion: { index: number; size: number; path: string[] }[]
    consistency: { from: number; to: number; path: string[] }[]
  }
  const entries = Array.from({ length: 300 }, (_, i) => utf8(`entry ${i}`))
  const hashes = entries.map((entry) => leafHash(sha256, entry))
  const root = (size: number): Uint8Array => rootOf(sha256, hashes.slice(0, size))
  for (const one of tree.roots) expect(base64Of(root(one.size))).toBe(one.root)
  for (const one of tree.inclusion) {
    const leaf = hashes[one.index] as Uint8Array
    expect(rootFromInclusion(sha256, leaf, one.index, one.size, one.path.map(bytesOfBase64))).toEqual(root(one.size))
  }
  for (const { from, to, path } of tree.consistency)
    expect(consistent(sha256, from, root(from), to, root(to), path.map(bytesOfBase64))).toBe(true)
  for (const one of tree.bundles) {
    const at = parseTilePath(one.path)
    const bundle = entries.slice((at?.number ?? 0) * 256).slice(0, at?.width)
    expect(hexOf(sha256(encodeEntries(bundle)))).toBe(one.sha256)
  }
  expect(tree.tiles.map((one) => one.path)).toEqual(['tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1'])
  expect(tree.tiles[2]?.sha256).toBe(hexOf(sha256(root(256))))
})

test('the vectors for checkpoints are accepted, and the others refused', async () => {
  const { key, accepted, refused } = read('checkpoint.json') as Vectors<
    { note: string; size: number; root: string },
    { note: string }
  >
  for (const { note, size, root } of accepted)
    expect(await openCheckpoint(note, trusting(key))).toMatchObject({ size, root: bytesOfBase64(root) })
  await refuses(refused, ({ note }) => openCheckpoint(note, trusting(key)))
})

test('the vectors for proofs are accepted, and the others refused', async () => {
  type Part = { leaf: string; proof: string }
  const { key, accepted, refused } = read('proof.json') as Vectors<Part & { index: number }, Part>
  const check = ({ leaf, proof }: Part) => checkProof({ proofText: proof, leafBytes: utf8(leaf), ...trusting(key) })
  for (const one of accepted) expect(await check(one)).toMatchObject({ index: one.index, size: 5 })
  await refuses(refused, check)
})

test('the vectors for receipts are accepted, and the others refused', async () => {
  const { key, accepted, refused } = read('receipt.json') as Vectors<Json, { receipt: Json }>
  const check = (receipt: Json) => checkReceipt(receipt, { ...trusting(key), sha256, sm3 })
  for (const one of accepted) expect((await check(one)).receipt).toEqual(one)
  await refuses(refused, ({ receipt }) => check(receipt))
})
