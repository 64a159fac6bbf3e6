import { closeSync, createReadStream, existsSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Digests, instantOf, millisecondsOf, Instant } from '@liuhen/core/kernel'
import type { Blob } from './vault-walk.ts'

const Line = z.object({ blob: z.string(), trace: z.string(), at: Instant, ...Digests.shape })
type Line = z.infer<typeof Line>

/** An audit that was stopped longer ago than this begins again. */
const STALE = 24 * 3_600_000

/**
 * What an audit under way has read, `run/audit-progress.jsonl`: a line for each blob in the order they are read, written
 * as soon as it is, so that a killed audit goes on behind the last line. A blob counts as read when nothing of its file
 * has moved since: not its inode, its length, nor the times of its last change. Removed when an audit ends.
 */
export class BlobProgress {
  readonly #file: string
  readonly #now: number
  #lines: AsyncGenerator<Line> | undefined
  #line: Line | undefined
  #out: number | undefined

  constructor(data: string, now: number, { fresh }: { readonly fresh: boolean }) {
    this.#file = join(data, 'run', 'audit-progress.jsonl')
    this.#now = now
    if (fresh) rmSync(this.#file, { force: true })
    this.#lines = existsSync(this.#file) ? linesOf(this.#file) : undefined
  }

  /** What was read of this blob before; asked blob by blob in their order. */
  async recall(blob: Blob): Promise<Digests | undefined> {
    if (this.#lines && !this.#line) await this.#advance()
    while (this.#line && after(blob.place, this.#line.blob)) await this.#advance()
    const line = this.#line
    if (line?.blob !== blob.place || line.trace !== blob.trace) return undefined
    return millisecondsOf(line.at) > this.#now - STALE ? { sha256: line.sha256, sm3: line.sm3 } : undefined
  }

  /** Notes what was read. Before the end of what is noted already, nothing needs to be: it stays in order. */
  keep(blob: Blob, { sha256, sm3 }: Digests): void {
    if (this.#lines) return
    this.#out ??= openSync(this.#file, 'a', 0o600)
    const line: Line = { blob: blob.place, trace: blob.trace, at: instantOf(this.#now), sha256, sm3 }
    writeSync(this.#out, `${JSON.stringify(line)}\n`)
  }

  /** The audit has ended: the next one begins at the beginning. */
  end(): void {
    if (this.#out !== undefined) closeSync(this.#out)
    rmSync(this.#file, { force: true })
  }

  async #advance(): Promise<void> {
    const { value, done } = (await this.#lines?.next()) ?? { done: true }
    this.#line = done === true ? undefined : (value as Line)
    if (done === true) this.#lines = undefined
  }
}

/** Places sort by area, the vault before the quarantine as they are read, then by digest. */
const after = (place: string, other: string): boolean => keyOf(place) > keyOf(other)
const keyOf = (place: string): string => (place.startsWith('vault/') ? `0${place}` : `1${place}`)

/** The whole lines of the file; a last one cut short by a kill is cut off, so that the next is not glued to it. */
async function* linesOf(file: string): AsyncGenerator<Line> {
  let whole = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const line = Line.safeParse(parsed(text))
    if (!line.success) break
    whole += Buffer.byteLength(text) + 1
    yield line.data
  }
  truncateSync(file, whole)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
