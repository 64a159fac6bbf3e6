import type { Readable } from 'node:stream'
import type { Digests, Sha256 } from '@liuhen/core/kernel'

/** Bytes `from` to `to`, both counted, as in an HTTP range. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * Whether a warrant on record destroys these bytes: throws Denied where there is no such warrant, or it does not name them,
 * or it is not in the log yet. Asked before each deletion, and the only thing that opens the door.
 */
export type Warranted = (warrant: string, sha256: Sha256) => Promise<void>

/**
 * A store of bytes under their own SHA-256, written once and never again. Disposal is a legal act of its own, and the
 * warrant it ends in is the one thing that deletes. An object store with Object Lock fits behind it unchanged: no method
 * speaks of files it keeps.
 */
export interface Vault {
  /**
   * Keeps the bytes of a staged local file for good. The caller has compared its digests after fsync; when `put`
   * returns, the bytes and their name survive a power cut. Bytes already here are left as they are: `existed`. Throws
   * Corrupt when something else lies under that digest.
   */
  put(staged: string, digests: Digests, bytes: number): Promise<{ readonly existed: boolean }>
  /**
   * Puts a staged local file in the place of what is kept under that digest and is not what was put there, or is gone. The
   * bytes must be those of the digests: throws Corrupt where they are not, and leaves all as it was. What is whole stays.
   */
  mend(staged: string, digests: Digests, bytes: number): Promise<void>
  /** How many bytes are kept under the digest; undefined when none are. */
  size(sha256: Sha256): Promise<number | undefined>
  /** The bytes, or a range of them. Throws Missing. */
  read(sha256: Sha256, range?: Range): Promise<Readable>
  /** Both digests of the bytes as they are read now, not as they were noted. Throws Missing. */
  digest(sha256: Sha256): Promise<Digests & { readonly bytes: number }>
  /** Runs `use` with a local file of the bytes that must only be read. Throws Missing. */
  withFile<T>(sha256: Sha256, use: (path: string) => Promise<T>): Promise<T>
  /**
   * Destroys the bytes for good, durably, and answers how many they were: undefined where they were gone already, so that
   * what a fall interrupted is done again from its beginning. `warrant` is the id of the event that destroys them. Throws
   * Denied unless that warrant is on record and names them.
   */
  destroy(sha256: Sha256, warrant: string): Promise<number | undefined>
  /** Makes a file of one's own of the bytes at a path where there is none yet. Throws Missing. */
  copy(sha256: Sha256, to: string): Promise<void>
  /** Keeps the bytes as new ones are kept, where they are not yet; answers whether anything was to be done. */
  renew?(sha256: Sha256): Promise<boolean>
  /** Every digest kept here. */
  list(): AsyncIterable<{ readonly sha256: Sha256; readonly bytes: number }>
}
