import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { because, Malformed } from '@liuhen/core/kernel'

/** One sector of a disc. */
export const SECTOR = 2048

/** A stretch of an image that holds bytes of a file: where it begins and how many there are. */
export interface Extent {
  readonly start: number
  readonly bytes: number
}

/** A file as one of the file systems of an image has it. */
export interface ImageFile {
  readonly path: string
  readonly bytes: number
  readonly extents: readonly Extent[]
}

export const notAnImage = (why: string): Error =>
  because(
    Malformed,
    'image-unreadable',
    `光盘映像读不出来，可能没有复制完：${why}`,
    `The disc image cannot be read; perhaps it was not copied to its end: ${why}`,
  )

/** Deeper than any disc of ours, and no more files than a package may have: an image is written by whoever hands it over. */
export const DEEPEST = 16
export const MOST_ENTRIES = 110_000

/** Reads an image or a drive by the byte. */
export class Sectors {
  readonly #file: FileHandle
  /** Bytes there are; Infinity for a drive, which does not say. */
  readonly size: number

  private constructor(file: FileHandle, size: number) {
    this.#file = file
    this.size = size
  }

  static async open(path: string): Promise<Sectors> {
    const file = await open(path, 'r')
    const found = await file.stat()
    return new Sectors(file, found.isFile() ? found.size : Infinity)
  }

  /** Throws Malformed where the image ends before. */
  async read(start: number, bytes: number): Promise<Buffer> {
    if (!Number.isSafeInteger(start) || start < 0 || bytes < 0 || start + bytes > this.size)
      throw notAnImage(`${start} + ${bytes} > ${this.size}`)
    const buffer = Buffer.alloc(bytes)
    const { bytesRead } = await this.#file.read(buffer, 0, bytes, start)
    if (bytesRead !== bytes) throw notAnImage(`${start} + ${bytes}`)
    return buffer
  }

  close(): void {
    void this.#file.close()
  }
}
