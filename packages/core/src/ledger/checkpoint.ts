import { base64Of, because, bytesOfBase64, Corrupt, sameBytes } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'
import { ED25519, openNote } from './note.ts'
import type { Verify, VerifierKey } from './note.ts'

/** What a log says of itself at one moment. C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The log's name, which never changes. */
  readonly origin: string
  /** How many entries. */
  readonly size: number
  /** The RFC 6962 tree hash over them, 32 bytes. */
  readonly root: Uint8Array
}

/** A checkpoint and the log's key that signed it. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly key: VerifierKey
  /** Every trusted key that signed, the log's among them. */
  readonly signers: readonly VerifierKey[]
}

/** Three lines, each with its newline: origin, size, root in base64. This is the body of the signed note. */
export const checkpointBody = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64Of(root)}\n`

/**
 * Reads a checkpoint's body. Lines after the third are passed over, as long as none is empty.
 * Throws Corrupt `checkpoint-malformed`. Says nothing of signatures: see {@link openCheckpoint}.
 */
export function parseCheckpoint(body: string): Checkpoint {
  const lines = body.split('\n')
  const [origin = '', size = ''] = lines
  const root = rootOfLine(lines[2] ?? '')
  const isWhole = lines.length >= 4 && lines.pop() === '' && lines.every((line) => line !== '')
  if (!isWhole || !isDecimal(size) || root?.length !== 32) throw badCheckpoint()
  return { origin, size: Number(size), root }
}

/** A whole number as the formats here write it: ASCII digits, no leading zero, exact in a double. */
export const isDecimal = (digits: string): boolean =>
  /^(0|[1-9]\d{0,15})$/.test(digits) && Number.isSafeInteger(Number(digits))

/**
 * Opens a signed checkpoint. The log's own key must have signed, which is the one named like the origin: a note that
 * only a witness signed is no checkpoint of the log. With `origin`, it must be that log's.
 * Throws Corrupt `note-…`, `checkpoint-malformed`, `checkpoint-origin` or `checkpoint-root`.
 */
export async function openCheckpoint(
  note: string,
  {
    keys,
    verify,
    hash,
    origin,
  }: {
    readonly keys: readonly VerifierKey[]
    readonly verify: Verify
    readonly hash: Hash
    readonly origin?: string | undefined
  },
): Promise<OpenedCheckpoint> {
  const { body, signers } = await openNote(note, keys, verify, hash)
  const checkpoint = parseCheckpoint(body)
  const key = signers.find((one) => one.name === checkpoint.origin && one.type === ED25519)
  if (key === undefined || (origin !== undefined && origin !== checkpoint.origin))
    throw because(
      Corrupt,
      'checkpoint-origin',
      `检查点自称属于日志 ${checkpoint.origin}，但不是要核验的日志，或该日志的公钥没有签名`,
      `The checkpoint names the log ${checkpoint.origin}, which is another log or has not signed it with its own key`,
    )
  if (checkpoint.size === 0 && !sameBytes(checkpoint.root, hash(new Uint8Array())))
    throw because(
      Corrupt,
      'checkpoint-root',
      '检查点说日志为空，但根摘要不是空日志的根摘要',
      'The checkpoint says the log is empty, but its root is not that of an empty log',
    )
  return { ...checkpoint, key, signers }
}

function rootOfLine(line: string): Uint8Array | undefined {
  try {
    return bytesOfBase64(line)
  } catch {
    return undefined
  }
}

const badCheckpoint = (): Error =>
  because(
    Corrupt,
    'checkpoint-malformed',
    '签名文本不是检查点：应依次为日志名称、条目数和根摘要三行',
    'The signed text is no checkpoint: three lines were expected, the origin, the size and the root',
  )
