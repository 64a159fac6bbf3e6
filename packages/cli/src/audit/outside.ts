import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Failure, Missing } from '@liuhen/core/kernel'
import { checkReceipt, leafBytes, leafHash, openCheckpoint, parseTlogProof } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import type { Findings } from './findings.ts'

/** What the log once said of itself to somebody who kept it: the one thing a rewriting of everything here cannot reach. */
export interface OutsideWord {
  /** The file it was read from. */
  readonly place: string
  readonly size: number
  readonly root: Uint8Array
  /** Of a receipt: which entry it is about. */
  readonly index?: number
  readonly leafHash?: Uint8Array
}

/** Longer than any receipt or proof; what is larger is media that lies beside them. */
const LARGEST = 4 << 20

/**
 * Reads receipts (`.json`), `.tlog-proof` files and checkpoints kept outside, from files or folders of them. What does
 * not hold by itself under the log's key is a difference: either it was changed, or the key was. Throws Missing.
 */
export async function readOutside(
  paths: readonly string[],
  key: VerifierKey | undefined,
  findings: Findings,
): Promise<readonly OutsideWord[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat()
  const words: OutsideWord[] = []
  for (const place of files) {
    try {
      const word = await wordOf(place, await readFile(place, 'utf8'), key === undefined ? [] : [key])
      if (word) words.push(word)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      findings.refused(place, error, 'outside-')
    }
  }
  return words
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw because(Missing, 'nothing-there', `找不到 ${path}`, `There is nothing at ${path}`)
  if (!found.isDirectory()) return found.size > LARGEST ? [] : [path]
  const names = (await readdir(path)).toSorted().filter((name) => /\.(json|tlog-proof)$|checkpoint$/.test(name))
  return (await Promise.all(names.map((name) => filesAt(join(path, name))))).flat()
}

async function wordOf(place: string, text: string, keys: readonly VerifierKey[]): Promise<OutsideWord | undefined> {
  const { verify, sha256, sm3 } = crypto
  const given = json(text)
  if (given !== undefined) {
    if ((given as { format?: unknown }).format !== 'liuhen-receipt/1') return undefined
    const { index, size, root, leaf } = await checkReceipt(given, { keys, verify, sha256, sm3 })
    return { place, size, root, index, leafHash: leafHash(sha256, leafBytes(leaf)) }
  }
  const note = text.startsWith('c2sp.org/tlog-proof') ? parseTlogProof(text).checkpoint : text
  const { size, root } = await openCheckpoint(note, { keys, verify, hash: sha256 })
  return { place, size, root }
}

function json(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
