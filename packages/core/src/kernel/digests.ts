import { z } from 'zod'

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256')
export type Sha256 = z.infer<typeof Sha256>

export const Sm3 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sm3')
export type Sm3 = z.infer<typeof Sm3>

/** Both digests of the same bytes: SHA-256 (FIPS 180-4) and SM3 (GB/T 32905). */
export const Digests = z.object({ sha256: Sha256, sm3: Sm3 })
export type Digests = z.infer<typeof Digests>

/** A digest of a short string of bytes; the caller says which. Core computes none itself. */
export type Hash = (bytes: Uint8Array) => Uint8Array
