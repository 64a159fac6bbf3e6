import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Digests } from '@liuhen/core/kernel'

/** What is asked of a worker: to read a file behind its writer. */
export type Asked =
  | { readonly act: 'begin'; readonly id: number; readonly path: string }
  | { readonly act: 'available' | 'finish'; readonly id: number; readonly available: number }
  | { readonly act: 'cancel'; readonly id: number }

type Answer = { readonly id: number } & (
  | { readonly failed: string }
  | { readonly sha256: string; readonly sm3: string }
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
    const id = this.#next++
    const lane = this.#load.indexOf(Math.min(...this.#load))
    this.#load[lane] = (this.#load[lane] as number) + 1
    const worker = this.#workers[lane] as Worker
    const { promise, resolve, reject } = Promise.withResolvers<Digests>()
    // A cancelled or failed run is nobody's unhandled rejection: whoever calls finish still sees it.
    promise.catch(() => undefined)
    const leave = () => {
      if (this.#waiting.delete(id)) this.#load[lane] = (this.#load[lane] as number) - 1
    }
    this.#waiting.set(id, (answer) => {
      leave()
      if ('failed' in answer) reject(new Error(answer.failed))
      else resolve(Digests.parse(answer))
    })
    const ask = (asked: Asked) => worker.postMessage(asked, [])
    ask({ act: 'begin', id, path })
    return {
      available: (bytes) => ask({ act: 'available', id, available: bytes }),
      finish: (bytes) => {
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
}
