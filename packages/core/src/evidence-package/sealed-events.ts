import { z } from 'zod'
import { bytesOfBase64, Failure, sameBytes, text } from '../kernel/index.ts'
import { Envelope, SALT_BYTES, commitmentOf, leafBytes, leafHash, leafOf } from '../ledger/index.ts'
import { parseTlogProof, rootFromInclusion } from '../ledger/index.ts'
import type { OpenedCheckpoint } from '../ledger/index.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import { sentenceOf } from './source.ts'
import type { PackageCrypto } from './source.ts'

/** `data/proofs/NNNN.event.json` and `package.event.json`: the journal's event and the salt that opens its commitment. */
export const EventFile = z.strictObject({ event: Envelope, salt: z.string() })
export type EventFile = z.infer<typeof EventFile>

/** A signed checkpoint with the text it was read from. */
export interface Signed {
  readonly text: string
  readonly checkpoint: OpenedCheckpoint
}

/** An event as it lies in the package, and where it is in the log when that is proven. */
export interface SealedEvent {
  readonly event: Envelope
  readonly logIndex: number | undefined
}

export interface Where {
  readonly texts: ReadonlyMap<string, string>
  /** The checkpoint that the proof must lead to; undefined when it does not hold. */
  readonly signed: Signed | undefined
  readonly crypto: PackageCrypto
  readonly findings: Findings
}

/**
 * Reads an event file and holds it against its proof. Undefined when it is no event file, which is a finding unless it is
 * not there at all: then that it is missing is one already.
 */
export function openEvent(eventPath: string, proofPath: string, where: Where): SealedEvent | undefined {
  const words = where.texts.get(eventPath)
  if (words === undefined) return undefined
  const file = readJson(EventFile, words)
  if (file === undefined) {
    where.findings.fail('altered', 'event-malformed', text('不是事件文件', 'Not an event file'), eventPath)
    return undefined
  }
  return { event: file.event, logIndex: placeInLog(file, eventPath, proofPath, where) }
}

/** The event's index in the log when its leaf is under the signed root. */
function placeInLog(file: EventFile, eventPath: string, proofPath: string, where: Where): number | undefined {
  const { texts, signed, crypto, findings } = where
  const proofText = texts.get(proofPath)
  if (proofText === undefined || signed === undefined) return undefined
  try {
    const proof = parseTlogProof(proofText)
    const leaf = leafOf(file.event, commitmentOf(saltOf(file.salt), file.event.body, crypto.sha256, crypto.sm3))
    const { size, root } = signed.checkpoint
    const reached = rootFromInclusion(
      crypto.sha256,
      leafHash(crypto.sha256, leafBytes(leaf)),
      proof.index,
      size,
      proof.path,
    )
    if (proof.checkpoint !== signed.text) {
      const en = 'The proof carries another checkpoint than the package'
      findings.fail('altered', 'checkpoint-other', text('证明里的检查点不是包内的检查点', en), proofPath)
    } else if (reached !== undefined && sameBytes(reached, root)) return proof.index
    else {
      const en = 'The event is not in the log that was signed'
      findings.fail('altered', 'not-in-log', text('事件不在所签名的存证日志里', en), eventPath)
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure || thrown instanceof RangeError)) throw thrown
    const { zh, en } = sentenceOf(thrown)
    findings.fail('altered', 'proof-malformed', text(zh, en), proofPath)
  }
  return undefined
}

function saltOf(encoded: string): Uint8Array {
  const salt = bytesOfBase64(encoded)
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`)
  return salt
}
