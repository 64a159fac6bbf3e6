import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Digests } from '@liuhen/core/kernel'
import type { Answer, Stretch } from './digest-worker.ts'

/**
 * Threads that make both digests of one file each: SM3 has no hardware path and takes a core, and a disc is read best
 * from end to end once.
 */
export class DigestPool {
  readonly #idle: Worker[] = []
  readonly #waiting: ((worker: Worker) => void)[] = []
  readonly #workers: readonly Worker[]

  constructor(threads = availableParallelism()) {
    this.#workers = Array.from({ length: threads }, () => new Worker(new URL('./digest-worker.ts', import.meta.url)))
    this.#idle.push(...this.#workers)
  }

  get threads(): number {
    return this.#workers.length
  }

  /** Rejects when the stretch cannot be read to its end. */
  async digest(stretch: Stretch, onBytes: (bytes: number) => void): Promise<Digests> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((free) => this.#waiting.push(free)))
    try {
      return await new Promise<Digests>((resolve, reject) => {
        worker.removeAllListeners()
        worker.on('error', reject)
        worker.on('message', (answer: Answer) => {
          if ('read' in answer) onBytes(answer.read)
          else if ('failed' in answer) reject(new Error(answer.failed))
          else resolve(Digests.parse(answer))
        })
        worker.postMessage(stretch, [])
      })
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#idle.push(worker)
      else next(worker)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}
