import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Digests, Sha256 } from '@liuhen/core/kernel'

/** What is asked of a worker: to read a file behind its writer. */
export type Asked =
  | { readonly act: 'begin'; readonly id: number; readonly path: string; readonly packaged: boolean }
  | { readonly act: 'available' | 'finish'; readonly id: number; readonly available: number }
  | { readonly act: 'cancel'; readonly id: number }
  | { readonly act: 'on-disk'; readonly id: number; readonly path: string; readonly bytes: number }

type Answer = { readonly id: number } & (
  | { readonly failed: string }
  | { readonly sha256: string; readonly sm3?: string; readonly sha512?: string }
)

/** Digests of a file that may still be growing: it is read behind its writer. */
export interface Following {
  /** The first `bytes` may be read now. */
  available(bytes: number): void
  /** Both digests once the whole file of `bytes` has been read. Rejects when the file is shorter or longer. */
  finish(bytes: number): Promise<Digests>
  cancel(): void
}

/** Threads that make SHA-256 and SM3, one for each core: SM3 has no hardware path and would hold up the server. */
export class DigestWorkers {
  readonly #workers: Worker[]
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  readonly #load: number[]
  #next = 0

  constructor(threads = availableParallelism()) {
    this.#workers = Array.from({ length: threads }, () => new Worker(new URL('./digest-worker.ts', import.meta.url)))
    this.#load = this.#workers.map(() => 0)
    for (const worker of this.#workers) {
      worker.unref()
      worker.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.(answer))
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  follow(path: string): Following {
    const { finish, ...more } = this.#follow(path, false)
    return { ...more, finish: async (bytes) => Digests.parse(await finish(bytes)) }
  }

  /** All three digests of a copy of that many bytes that goes into a package. `sha512`: 128 hexadecimal digits. */
  async packaged(path: string, bytes: number): Promise<Digests & { readonly sha512: string }> {
    const { sha512 = '', ...both } = await this.#follow(path, true).finish(bytes)
    return { ...Digests.parse(both), sha512 }
  }

  /** The SHA-256 of a file of that many bytes as it lies on the disk, past memory where the file system allows that. */
  async onDisk(path: string, bytes: number): Promise<Sha256> {
    const { id, promise, ask } = this.#ask()
    ask({ act: 'on-disk', id, path, bytes })
    return Sha256.parse((await promise).sha256)
  }

  #follow(path: string, packaged: boolean) {
    const { id, promise, ask, leave, reject } = this.#ask()
    ask({ act: 'begin', id, path, packaged })
    return {
      available: (bytes: number) => ask({ act: 'available', id, available: bytes }),
      finish: (bytes: number) => {
        ask({ act: 'finish', id, available: bytes })
        return promise
      },
      cancel: () => {
        ask({ act: 'cancel', id })
        leave()
        reject(new Error('cancelled'))
      },
    }
  }

  /** A question to the worker with the least to do, and its answer to come. */
  #ask() {
    const id = this.#next++
    const lane = this.#load.indexOf(Math.min(...this.#load))
    this.#load[lane] = (this.#load[lane] as number) + 1
    const worker = this.#workers[lane] as Worker
    const { promise, resolve, reject } = Promise.withResolvers<Exclude<Answer, { failed: string }>>()
    // A cancelled or failed run is nobody's unhandled rejection: whoever calls finish still sees it.
    promise.catch(() => undefined)
    const leave = () => {
      if (this.#waiting.delete(id)) this.#load[lane] = (this.#load[lane] as number) - 1
    }
    this.#waiting.set(id, (answer) => {
      leave()
      if ('failed' in answer) reject(new Error(answer.failed))
      else resolve(answer)
    })
    const ask = (asked: Asked) => worker.postMessage(asked, [])
    return { id, promise, ask, leave, reject }
  }
}
