import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Hash } from '@liuhen/core/kernel'
import type { Verify } from '@liuhen/core/ledger'

export const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest()
export const sm3: Hash = (bytes) => createHash('sm3').update(bytes).digest()

/** SubjectPublicKeyInfo of an Ed25519 key up to the 32 bytes of the key itself. RFC 8410 section 4. */
export const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')

export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI, publicKey]), format: 'der', type: 'spki' })
  return verify(undefined, message, key, signature)
}
