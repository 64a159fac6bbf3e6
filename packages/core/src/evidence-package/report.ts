import type { Digests, Text } from '../kernel/index.ts'
import type { KeyMark } from './key-mark.ts'
import type { PackagedItem, PackageIndex } from './package-index.ts'
import type { Statement } from './statement.ts'
import type { PackagedApproval, PackagedPaper, PackagedVolume } from './volume-index.ts'

/**
 * `sound`: everything the package claims of itself holds. `foreign`: none of the keys one brought has signed, so all of it
 * is somebody else's. `altered`: something in it is not as it was sealed. `incomplete`: nothing is altered but something
 * is not there or cannot be read. `unreadable`: this is no package that these rules understand.
 */
export type Verdict = 'sound' | 'foreign' | 'altered' | 'incomplete' | 'unreadable'

/**
 * How far one may go by a sound package. `proven`: the package as a whole was sealed, by a key that was compared with one
 * from outside. `originals`: that key vouches for the originals alone. `uncompared`: all of it holds together, and whose it
 * is nobody has looked at yet; anyone can make such a package. `failed`: it is not sound.
 */
export type Standing = 'proven' | 'originals' | 'uncompared' | 'failed'
export type Defect = Exclude<Verdict, 'sound'>

/** One thing that was looked at. A failed check says what it makes of the package, and which file it is about. */
export type Check =
  | { readonly code: string; readonly ok: true; readonly message: Text }
  | {
      readonly code: string
      readonly ok: false
      readonly means: Defect
      readonly message: Text
      readonly file?: string
    }

/**
 * `same`: the bytes are those of the sealed event. `differs`: they are not. `missing`: they are not here.
 * `unproven`: the bytes fit the manifest but event, proof or checkpoint do not hold, so nothing vouches for them.
 * `foreign`: somebody else vouches for them.
 */
export type ItemState = 'same' | 'differs' | 'missing' | 'unproven' | 'foreign'

export interface ItemReport {
  readonly item: PackagedItem
  readonly state: ItemState
  /** What was read, when anything was. */
  readonly found?: Digests
  /** The event's place in the log, from 0, when its proof holds. */
  readonly logIndex?: number
  readonly remarks: readonly Text[]
}

/** One paper of a volume with its signatures and sealed copies: the gravest of what is wrong with any of them. */
export interface PaperReport {
  readonly paper: PackagedPaper
  readonly state: ItemState
  /** The last event's place in the log, from 0, when all of its events are proven. */
  readonly logIndex?: number
}
export interface ApprovalReport {
  readonly approval: PackagedApproval
  readonly state: ItemState
  readonly logIndex?: number
}
export interface VolumeReport extends Pick<PackagedVolume, 'case' | 'number' | 'title' | 'boundAt'> {
  readonly papers: readonly PaperReport[]
  readonly approvals: readonly ApprovalReport[]
}

/** A key that signed, in the package's own words: nobody has looked whether the name is true. */
export interface SignerReport {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  readonly line: string
  /** A log signs; a witness says when it saw the checkpoint. */
  readonly does: 'signs' | 'witnesses'
  readonly trusted: boolean
}

export interface KeyReport {
  /** The name in the verifier key, which is the log's origin. */
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  /** The verifier key line to compare with the one the bureau publishes. */
  readonly line: string
  readonly mark: KeyMark
  /**
   * `outside`: equals a key the person brought. `package`: only the package itself says so. `other`: it is none of those
   * the person brought.
   */
  readonly trust: 'outside' | 'package' | 'other'
  /** Every known key that signed, the log's own among them. */
  readonly signers: readonly SignerReport[]
  /** The keys that were brought, when none of them has signed. */
  readonly wanted?: readonly { readonly line: string; readonly mark: KeyMark }[]
}

/** The package's name for people: the digest of its index, which the paper prints. */
export interface SealReport {
  /** Place in the log, from 0; absent when the seal does not hold. */
  readonly logIndex?: number
  readonly indexSha256: string
  /** The same digest as 24 characters. */
  readonly characters: string
}

export interface VerifyReport {
  readonly format: 'liuhen-verify-report/2'
  readonly verdict: Verdict
  readonly standing: Standing
  readonly package?: Pick<PackageIndex, 'version' | 'id' | 'bureau' | 'madeAt' | 'madeBy' | 'takes'>
  /** The event that seals the package as a whole, and what the paper says of it, when it was looked at. */
  readonly seal?: SealReport
  readonly statement?: Statement
  readonly checks: readonly Check[]
  readonly items: readonly ItemReport[]
  readonly volume?: VolumeReport
  readonly proven: readonly Text[]
  readonly notProven: readonly Text[]
  readonly key?: KeyReport
  readonly log?: { readonly origin: string; readonly size: number }
  readonly files: number
  readonly bytes: number
}
