import type { DigestPool } from '../verify/digest-pool.ts'
import type { BlobReader } from './blob-check.ts'

/** Reads blobs in the pool's threads, one file in each. */
export const poolReader = (pool: DigestPool): BlobReader => ({
  digest: ({ file, bytes }, onBytes) => pool.digest({ file, start: 0, bytes }, onBytes),
})
