import type { Digests, Text } from '../kernel/index.ts'
import type { PackagedItem, PackageIndex } from './package-index.ts'
import type { Statement } from './statement.ts'

/**
 * `sound`: everything the package claims of itself holds. `altered`: something in it is not as it was sealed.
 * `incomplete`: nothing is altered but something is not there or cannot be read. `unreadable`: this is no package that
 * these rules understand.
 */
export type Verdict = 'sound' | 'altered' | 'incomplete' | 'unreadable'
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
 */
export type ItemState = 'same' | 'differs' | 'missing' | 'unproven'

export interface ItemReport {
  readonly item: PackagedItem
  readonly state: ItemState
  /** What was read, when anything was. */
  readonly found?: Digests
  /** The event's place in the log, from 0, when its proof holds. */
  readonly logIndex?: number
  readonly remarks: readonly Text[]
}

export interface KeyReport {
  /** The name in the verifier key, which is the log's origin. */
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly id: string
  /** The verifier key line to compare with the one the bureau publishes. */
  readonly line: string
  /** `outside`: equals a key the person brought. `package`: only the package itself says so. */
  readonly trust: 'outside' | 'package'
}

export interface VerifyReport {
  readonly format: 'liuhen-verify-report/1'
  readonly verdict: Verdict
  readonly package?: Pick<PackageIndex, 'id' | 'bureau' | 'madeAt' | 'madeBy' | 'takes'>
  readonly statement?: Statement
  readonly checks: readonly Check[]
  readonly items: readonly ItemReport[]
  readonly proven: readonly Text[]
  readonly notProven: readonly Text[]
  readonly key?: KeyReport
  readonly log?: { readonly origin: string; readonly size: number }
  readonly files: number
  readonly bytes: number
}
