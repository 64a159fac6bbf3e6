import { z } from 'zod'
import {
  because,
  CalendarDate,
  canonical,
  Corrupt,
  type Hash,
  hexOf,
  Instant,
  type Json,
  Sha256,
  utf8,
} from '../kernel/index.ts'
import { openNote, type Verify, type VerifierKey } from '../ledger/index.ts'

/** Every file of what the supervising authority took away, with its digest: signed, so that a copy is the bureau's or nobody's. */
export const OversightManifest = z.strictObject({
  format: z.literal('liuhen-oversight/1'),
  bureau: z.string(),
  sample: z.boolean(),
  builtAt: Instant,
  /** Cases opened, and checks made, in these days. */
  from: CalendarDate,
  to: CalendarDate,
  /** The account it was made for. */
  recipient: z.string(),
  files: z.record(z.string(), z.strictObject({ sha256: Sha256, bytes: z.number().int().nonnegative() })),
})
export type OversightManifest = z.infer<typeof OversightManifest>

export const oversightManifestText = (manifest: OversightManifest): string =>
  `${canonical(JSON.parse(JSON.stringify(manifest)) as Json)}\n`

/** What is signed: told apart from a checkpoint and from a public site by its first line, and bound to one manifest. */
export const oversightNote = (origin: string, builtAt: string, digest: string): string =>
  `${origin} oversight/1\n${builtAt}\n${digest}\n`

/** Whether this note is a trusted key's word on that manifest. Throws Corrupt. */
export async function openOversightManifest(
  text: string,
  note: string,
  check: { readonly keys: readonly VerifierKey[]; readonly verify: Verify; readonly sha256: Hash },
): Promise<OversightManifest> {
  const { body, signers } = await openNote(note, check.keys, check.verify, check.sha256)
  const [signer] = signers
  const manifest = OversightManifest.safeParse(JSON.parse(text))
  const digest = hexOf(check.sha256(utf8(text)))
  if (signer && manifest.success && body === oversightNote(signer.name, manifest.data.builtAt, digest))
    return manifest.data
  throw because(
    Corrupt,
    'oversight-manifest',
    '清单不是签名所指的那一份，或者不合规格',
    'The manifest is not the one that was signed, or not of its format',
  )
}
