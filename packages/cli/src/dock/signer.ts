import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { StationSignature } from '@liuhen/core/intake'
import { writeDurably } from './durable.ts'

/** Signs what this station measured and read. The private key never leaves the station. */
export interface Signer {
  /** The public key, 32 bytes in base64. */
  readonly key: string
  sign(bytes: Uint8Array): StationSignature
}

/** The station's key in that file, made at first use. */
export async function signerIn(place: string): Promise<Signer> {
  const kept = await readFile(place, 'utf8').catch(() => undefined)
  return kept === undefined ? fresh(place) : signerOf(createPrivateKey(kept))
}

async function fresh(place: string): Promise<Signer> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // Several docks may share the folder: the first one's key is everybody's.
  const isFirst = await writeDurably(place, pem, { once: true }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
  return isFirst ? signerOf(privateKey) : signerIn(place)
}

function signerOf(privateKey: KeyObject): Signer {
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself: RFC 8410 section 4.
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const key = spki.subarray(-32).toString('base64')
  return { key, sign: (bytes) => ({ key, signature: sign(undefined, bytes, privateKey).toString('base64') }) }
}
