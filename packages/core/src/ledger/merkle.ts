import { concat, sameBytes } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'

/** Bytes of a hash in a tree: the log hashes with SHA-256. */
export const HASH_BYTES = 32

/** A run of leaves, `[from, to)`. */
export type Run = readonly [from: number, to: number]

const LEAF = Uint8Array.of(0)
const NODE = 1
const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The hash of an entry: `H(0x00 ‖ entry)`, RFC 6962 section 2.1. */
export const leafHash = (hash: Hash, bytes: Uint8Array): Uint8Array => hash(concat(LEAF, bytes))

/** The hash over two subtrees: `H(0x01 ‖ left ‖ right)`, RFC 6962 section 2.1. */
export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length)
  bytes[0] = NODE
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return hash(bytes)
}

/** The largest power of two smaller than n, for n > 1: where RFC 6962 splits a tree of n leaves. */
export function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The Merkle tree hash over these leaf hashes; `H('')` when there are none. RFC 6962 section 2.1. */
export function rootOf(hash: Hash, leafHashes: readonly Uint8Array[]): Uint8Array {
  return leafHashes.length === 0 ? hash(new Uint8Array()) : rootOfRun(hash, leafHashes, [0, leafHashes.length])
}

function rootOfRun(hash: Hash, leafHashes: readonly Uint8Array[], [from, to]: Run): Uint8Array {
  if (to - from === 1) return leafHashes[from] as Uint8Array
  const middle = from + splitOf(to - from)
  return nodeHash(hash, rootOfRun(hash, leafHashes, [from, middle]), rootOfRun(hash, leafHashes, [middle, to]))
}

/**
 * The subtrees whose roots prove that leaf `index` is in a tree of `size`, from the leaf's sibling upwards:
 * PATH of RFC 6962 section 2.1.1. Throws RangeError unless `0 ≤ index < size`.
 */
export function inclusionRuns(index: number, size: number): readonly Run[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const runs: Run[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    runs.push(index < middle ? [middle, to] : [from, middle])
    if (index < middle) to = middle
    else from = middle
  }
  return runs.reverse()
}

/**
 * The subtrees whose roots prove that a tree of `oldSize` is a prefix of one of `newSize`: PROOF of RFC 6962
 * section 2.1.2. Empty when the old tree is empty or the sizes are equal. Throws RangeError unless
 * `0 ≤ oldSize ≤ newSize`.
 */
export function consistencyRuns(oldSize: number, newSize: number): readonly Run[] {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize)
    throw new RangeError(`no tree of ${oldSize} in a tree of ${newSize}`)
  if (oldSize === 0) return []
  const runs: Run[] = []
  let [from, to] = [0, newSize]
  while (to !== oldSize) {
    const middle = from + splitOf(to - from)
    runs.push(oldSize <= middle ? [middle, to] : [from, middle])
    if (oldSize <= middle) to = middle
    else from = middle
  }
  // While only the right halves were cut off, what is left is the old tree, whose root the verifier has.
  if (from > 0) runs.push([from, to])
  return runs.reverse()
}

/** The path from leaf `index` to the root of the first `size` leaves. Throws RangeError when there is no such leaf. */
export function inclusionPath(
  hash: Hash,
  leafHashes: readonly Uint8Array[],
  index: number,
  size = leafHashes.length,
): readonly Uint8Array[] {
  if (size > leafHashes.length) throw new RangeError(`only ${leafHashes.length} leaves are at hand`)
  return inclusionRuns(index, size).map((run) => rootOfRun(hash, leafHashes, run))
}

/** The proof that the tree of the first `oldSize` leaves is a prefix of the whole. Throws RangeError when it is not. */
export const consistencyPath = (
  hash: Hash,
  leafHashes: readonly Uint8Array[],
  oldSize: number,
): readonly Uint8Array[] => consistencyRuns(oldSize, leafHashes.length).map((run) => rootOfRun(hash, leafHashes, run))

/**
 * The root that this leaf hash and path lead to, or undefined when no path of that length belongs to that index and
 * size. RFC 9162 section 2.1.3.2. The caller compares the root with one it trusts.
 */
export function rootFromInclusion(
  hash: Hash,
  leafHash: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!isCount(index) || !isCount(size) || index >= size) return undefined
  // Hashes of another length could shift bytes from one side of a node to the other.
  if (![leafHash, ...path].every(isHash)) return undefined
  let [node, last, root] = [index, size - 1, leafHash]
  for (const sibling of path) {
    if (last === 0) return undefined
    if (isOdd(node) || node === last) {
      root = nodeHash(hash, sibling, root)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      root = nodeHash(hash, root, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? root : undefined
}

/**
 * Whether the path shows that the newer tree only added leaves to the older one. RFC 9162 section 2.1.4.2.
 * Stricter than the RFC where it is silent: the root of an empty tree must be `H('')`, and a path nobody needs is a
 * wrong path.
 */
export function consistent(
  hash: Hash,
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false
  if (oldSize === 0 && !sameBytes(oldRoot, hash(new Uint8Array()))) return false
  if (oldSize === newSize) return path.length === 0 && sameBytes(oldRoot, newRoot)
  if (![oldRoot, newRoot, ...path].every(isHash)) return false
  if (oldSize === 0) return path.length === 0

  let [node, last] = [oldSize - 1, newSize - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  // After the shifts node is 0 exactly when the old tree is a whole subtree of the new: then its root starts the path.
  const [start, ...rest] = node === 0 ? [oldRoot, ...path] : path
  if (start === undefined) return false
  let [older, newer] = [start, start]
  for (const hashOfRun of rest) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      older = nodeHash(hash, hashOfRun, older)
      newer = nodeHash(hash, hashOfRun, newer)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      newer = nodeHash(hash, newer, hashOfRun)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(older, oldRoot) && sameBytes(newer, newRoot)
}
