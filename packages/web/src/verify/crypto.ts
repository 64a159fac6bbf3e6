import { ed25519 } from '@noble/curves/ed25519.js'
import type { PackageCrypto } from '@liuhen/core/evidence-package'
import type { Hash } from '@liuhen/core/kernel'
import { createSHA256, createSM3 } from 'hash-wasm'
import type { IHasher } from 'hash-wasm'

export const withHasher =
  (hasher: IHasher): Hash =>
  (bytes) =>
    hasher.init().update(bytes).digest('binary')

/** What core is given here: WebCrypto has no SM3, and no Ed25519 before Chromium 137. */
export async function pageCrypto(): Promise<PackageCrypto> {
  const [sha256, sm3] = await Promise.all([createSHA256(), createSM3()])
  return { sha256: withHasher(sha256), sm3: withHasher(sm3), verify: verifyEd25519 }
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
