import { canonical, type Json, type Sha256 } from '../kernel/index.ts'
import type { Content } from './content.ts'

/** What the public is given, whole: its digest is what is approved, published and proven. spec/disclosure.md. */
export interface PublicDocument extends Content {
  readonly format: 'liuhen-disclosure/1'
  readonly publication: string
  readonly version: number
}

export const publicDocument = (publication: string, version: number, content: Content): PublicDocument => ({
  format: 'liuhen-disclosure/1',
  publication,
  version,
  ...content,
})

/** The text that is digested: canonical JSON. */
export const publicText = (document: PublicDocument): string => canonical(JSON.parse(JSON.stringify(document)) as Json)

/** What a printed copy carries as a QR: the page where it is verified, and the digest of what was published. */
export const qrText = (base: string, publication: string, digest: Sha256): string =>
  `${base}verify/${publication}.html#${digest}`
