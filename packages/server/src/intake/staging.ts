import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Corrupt, type Digests, type Failure, Sha256 } from '@liuhen/core/kernel'
import type { Log } from '../platform/index.ts'
import type { DigestWorkers, Following } from '../vault/index.ts'
import { pieces } from './pieces.ts'

/** How often the disk is told to keep up, so that the last fsync has little left to do. */
const SYNC_EVERY = 32 << 20

/** What the disk would not keep is never opened again by its name. */
const CONDEMNED = '.condemned'

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

/** So long after the last byte nothing is said to be coming in: an upload that was given up keeps nobody waiting. */
const FLOWING = 2000

/** A digest of the staged file as the disk gives it back, and as it came in where all of it passed through this process. */
export interface Staged {
  readonly reread: Digests
  readonly received?: Sha256
  /** Read past the system's memory where the file system allows that: what lies on the disk itself. */
  readonly onDisk: Sha256
}

export const diskFailing = () =>
  because(
    Corrupt,
    'disk-failing',
    '服务器的磁盘没有存住收到的内容，这个文件要从头重新接收：请通知信息中心检查磁盘，不要清除存储卡',
    'The disk of the server did not keep what arrived; this file has to come anew from its beginning. Tell the information centre to look at the disk, and do not clear the card',
  )

/** Files on their way in. Their length on disk is how far they have come; nothing else remembers it. */
export class Staging {
  readonly #folder: string
  readonly #workers: DigestWorkers
  readonly #log: Pick<Log, 'alarm'>
  readonly #pairs = new Map<string, Pair>()
  /** What the disk lost and would not let be set aside. */
  readonly #condemned = new Set<string>()
  #finishing = 0
  /** When the last bytes came, by a clock that never jumps. */
  #flowed = Number.NEGATIVE_INFINITY

  constructor(folder: string, workers: DigestWorkers, log: Pick<Log, 'alarm'>) {
    this.#folder = folder
    this.#workers = workers
    this.#log = log
  }

  /** Whether bytes are coming in or being read back at this moment; not whether somebody has said they would. */
  get busy(): boolean {
    return this.#finishing > 0 || performance.now() - this.#flowed < FLOWING
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
   * resumes there. A file that reaches `whole` bytes is readable only from then on. Throws Corrupt when the disk did not
   * keep it: then it begins anew.
   */
  async append(upload: string, offset: number, bytes: AsyncIterable<Uint8Array>, whole = Infinity): Promise<number> {
    if (this.#condemned.has(upload)) throw diskFailing()
    const file = await open(this.path(upload), 'r+')
    const pair = this.#pair(upload, offset)
    // A slow sender is not a quiet one: the time begins when a request has ended.
    clearTimeout(pair.idle)
    const writing = new Writing(file, offset, pair, whole)
    try {
      for await (const piece of bytes) {
        this.#flowed = performance.now()
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
      throw writing.unkept ? await this.#condemn(upload, writing.unkept) : error
    } finally {
      await file.close()
    }
  }

  /**
   * Sets the file aside for good and begins it anew. A disk that failed to keep bytes says yes when it is asked again, and
   * until the machine is started anew memory gives back what the disk has lost; so nothing of the file is believed. Gives
   * what its sender is told.
   */
  async #condemn(upload: string, cause: unknown): Promise<Failure> {
    const here = { upload, cause }
    this.#log.alarm('the disk did not keep a file that was coming in; it is set aside and comes anew', here)
    this.release(upload)
    this.#condemned.add(upload)
    try {
      const before = (await readdir(this.#folder)).filter((name) => name.startsWith(`${upload}${CONDEMNED}`)).length
      await rename(this.path(upload), `${this.path(upload)}${CONDEMNED}-${before + 1}`)
      await this.create(upload)
      this.#condemned.delete(upload)
    } catch (error) {
      // Read-only by now: the file stays under its name, and nothing more is done with it.
      this.#log.alarm('it could not be set aside either', { upload, cause: error })
    }
    return diskFailing()
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

  /** Makes the staged file durable and digests it. Throws Corrupt when the disk did not keep it: then it begins anew. */
  async finish(upload: string, bytes: number): Promise<Staged> {
    if (this.#condemned.has(upload)) throw diskFailing()
    const pair = this.#pair(upload, 1)
    // Brought before a restart: what is in the file may not be on the disk.
    if (pair.durable !== bytes)
      await syncFile(this.path(upload)).catch(async (error: unknown) => {
        throw await this.#condemn(upload, error)
      })
    this.#pairs.delete(upload)
    clearTimeout(pair.idle)
    this.#finishing++
    const [reread, onDisk] = await Promise.all([
      pair.reread.finish(bytes),
      this.#workers.onDisk(this.path(upload), bytes),
    ]).finally(() => this.#finishing--)
    return { reread, onDisk, ...(pair.received && { received: Sha256.parse(pair.received.digest('hex')) }) }
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
  try {
    await file.chmod(READABLE)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** What is whole is never written again. */
const READABLE = 0o400

/** One run of appending: each piece is written and then handed on to be digested. */
class Writing {
  readonly #file: FileHandle
  readonly #pair: Pair
  #at: number
  readonly #whole: number
  #unsynced = 0
  #syncing: Promise<void> = Promise.resolve()
  #unkept: unknown

  constructor(file: FileHandle, offset: number, pair: Pair, whole: number) {
    this.#file = file
    this.#at = offset
    this.#pair = pair
    this.#whole = whole
  }

  /** What the disk said when it could not keep the bytes; it says so once. */
  get unkept(): unknown {
    return this.#unkept
  }

  async #sync(how: 'sync' | 'datasync'): Promise<void> {
    await this.#file[how]().catch((error: unknown) => {
      this.#unkept ??= error
      throw error
    })
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
      this.#syncing = this.#sync('datasync')
      // Seen at the next wait or at flush; the promise must not count as unhandled until then.
      this.#syncing.catch(() => undefined)
    }
    this.#pair.reread.available(this.#at)
    this.#pair.received?.update(piece)
  }

  /** After something went wrong: keeps what can be kept, to the last byte that was written whole, if the disk lets it. */
  async keep(): Promise<void> {
    await this.flush().catch(() => undefined)
    await this.#file.truncate(this.#at).catch((error: unknown) => (this.#unkept ??= error))
  }

  /** Writes what is left, waits until the disk has all of it, and returns how far the file reaches. */
  async flush(): Promise<number> {
    await this.#syncing
    const isWhole = this.#at === this.#whole
    if (isWhole) await this.#file.chmod(READABLE)
    await this.#sync(isWhole ? 'sync' : 'datasync')
    this.#pair.durable = this.#at
    return this.#at
  }
}
