import { canonical, concat, hexOf, utf8 } from '../kernel/index.ts'
import type { Digests, Hash, Json } from '../kernel/index.ts'
import { assertFits } from './entries.ts'
import type { Envelope, Leaf } from './event.ts'
import { HASH_BYTES } from './merkle.ts'

// Apart from the schemas of an event and a leaf: the public page that verifies makes a leaf and reads none, and is half as heavy
// without what reads them.

/** Bytes of the salt that hides a body behind its commitment. */
export const SALT_BYTES = 32

/**
 * What both digests of a commitment are taken over: `salt ‖ utf8(canonical(body))`. The salt keeps a short body from
 * being guessed; its fixed length keeps two pairs of salt and body from having the same bytes.
 * Throws RangeError unless the salt is 32 bytes and the body is JSON.
 */
export function commitmentPreimage(salt: Uint8Array, body: Json): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`)
  return concat(salt, utf8(canonical(body)))
}

/** Both digests of {@link commitmentPreimage}, in hexadecimal. */
export function commitmentOf(salt: Uint8Array, body: Json, sha256: Hash, sm3: Hash): Digests {
  const preimage = commitmentPreimage(salt, body)
  return {
    sha256: hexOfHash(sha256(preimage)) as Digests['sha256'],
    sm3: hexOfHash(sm3(preimage)) as Digests['sm3'],
  }
}

function hexOfHash(hash: Uint8Array): string {
  if (hash.length !== HASH_BYTES) throw new RangeError(`a digest has ${HASH_BYTES} bytes`)
  return hexOf(hash)
}

export function leafOf(event: Envelope, commitment: Digests): Leaf {
  const { id, stream, version, kind, at, actor } = event
  return { v: 1, id, stream, version, kind, at, actor, commitment }
}

/** The log entry: canonical JSON, all of it ASCII. Throws Malformed above 65,535 bytes. */
export function leafBytes(leaf: Leaf): Uint8Array {
  const bytes = utf8(canonical(leaf))
  assertFits(bytes)
  return bytes
}
