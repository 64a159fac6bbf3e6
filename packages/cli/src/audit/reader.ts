import type { DigestPool } from '../verify/digest-pool.ts'
import type { BlobReader } from './blob-check.ts'
import type { SealedReader } from './sealed.ts'

/** Reads blobs in the pool's threads, one file in each. */
export const poolReader = (pool: DigestPool, opening?: SealedReader): BlobReader => ({
  digest: ({ file, bytes, sealed, sha256 }, onBytes) => {
    if (!sealed) return pool.digest({ file, start: 0, bytes }, onBytes)
    if (opening) return opening(file, sha256, onBytes)
    return Promise.reject(new Error('encrypted, and no passphrase is named: --passphrase-file'))
  },
})
