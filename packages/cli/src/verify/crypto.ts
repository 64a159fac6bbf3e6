import { createPublicKey, hash, verify } from 'node:crypto'
import type { PackageCrypto } from '@liuhen/core/evidence-package'

/** The fixed DER before the 32 raw bytes of an Ed25519 public key, RFC 8410 section 4. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** What core is given here to hash and verify with. */
export const crypto: PackageCrypto = {
  sha256: (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')),
  sm3: (bytes) => new Uint8Array(hash('sm3', bytes, 'buffer')),
  verify: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  },
}
