import {
  base64Of,
  because,
  bytesOfBase64,
  bytesOfHex,
  concat,
  Corrupt,
  hexOf,
  Malformed,
  sameBytes,
  utf8,
} from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'

/** Whether this Ed25519 signature (64 bytes) of the message is by that key (32 bytes). RFC 8032. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>

/** A key one has decided to trust, and the name it signs under. */
export interface VerifierKey {
  readonly name: string
  /** Four bytes that tell keys of one name apart; no protection against forgery. */
  readonly id: Uint8Array
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
  /** {@link ED25519} signs the text itself, {@link COSIGNATURE} the text and when it was seen. */
  readonly type: typeof ED25519 | typeof COSIGNATURE
}

/** C2SP signed-note: a plain Ed25519 signature. */
export const ED25519 = 0x01
/** C2SP tlog-cosignature: what a witness signs. */
export const COSIGNATURE = 0x04
const EM_DASH = '\u2014'
/** C2SP signed-note asks for some limit and at least 16 signatures; these are those of Go's note package. */
const MAX_NOTE_BYTES = 1_000_000
const MAX_SIGNATURES = 100

/** A lone surrogate, which has no UTF-8. `isWellFormed` says the same, but only from Chromium 111 on. */
const LONE_SURROGATE = /\p{Cs}/u

const isKeyName = (name: string): boolean =>
  name !== '' && !LONE_SURROGATE.test(name) && !/[\p{White_Space}\p{Cc}+]/u.test(name)

/** `SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]`, C2SP signed-note. */
export const keyId = (
  hash: Hash,
  name: string,
  publicKey: Uint8Array,
  type: VerifierKey['type'] = ED25519,
): Uint8Array => hash(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4)

/**
 * The line a key is published as: `<name>+<key id, 8 hex digits>+base64(type ‖ key)`. Throws Malformed when the name
 * has a space or a plus in it, or the key is not 32 bytes.
 */
export function verifierKey(
  hash: Hash,
  name: string,
  publicKey: Uint8Array,
  type: VerifierKey['type'] = ED25519,
): string {
  if (!isKeyName(name) || publicKey.length !== 32) throw badKey()
  return `${name}+${hexOf(keyId(hash, name, publicKey, type))}+${base64Of(concat(Uint8Array.of(type), publicKey))}`
}

/** Reads {@link verifierKey}. Throws Malformed unless name, id and key belong together. */
export function parseVerifierKey(hash: Hash, line: string): VerifierKey {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line)
  const [name, id, key] = [parts?.[1] ?? '', parts?.[2] ?? '', base64(parts?.[3] ?? '')]
  const type = key?.[0]
  if (key?.length !== 33 || (type !== ED25519 && type !== COSIGNATURE) || !isKeyName(name)) throw badKey()
  const publicKey = key.slice(1)
  const expected = keyId(hash, name, publicKey, type)
  if (!sameBytes(expected, bytesOfHex(id))) throw badKey()
  return { name, id: expected, publicKey, type }
}

export const isSameKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.name === b.name && a.type === b.type && sameBytes(a.publicKey, b.publicKey)

const badKey = (): Error =>
  because(
    Malformed,
    'verifier-key',
    '这一行不是公钥，或名称、编号与公钥不相符',
    'This line is no verifier key, or its name, id and key do not belong together',
    { field: 'key' },
  )

/** One line of a note: `— <name> base64(key id ‖ signature)` and a newline. */
export const signatureLine = (name: string, id: Uint8Array, signature: Uint8Array): string =>
  `${EM_DASH} ${name} ${base64Of(concat(id, signature))}\n`

/** A signed note: the body, which ends in a newline, an empty line, and the signature lines. */
export const noteOf = (body: string, lines: readonly string[]): string => `${body}\n${lines.join('')}`

/** What a note says and which of the trusted keys say so. */
export interface OpenedNote {
  /** With its final newline. */
  readonly body: string
  readonly signers: readonly VerifierKey[]
}

/**
 * Opens a note: its text and the trusted keys that signed it, one at least. Signatures by other keys are passed over.
 * Throws Corrupt `note-malformed`, `note-signature` when a trusted key's signature is wrong, `note-unsigned` when no
 * trusted key has signed. C2SP signed-note.
 */
export async function openNote(
  text: string,
  keys: readonly VerifierKey[],
  verify: Verify,
  hash: Hash,
): Promise<OpenedNote> {
  const { body, signatures } = partsOf(text)
  const signers: VerifierKey[] = []
  for (const { name, id, signature } of signatures) {
    // Four bytes of a hash: two keys of one name may have the same.
    const named = keys.filter((one) => one.name === name && sameBytes(keyId(hash, name, one.publicKey, one.type), id))
    if (named.length === 0) continue
    const holds = await Promise.all(named.map((key) => isSignedBy(key, body, signature, verify)))
    const key = named.find((_one, i) => holds[i])
    if (key === undefined) throw wrongSignature(name)
    if (!signers.includes(key)) signers.push(key)
  }
  if (signers.length === 0)
    throw because(
      Corrupt,
      'note-unsigned',
      '没有任何一个受信任的公钥在上面签名，不能采信',
      'No trusted key has signed this: it proves nothing',
    )
  return { body, signers }
}

/** A cosignature is 8 bytes of seconds since 1970 and a signature over those and the text. C2SP tlog-cosignature. */
async function isSignedBy(key: VerifierKey, body: string, signature: Uint8Array, verify: Verify): Promise<boolean> {
  if (key.type === ED25519) return signature.length === 64 && (await verify(key.publicKey, utf8(body), signature))
  if (signature.length !== 72) return false
  const seconds = signature.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return await verify(key.publicKey, utf8(`cosignature/v1\ntime ${seconds}\n${body}`), signature.slice(8))
}

const wrongSignature = (name: string): Error =>
  because(
    Corrupt,
    'note-signature',
    `${name} 的签名验证不通过：内容或签名被改动过`,
    `The signature of ${name} does not hold: the text or the signature was changed`,
  )

interface SignaturePart {
  readonly name: string
  readonly id: Uint8Array
  readonly signature: Uint8Array
}

function partsOf(text: string): { readonly body: string; readonly signatures: readonly SignaturePart[] } {
  const split = text.lastIndexOf('\n\n')
  if (
    text.length > MAX_NOTE_BYTES ||
    LONE_SURROGATE.test(text) ||
    hasControl(text) ||
    split < 1 ||
    !text.endsWith('\n')
  )
    throw badNote()
  const lines = text.slice(split + 2, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw badNote()
  return { body: text.slice(0, split + 1), signatures: lines.map(signatureOf) }
}

function signatureOf(line: string): SignaturePart {
  const [dash, name = '', encoded = '', ...more] = line.split(' ')
  const bytes = base64(encoded)
  if (dash !== EM_DASH || !isKeyName(name) || bytes === undefined || bytes.length < 5 || more.length > 0)
    throw badNote()
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function hasControl(text: string): boolean {
  for (const character of text) if (character < ' ' && character !== '\n') return true
  return false
}

function base64(encoded: string): Uint8Array | undefined {
  try {
    return bytesOfBase64(encoded)
  } catch {
    return undefined
  }
}

const badNote = (): Error =>
  because(
    Corrupt,
    'note-malformed',
    '不是格式正确的签名文本，可能被截断或改动过',
    'This is not a well-formed signed note; it may have been cut or changed',
  )
