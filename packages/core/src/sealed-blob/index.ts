/**
 * How a file of the vault is written encrypted, `spec/sealed-blob.md`: a head in the clear, then pieces that are each sealed by
 * themselves, so that any part of the file is read without the rest. Pure: whoever has a cipher uses it.
 */
import { because, Corrupt } from '../kernel/index.ts'

export const sealedCiphers = ['aes-256-gcm', 'sm4-gcm'] as const
export type SealedCipher = (typeof sealedCiphers)[number]

/** What a sealed file is called: the SHA-256 of the bytes it holds, and this. */
export const SEALED_SUFFIX = '.sealed'
export const HEAD_BYTES = 64
/** Of the bytes as they were, in one piece; the last may be shorter. */
export const PIECE_BYTES = 65_536
/** Of the tag that ends a sealed piece. */
export const TAG_BYTES = 16
export const SALT_BYTES = 32
/** Lengths of keys, in bytes, and of which hash they are derived (RFC 5869, HKDF). */
export const cipherFacts = {
  'aes-256-gcm': { keyBytes: 32, hash: 'sha256' },
  'sm4-gcm': { keyBytes: 16, hash: 'sm3' },
} as const satisfies Record<SealedCipher, { readonly keyBytes: number; readonly hash: string }>

const MAGIC = 'LIUHEN-SEALED-1\n'

export interface SealedHead {
  readonly cipher: SealedCipher
  /** Which key of the vault: 1 for the first, one more for each that took its place. */
  readonly generation: number
  /** Of the bytes as they were. */
  readonly bytes: number
  /** 32 random bytes: the key of this file is derived with them. */
  readonly salt: Uint8Array
}

export function sealedHead({ cipher, generation, bytes, salt }: SealedHead): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES)
  head.set(Uint8Array.from(MAGIC, (one) => one.charCodeAt(0)))
  const view = new DataView(head.buffer)
  view.setUint32(16, sealedCiphers.indexOf(cipher) + 1)
  view.setUint32(20, generation)
  view.setBigUint64(24, BigInt(bytes))
  head.set(salt, 32)
  return head
}

/** Reads the head back. Throws Corrupt for what is none. */
export function readSealedHead(head: Uint8Array): SealedHead {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const isOne = head.length === HEAD_BYTES && String.fromCharCode(...head.subarray(0, 16)) === MAGIC
  const cipher = isOne ? sealedCiphers[view.getUint32(16) - 1] : undefined
  if (cipher === undefined)
    throw because(
      Corrupt,
      'sealed-head',
      '加密文件的头部不对：文件被改动或已损坏',
      'The head of an encrypted file is not one: the file was changed or has rotted',
    )
  const bytes = Number(view.getBigUint64(24))
  return { cipher, generation: view.getUint32(20), bytes, salt: head.slice(32, HEAD_BYTES) }
}

/** How many pieces so many bytes make; none at all is one, which is empty. */
export const piecesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PIECE_BYTES))
export const sealedLength = (bytes: number): number => HEAD_BYTES + bytes + piecesOf(bytes) * TAG_BYTES

/** Of a sealed file so long, how many bytes it holds; undefined for a length that none has. */
export function plainLength(sealed: number): number | undefined {
  const body = sealed - HEAD_BYTES
  const bytes = body - Math.max(1, Math.ceil(body / (PIECE_BYTES + TAG_BYTES))) * TAG_BYTES
  return bytes >= 0 && sealedLength(bytes) === sealed ? bytes : undefined
}

/** Where piece `number`, from 0, lies in the sealed file, and how long it is there. */
export function pieceAt(number: number, bytes: number): { readonly at: number; readonly length: number } {
  const plain = Math.min(PIECE_BYTES, bytes - number * PIECE_BYTES)
  return { at: HEAD_BYTES + number * (PIECE_BYTES + TAG_BYTES), length: Math.max(0, plain) + TAG_BYTES }
}

/** The nonce of a piece: its number, under a key that no other file has. The head goes along as what is authenticated besides. */
export function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setBigUint64(4, BigInt(number))
  return nonce
}

/** What the key of one file is derived for (HKDF's `info`): bytes of another digest under that name do not open. */
export const keyInfo = (sha256: string): string => `liuhen sealed blob ${sha256}`
