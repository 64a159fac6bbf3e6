import { createDecipheriv, createHash, hkdfSync, scryptSync, type CipherGCMTypes } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Corrupt, Digests, Refused } from '@liuhen/core/kernel'
import {
  cipherFacts,
  HEAD_BYTES,
  keyInfo,
  nonceOf,
  PIECE_BYTES,
  pieceAt,
  piecesOf,
  readSealedHead,
  TAG_BYTES,
} from '@liuhen/core/sealed-blob'
import { z } from 'zod'

const hexadecimal = z.string().transform((words) => Buffer.from(words, 'hex'))
const Ring = z.object({
  salt: hexadecimal,
  keys: z.array(z.object({ generation: z.number(), cipher: z.string(), wrapped: hexadecimal })),
})

/** Both digests of what an encrypted file holds, as spec/sealed-blob.md says how to read it. Rejects where it does not open. */
export type SealedReader = (file: string, sha256: string, onBytes: (bytes: number) => void) => Promise<Digests>

/** Opens the keys of a data folder's vault with the passphrase in the file. Throws Refused where it does not open them. */
export async function sealedReader(data: string, passphraseFile: string): Promise<SealedReader> {
  const ring = Ring.parse(JSON.parse(await readFile(join(data, 'keys', 'vault.json'), 'utf8')))
  const [passphrase = ''] = (await readFile(passphraseFile, 'utf8')).split('\n').map((line) => line.trim())
  const wrapping = scryptSync(passphrase, ring.salt, 32, { N: 131_072, r: 8, p: 1, maxmem: 192 << 20 })
  const keys = ring.keys.map(({ generation, cipher, wrapped }) => {
    const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(0, 12), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(`liuhen vault key ${generation} ${cipher}`)).setAuthTag(wrapped.subarray(-TAG_BYTES))
    return { generation, key: unwrapped(decipher, wrapped.subarray(12, -TAG_BYTES)) }
  })
  return async (path, sha256, onBytes) => {
    const file = await open(path, 'r')
    try {
      return await digested(
        file,
        sha256,
        (generation) => keys.find((one) => one.generation === generation)?.key,
        onBytes,
      )
    } finally {
      await file.close()
    }
  }
}

function unwrapped(decipher: ReturnType<typeof createDecipheriv>, sealed: Buffer): Buffer {
  try {
    return Buffer.concat([decipher.update(sealed), (decipher as { final(): Buffer }).final()])
  } catch {
    throw because(
      Refused,
      'passphrase-wrong',
      '口令打不开这个数据目录的保管库密钥',
      'The passphrase does not open the keys of this data folder’s vault',
    )
  }
}

async function digested(
  file: FileHandle,
  sha256: string,
  keyOf: (generation: number) => Buffer | undefined,
  onBytes: (bytes: number) => void,
): Promise<Digests> {
  const headBytes = Buffer.alloc(HEAD_BYTES)
  await file.read(headBytes, 0, HEAD_BYTES, 0)
  const head = readSealedHead(new Uint8Array(headBytes))
  const vaultKey = keyOf(head.generation)
  if (!vaultKey) throw new Error(`sealed with key ${head.generation}, which keys/vault.json has not`)
  const { keyBytes, hash } = cipherFacts[head.cipher]
  const key = Buffer.from(hkdfSync(hash, vaultKey, head.salt, keyInfo(sha256), keyBytes))
  const [sha, sm] = [createHash('sha256'), createHash('sm3')]
  const sealed = Buffer.alloc(PIECE_BYTES + TAG_BYTES)
  for (let number = 0; number < piecesOf(head.bytes); number++) {
    const { at, length } = pieceAt(number, head.bytes)
    const { bytesRead } = await file.read(sealed, 0, length, at)
    if (bytesRead !== length) throw damaged()
    const decipher = createDecipheriv(head.cipher as CipherGCMTypes, key, nonceOf(number), { authTagLength: TAG_BYTES })
    decipher.setAAD(headBytes).setAuthTag(sealed.subarray(length - TAG_BYTES, length))
    try {
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, length - TAG_BYTES)), decipher.final()])
      sha.update(plain)
      sm.update(plain)
      onBytes(plain.length)
    } catch {
      throw damaged()
    }
  }
  return Digests.parse({ sha256: sha.digest('hex'), sm3: sm.digest('hex') })
}

const damaged = () =>
  because(
    Corrupt,
    'sealed-damaged',
    '加密的文件打不开：被改动或已损坏',
    'The encrypted file does not open: it was changed or has rotted',
  )
