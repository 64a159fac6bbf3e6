import type { CalendarDate, Instant, Sha256 } from '../../kernel/index.ts'
import type { Envelope } from '../../ledger/index.ts'
import type { PublicDocument } from '../document.ts'
import type { QrSquares } from './qr.ts'

/** What a stranger needs to see that a publication is in the log as it stands. spec/disclosure.md. */
export interface DisclosureProof {
  readonly format: 'liuhen-disclosure-proof/1'
  readonly document: PublicDocument
  /** The event that published it; its body holds the digest of the document and nothing of a person. */
  readonly event: Envelope
  /** Base64 of 32 bytes. */
  readonly salt: string
  /** The text of a `.tlog-proof` file for the event’s leaf. */
  readonly proof: string
}

/** Something the public reads today. */
export interface PublicItem {
  readonly id: string
  readonly document: PublicDocument
  readonly digest: Sha256
  readonly publishedAt: Instant
  readonly proof: DisclosureProof
  /** Whether it is a decision of a case. */
  readonly isDecision: boolean
}

/** What was public and is not: why, and since when. Nothing of what it said. */
export interface GonePage {
  readonly id: string
  readonly category: string
  readonly how: 'withdrawn' | 'ended'
  readonly at: Instant
  readonly reason: string
}

export interface SiteInput {
  readonly bureau: string
  /** It is sample data and says so on every page. */
  readonly sample: boolean
  readonly builtAt: Instant
  readonly today: CalendarDate
  /** Where the site lies, `https://…/`, ending in a slash; empty where that is not known. */
  readonly base: string
  /** The items of the instrument in their order: also those of which nothing is public. */
  readonly categories: readonly string[]
  readonly items: readonly PublicItem[]
  readonly gone: readonly GonePage[]
  /** What the item on complaints says: stands at the foot of every page. */
  readonly complaints: readonly { readonly name: string; readonly text: string }[]
  /** The line that verifies this bureau’s log. */
  readonly verifierKey: string
  /** Whether the table for the credit platform is there: where a row of it is wrong it is not. */
  readonly credit: boolean
  readonly qr: (words: string) => QrSquares
}

/** One file of the site: its path below it, and what it holds. */
export interface SiteFile {
  readonly path: string
  readonly text: string
}
