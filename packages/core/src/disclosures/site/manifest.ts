import { z } from 'zod'
import { because, canonical, Corrupt, hexOf, Instant, type Json, Sha256, utf8 } from '../../kernel/index.ts'
import { openNote, type Verify, type VerifierKey } from '../../ledger/index.ts'
import type { Hash } from '../../kernel/index.ts'

/** Every file of a site with its digest. Signed, so that a copy carried over an air gap is the bureau’s or is nobody’s. */
export const SiteManifest = z.strictObject({
  format: z.literal('liuhen-public-site/1'),
  bureau: z.string(),
  builtAt: Instant,
  sample: z.boolean(),
  files: z.record(z.string(), z.strictObject({ sha256: Sha256, bytes: z.number().int().nonnegative() })),
})
export type SiteManifest = z.infer<typeof SiteManifest>

export const manifestText = (manifest: SiteManifest): string =>
  `${canonical(JSON.parse(JSON.stringify(manifest)) as Json)}\n`

/** What is signed: told apart from a checkpoint by its first line, and bound to one manifest. */
export const siteNote = (origin: string, builtAt: string, digest: string): string =>
  `${origin} public-site/1\n${builtAt}\n${digest}\n`

/** The files that are not of the manifest themselves. */
export const MANIFEST = 'manifest.json'
export const MANIFEST_NOTE = 'manifest.note'

/** Whether this note is a trusted key’s word on that manifest. Throws Corrupt. */
export async function openSiteManifest(
  text: string,
  note: string,
  check: {
    readonly keys: readonly VerifierKey[]
    readonly verify: Verify
    readonly sha256: Hash
  },
): Promise<{ readonly manifest: SiteManifest; readonly signer: VerifierKey }> {
  const { body, signers } = await openNote(note, check.keys, check.verify, check.sha256)
  const [signer] = signers
  const manifest = SiteManifest.safeParse(JSON.parse(text))
  const digest = hexOf(check.sha256(utf8(text)))
  if (!signer || !manifest.success || body !== siteNote(signer.name, manifest.data.builtAt, digest))
    throw because(
      Corrupt,
      'site-manifest',
      '清单不是签名所指的那一份，或者不合规格',
      'The manifest is not the one that was signed, or not of its format',
    )
  return { manifest: manifest.data, signer }
}
