import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Node has it, its types have not. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer }
}

/** In pages of 64 KiB. */
const PAGES = 16

/**
 * The SHA-256 of a file as it lies on the disk, past what memory holds of it, where the file system allows that: after a
 * failed write memory gives back what the disk has lost (fsync(2)).
 */
export class OnDisk {
  readonly #file: number
  readonly #bytes: number
  readonly #hash = createHash('sha256')
  /** Such reads want a buffer that begins at a page (open(2), O_DIRECT); WebAssembly's does. */
  readonly #piece = new Uint8Array(new WebAssembly.Memory({ initial: PAGES, maximum: PAGES }).buffer)
  #at = 0

  constructor(path: string, bytes: number) {
    this.#file = openPastMemory(path) ?? openSync(path, 'r')
    this.#bytes = bytes
  }

  /** Reads one piece; the digest, 64 hexadecimal digits, once all was read. Throws when the file is shorter or longer. */
  read(): string | undefined {
    if (this.#at < this.#bytes) {
      const got = readSync(this.#file, this.#piece, 0, this.#piece.length, this.#at)
      if (got === 0) throw new Error(`the file ends at ${this.#at} of ${this.#bytes}`)
      this.#hash.update(this.#piece.subarray(0, got))
      this.#at += got
      if (this.#at < this.#bytes) return undefined
    }
    const there = Math.max(this.#at, fstatSync(this.#file).size)
    if (there !== this.#bytes) throw new Error(`there are ${there} bytes where ${this.#bytes} were to be`)
    return this.#hash.digest('hex')
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Undefined where the system or the file system has no such reads. */
function openPastMemory(path: string): number | undefined {
  if (constants.O_DIRECT === undefined) return undefined
  try {
    return openSync(path, constants.O_RDONLY | constants.O_DIRECT)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') return undefined
    throw error
  }
}
