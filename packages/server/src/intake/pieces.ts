import type { Readable } from 'node:stream'

/** What is written and handed to the digests at a time. */
const PIECE = 512 << 10
/** So many wait for their next use; more than are ever under way with a few senders. */
const KEPT = 32

/**
 * Memory for bytes on their way to the disk, used over again. Left to the collector it counts as growth of the whole
 * process, whose memory is then gone through every second file: that took a fifth of the processor while files came in.
 */
class Pieces {
  readonly #idle = new Set<ArrayBuffer>()

  take(): Uint8Array<ArrayBuffer> {
    for (const one of this.#idle) {
      this.#idle.delete(one)
      return new Uint8Array(one)
    }
    return new Uint8Array(PIECE)
  }

  /** Only by whoever read it last. Other memory may be given too; it is not kept. */
  giveBack({ buffer }: Uint8Array): void {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === PIECE && this.#idle.size < KEPT) this.#idle.add(buffer)
  }
}

export const pieces = new Pieces()

/**
 * The body of a request in large pieces. When the sender goes away in the middle, the last piece holds what had come and
 * the body simply ends: how far it came is what the sender asks for before it goes on. A body that is not wanted to its
 * end leaves the connection open for the answer.
 */
export async function* inPieces(body: Readable): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let piece = pieces.take()
  let filled = 0
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>
  try {
    for await (const chunk of chunks)
      for (let from = 0; from < chunk.length;) {
        const part = chunk.subarray(from, from + PIECE - filled)
        piece.set(part, filled)
        filled += part.length
        from += part.length
        if (filled < PIECE) continue
        yield piece
        piece = pieces.take()
        filled = 0
      }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
  }
  if (filled > 0) yield piece.subarray(0, filled)
  else pieces.giveBack(piece)
}
