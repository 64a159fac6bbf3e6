import { base64Of, because, bytesOfBase64, Corrupt, sameBytes } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'
import { isDecimal, openCheckpoint } from './checkpoint.ts'
import { leafHash, rootFromInclusion } from './merkle.ts'
import type { Verify, VerifierKey } from './note.ts'

const HEADER = 'c2sp.org/tlog-proof@v1'
/** A tree whose size is exact in a double has no longer path. */
const MAX_PATH = 53

/** That an entry is in a log, with the log's signed word for it. C2SP tlog-proof. */
export interface TlogProof {
  readonly index: number
  /** Sibling hashes from the leaf upwards, 32 bytes each. */
  readonly path: readonly Uint8Array[]
  /** The signed checkpoint as the log published it. */
  readonly checkpoint: string
}

/** The text of a `.tlog-proof` file. */
export const tlogProofText = ({ index, path, checkpoint }: TlogProof): string =>
  `${[HEADER, `index ${index}`, ...path.map(base64Of)].join('\n')}\n\n${checkpoint}`

/**
 * Reads a `.tlog-proof` file. An `extra` line is passed over: it is not signed. Throws Corrupt `proof-malformed`;
 * the checkpoint is not looked into.
 */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(split, 0)).split('\n')
  if (lines.shift() !== HEADER) throw badProof()
  if (lines[0]?.startsWith('extra ') === true) decoded(lines.shift()?.slice('extra '.length) ?? '')
  const index = /^index (\d+)$/.exec(lines.shift() ?? '')?.[1] ?? ''
  const path = lines.map(decoded)
  if (!isDecimal(index) || path.length > MAX_PATH || path.some((hash) => hash.length !== 32)) throw badProof()
  return { index: Number(index), path, checkpoint: text.slice(split + 2) }
}

/** What a proof that holds has shown. */
export interface Proven {
  readonly origin: string
  /** Of the entry, counted from 0. */
  readonly index: number
  /** Of the log that was signed. */
  readonly size: number
  readonly root: Uint8Array
  /** The log's key. */
  readonly key: VerifierKey
}

/** What one needs to check a proof: keys that are trusted, and how to verify and hash (SHA-256) here. */
export interface ProofCheck {
  readonly keys: readonly VerifierKey[]
  readonly verify: Verify
  readonly hash: Hash
  /** The log that is expected. Without it, any log whose key is among `keys`. */
  readonly origin?: string | undefined
}

/**
 * Checks that the entry with these bytes is in a log that a trusted key signed for. Throws Corrupt, its code naming
 * the part that failed: `proof-malformed`, `note-malformed`, `note-unsigned`, `note-signature`,
 * `checkpoint-malformed`, `checkpoint-origin`, `checkpoint-root`, `proof-index` (no such entry in a log of that
 * size, or a path of the wrong length), `proof-root` (the entry or the path is not the one the log signed for).
 */
export async function checkProof({
  proofText,
  leafBytes,
  ...check
}: ProofCheck & { readonly proofText: string; readonly leafBytes: Uint8Array }): Promise<Proven> {
  const { index, path, checkpoint } = parseTlogProof(proofText)
  const { origin, size, root, key } = await openCheckpoint(checkpoint, check)
  const reached = rootFromInclusion(check.hash, leafHash(check.hash, leafBytes), index, size, path)
  if (reached === undefined)
    throw because(
      Corrupt,
      'proof-index',
      `证明路径与第 ${index} 条、共 ${size} 条的日志不相符`,
      `A log of ${size} entries has no such path to entry ${index}`,
    )
  if (!sameBytes(reached, root))
    throw because(
      Corrupt,
      'proof-root',
      '条目经证明路径算出的根摘要与签名的检查点不一致：条目或证明被改动过',
      'The entry and its path lead to another root than the one that was signed: the entry or the proof was changed',
    )
  return { origin, index, size, root, key }
}

function decoded(line: string): Uint8Array {
  try {
    return bytesOfBase64(line)
  } catch {
    throw badProof()
  }
}

const badProof = (): Error =>
  because(
    Corrupt,
    'proof-malformed',
    '存证证明文件不符合格式，可能被截断或改动过',
    'The proof is not of the tlog-proof format; it may have been cut or changed',
  )
