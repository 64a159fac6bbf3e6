import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Digests } from '@liuhen/core/kernel'

/** What is asked of a worker. `begin` without a path digests the bytes handed over; with one, the file as it grows. */
export type Asked =
  | { readonly act: 'begin'; readonly id: number; readonly path?: string }
  | { readonly act: 'bytes'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly act: 'available' | 'finish'; readonly id: number; readonly available: number }
  | { readonly act: 'cancel'; readonly id: number }

type Answer = { readonly id: number } & (
  | { readonly took: number }
  | { readonly failed: string }
  | { readonly sha256: string; readonly sm3: string }
)

/** Digests of a file that may still be growing: it is read behind its writer. */
export interface Following {
  /** The first `bytes` may be read now. */
  available(bytes: number): void
  /** Both digests once the whole file of `bytes` has been read. Rejects when the file is shorter. */
  finish(bytes: number): Promise<Digests>
  cancel(): void
}

/** Digests of bytes handed over piece by piece; resolves when there is room for the next. */
export interface Running {
  /** The piece's memory goes to the worker and must not be used again. */
  update(piece: Uint8Array<ArrayBuffer>): Promise<void>
  finish(bytes: number): Promise<Digests>
  cancel(): void
}

interface Waiting {
  took(bytes: number): void
  settled(answer: Answer): void
}

/** How much may lie with a worker unread before the sender waits: keeps memory flat whatever the file's size. */
const AHEAD = 16 << 20

/** Threads that make SHA-256 and SM3, one for each core: SM3 has no hardware path and would hold up the server. */
export class DigestWorkers {
  readonly #workers: Worker[]
  readonly #waiting = new Map<number, Waiting>()
  readonly #load: number[]
  #next = 0

  constructor(threads = availableParallelism()) {
    this.#workers = Array.from({ length: threads }, () => new Worker(new URL('./digest-worker.ts', import.meta.url)))
    this.#load = this.#workers.map(() => 0)
    for (const worker of this.#workers) {
      worker.unref()
      worker.on('message', (answer: Answer) => {
        const waiting = this.#waiting.get(answer.id)
        if ('took' in answer) waiting?.took(answer.took)
        else waiting?.settled(answer)
      })
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  follow(path: string): Following {
    const { ask, finish, cancel } = this.#begin(path)
    return { available: (bytes) => ask({ act: 'available', available: bytes }), finish, cancel }
  }

  stream(): Running {
    const { id, ask, finish, cancel, ahead } = this.#begin(undefined)
    const update = (piece: Uint8Array<ArrayBuffer>) => {
      ahead.bytes += piece.length
      ask({ act: 'bytes', bytes: piece }, [piece.buffer])
      return ahead.bytes < AHEAD || !this.#waiting.has(id)
        ? Promise.resolve()
        : new Promise<void>((room) => (ahead.room = room))
    }
    return { update, finish, cancel }
  }

  #begin(path: string | undefined) {
    const id = this.#next++
    const lane = this.#load.indexOf(Math.min(...this.#load))
    this.#load[lane] = (this.#load[lane] as number) + 1
    const worker = this.#workers[lane] as Worker
    const ahead: { bytes: number; room?: () => void } = { bytes: 0 }
    const { promise, resolve, reject } = Promise.withResolvers<Digests>()
    // A cancelled or failed run is nobody's unhandled rejection: whoever calls finish still sees it.
    promise.catch(() => undefined)
    const leave = () => {
      if (!this.#waiting.delete(id)) return
      this.#load[lane] = (this.#load[lane] as number) - 1
      ahead.room?.()
    }
    this.#waiting.set(id, {
      took: (bytes) => {
        ahead.bytes -= bytes
        if (ahead.bytes < AHEAD) ahead.room?.()
      },
      settled: (answer) => {
        leave()
        if ('sha256' in answer) resolve(Digests.parse(answer))
        else reject(new Error('failed' in answer ? answer.failed : 'no answer'))
      },
    })
    type Rest<T> = T extends unknown ? Omit<T, 'id'> : never
    const ask = (asked: Rest<Asked>, moved: ArrayBuffer[] = []) => worker.postMessage({ ...asked, id }, moved)
    ask(path === undefined ? { act: 'begin' } : { act: 'begin', path })
    const finish = (bytes: number) => {
      ask({ act: 'finish', available: bytes })
      return promise
    }
    const cancel = () => {
      ask({ act: 'cancel' })
      leave()
      reject(new Error('cancelled'))
    }
    return { id, ask, finish, cancel, ahead }
  }
}
