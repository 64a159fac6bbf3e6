import { bytesOfBase64, Corrupt, because, hexOf, type Hash, utf8 } from '../kernel/index.ts'
import {
  checkProof,
  commitmentOf,
  leafBytes,
  leafOf,
  type Proven,
  type Verify,
  type VerifierKey,
} from '../ledger/index.ts'
import { publicText } from './document.ts'
import type { DisclosureProof } from './site/input.ts'

/**
 * Checks that a publication reads as it was published: the digest of its text stands in the event, the event is in the log,
 * and a trusted key signed for that log. `printed`: the digest that a QR carries. Throws Corrupt: `printed-digest`,
 * `document-digest`, `document-event`, or what `checkProof` throws.
 */
export async function checkDisclosure(
  { document, event, salt, proof }: DisclosureProof,
  check: {
    readonly keys: readonly VerifierKey[]
    readonly verify: Verify
    readonly sha256: Hash
    readonly sm3: Hash
    readonly printed?: string
  },
): Promise<Proven & { readonly digest: string }> {
  const { sha256, sm3, keys, verify, printed } = check
  const digest = hexOf(sha256(utf8(publicText(document))))
  if (printed !== undefined && printed !== digest)
    throw because(
      Corrupt,
      'printed-digest',
      '这一页的内容与二维码上的摘要不一致：纸上的是另一版，或者网页被改动过',
      'The page is not what the QR says: the paper has another version, or the page was changed',
    )
  const body = event.body as { readonly digest?: unknown; readonly version?: unknown } | null
  if (body?.digest !== digest || body.version !== document.version)
    throw because(
      Corrupt,
      'document-digest',
      '内容的摘要与公布时记入日志的不一致：内容被改动过',
      'The digest of the text is not the one on record: the text was changed',
    )
  if (event.kind !== 'PublicationPublished/1' || event.stream !== `publication:${document.publication}`)
    throw because(
      Corrupt,
      'document-event',
      '证明里的事件不是公布这一件的事件',
      'The event in the proof is not the one that published this',
    )
  const leaf = leafOf(event, commitmentOf(bytesOfBase64(salt), event.body, sha256, sm3))
  const proven = await checkProof({ proofText: proof, leafBytes: leafBytes(leaf), keys, verify, hash: sha256 })
  return { ...proven, digest }
}
