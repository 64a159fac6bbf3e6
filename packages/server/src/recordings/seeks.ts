import type { Sha256 } from '@liuhen/core/kernel'

/** Where in a film it was fetched from is told this coarsely, in milliseconds: what is sought within is one seek. */
const STEP = 10_000
/** What a viewer had fetched last is forgotten after so many others. */
const REMEMBERED = 1000

/**
 * Tells a seek by the part of the file that a player asks for. A part that begins close to where the last one of the same viewer
 * ended is the film going on, and what is close to its first byte is its beginning: parts asked for at once arrive in any order.
 */
export class Seeks {
  readonly #ended = new Map<string, number>()

  /** From where in the film, in milliseconds; undefined where it is no seek. What a byte stands for is worked out of its place. */
  of(
    actor: string,
    range: string | null,
    { sha256, bytes, length }: { readonly sha256: Sha256; readonly bytes: number; readonly length: number },
  ): number | undefined {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range?.trim() ?? '') ?? []
    if (first === undefined) return undefined
    const [key, from] = [`${actor} ${sha256}`, Number(first)]
    const place = (byte: number) => (byte / bytes) * length
    const ended = this.#ended.get(key)
    const goesOn = ended !== undefined && Math.abs(place(from) - place(ended)) < STEP
    this.#ended.delete(key)
    if (last !== '') this.#ended.set(key, Number(last) + 1)
    for (const [oldest] of this.#ended) {
      if (this.#ended.size <= REMEMBERED) break
      this.#ended.delete(oldest)
    }
    if (place(from) < STEP || from >= bytes || goesOn) return undefined
    return Math.floor(place(from) / STEP) * STEP
  }
}
