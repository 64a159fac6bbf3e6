import { z } from 'zod'
import { Digests, Instant, Sha256 } from '../kernel/index.ts'

/** Why nothing can be said of a seal on this machine. */
export const sealUnknowns = ['ofd', 'sm2', 'method'] as const
export type SealUnknown = (typeof sealUnknowns)[number]

/**
 * What was found of one seal. `verified`: by the bytes to the end of the file, and its certificate leads to an authority the
 * bureau named; `signer-unknown`: the former alone, so anybody may have made it; `not-verifiable`: neither can be told here.
 */
export const sealVerdicts = ['verified', 'signer-unknown', 'not-verifiable'] as const
export type SealVerdict = (typeof sealVerdicts)[number]

/** A certificate as it says of itself. */
export const SealCertificate = z.object({
  subject: z.string().max(1000),
  issuer: z.string().max(1000),
  /** Hexadecimal. */
  serial: z.string().max(100),
  from: Instant,
  to: Instant,
})
export type SealCertificate = z.infer<typeof SealCertificate>

export const Seal = z.object({
  verdict: z.enum(sealVerdicts),
  unknown: z.enum(sealUnknowns).optional(),
  certificate: SealCertificate.optional(),
  /** When it was made, by the word of whoever made it. */
  claimed: Instant.optional(),
})
export type Seal = z.infer<typeof Seal>

export const SealedCopy = z.object({
  paper: z.uuid(),
  case: z.uuid(),
  format: z.enum(['pdf', 'ofd']),
  ...Digests.shape,
  bytes: z.number().int().positive(),
  /** Of the paper as it was fixed here: what was given to the seal service. */
  fixed: Sha256,
  /** In the order in which they were put on; those of an OFD file are not read. */
  seals: z.array(Seal),
})
export type SealedCopy = z.infer<typeof SealedCopy>

export const sealedCopyEvents = {
  'SealedCopyKept/1': SealedCopy,
} as const
