import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digests, Sha256 } from '@liuhen/core/kernel'
import type { DigestWorkers, Following } from '../vault/index.ts'
import { pieces } from './pieces.ts'

/** How often the disk is told to keep up, so that the last fsync has little left to do. */
const SYNC_EVERY = 32 << 20

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Pair {
  /** SHA-256 of the bytes as they come in from the wire; missing after a restart, when the first were taken before. */
  readonly received: Hash | undefined
  /** Made of what the disk gives back, read behind the writer. */
  readonly reread: Following
  /** So many bytes the disk is known to have. */
  durable: number
  idle?: NodeJS.Timeout
}

/** A sender that goes quiet keeps no file open here for longer than this. */
const IDLE = 10 * 60_000

/** Files on their way in. Their length on disk is how far they have come; nothing else remembers it. */
export class Staging {
  readonly #folder: string
  readonly #workers: DigestWorkers
  readonly #pairs = new Map<string, Pair>()
  #finishing = 0

  constructor(folder: string, workers: DigestWorkers) {
    this.#folder = folder
    this.#workers = workers
  }

  /** Whether bytes are coming in or being read back at this moment. */
  get busy(): boolean {
    return this.#pairs.size > 0 || this.#finishing > 0
  }

  path(upload: string): string {
    return join(this.#folder, upload)
  }

  async received(upload: string): Promise<number> {
    return (await this.progress(upload)).received
  }

  /** How far the file has come, and when it last did, in milliseconds since 1970. */
  async progress(upload: string): Promise<{ readonly received: number; readonly last?: number }> {
    return stat(this.path(upload)).then(
      (found) => ({ received: found.size, last: found.mtimeMs }),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return { received: 0 }
        throw error
      },
    )
  }

  /** The uploads that have a file here. */
  async names(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => UUID.test(name))
  }

  async create(upload: string): Promise<void> {
    await (await open(this.path(upload), 'a', 0o600)).close()
  }

  /**
   * Appends the stream at `offset` and returns the new length. What came before the stream broke off is kept: the sender
   * resumes there.
   */
  async append(upload: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    const file = await open(this.path(upload), 'r+')
    const pair = this.#pair(upload, offset)
    // A slow sender is not a quiet one: the time begins when a request has ended.
    clearTimeout(pair.idle)
    const writing = new Writing(file, offset, pair)
    try {
      for await (const piece of bytes) {
        await writing.write(piece)
        pieces.giveBack(piece)
      }
      const reached = await writing.flush()
      pair.idle = setTimeout(() => this.release(upload), IDLE).unref()
      return reached
    } catch (error) {
      // The next append reads what lies here anew, so what is kept must be exactly what is counted.
      this.release(upload)
      await writing.keep()
      throw error
    } finally {
      await file.close()
    }
  }

  #pair(upload: string, offset: number): Pair {
    const there = this.#pairs.get(upload)
    if (there) return there
    const pair: Pair = {
      received: offset === 0 ? createHash('sha256') : undefined,
      reread: this.#workers.follow(this.path(upload)),
      durable: 0,
    }
    this.#pairs.set(upload, pair)
    return pair
  }

  /**
   * Makes the staged file durable and gives both digests of it as re-read, and its SHA-256 as received where the whole
   * of it passed through this process.
   */
  async finish(upload: string, bytes: number): Promise<{ readonly reread: Digests; readonly received?: Sha256 }> {
    const pair = this.#pair(upload, 1)
    // Brought before a restart: what is in the file may not be on the disk.
    if (pair.durable !== bytes) await syncFile(this.path(upload))
    this.#pairs.delete(upload)
    clearTimeout(pair.idle)
    this.#finishing++
    const reread = await pair.reread.finish(bytes).finally(() => this.#finishing--)
    return pair.received ? { reread, received: Sha256.parse(pair.received.digest('hex')) } : { reread }
  }

  /** Lets go of the digests under way; they are made again from the disk when more comes. */
  release(upload: string): void {
    const pair = this.#pairs.get(upload)
    this.#pairs.delete(upload)
    pair?.reread.cancel()
    clearTimeout(pair?.idle)
  }

  async remove(upload: string): Promise<void> {
    this.release(upload)
    await rm(this.path(upload), { force: true })
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}

/** One run of appending: each piece is written and then handed on to be digested. */
class Writing {
  readonly #file: FileHandle
  readonly #pair: Pair
  #at: number
  #unsynced = 0
  #syncing: Promise<void> = Promise.resolve()

  constructor(file: FileHandle, offset: number, pair: Pair) {
    this.#file = file
    this.#at = offset
    this.#pair = pair
  }

  async write(piece: Uint8Array): Promise<void> {
    for (let done = 0; done < piece.length;) {
      const { bytesWritten } = await this.#file.write(piece, done, piece.length - done, this.#at + done)
      done += bytesWritten
    }
    this.#at += piece.length
    this.#unsynced += piece.length
    if (this.#unsynced >= SYNC_EVERY) {
      this.#unsynced = 0
      await this.#syncing
      this.#syncing = this.#file.datasync()
      // Seen at the next wait or at flush; the promise must not count as unhandled until then.
      this.#syncing.catch(() => undefined)
    }
    this.#pair.reread.available(this.#at)
    this.#pair.received?.update(piece)
  }

  /** After something went wrong: keeps what can be kept, to the last byte that was written whole. */
  async keep(): Promise<void> {
    await this.flush().catch(() => undefined)
    await this.#file.truncate(this.#at)
  }

  /** Writes what is left, waits until the disk has all of it, and returns how far the file reaches. */
  async flush(): Promise<number> {
    await this.#syncing
    await this.#file.datasync()
    this.#pair.durable = this.#at
    return this.#at
  }
}
