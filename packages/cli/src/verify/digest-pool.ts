import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Digests } from '@liuhen/core/kernel'
import type { FileDigests } from '@liuhen/core/evidence-package'
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
    return Digests.parse(await this.#ask(stretch, onBytes))
  }

  /** With SHA-512, and the CRC-32 that a zip has of its entries. */
  async digestPackaged(stretch: Stretch, onBytes: (bytes: number) => void): Promise<FileDigests & { crc32: number }> {
    const { sha512 = '', crc32 = 0, ...both } = await this.#ask({ ...stretch, packaged: true }, onBytes)
    return { ...Digests.parse(both), sha512, crc32, bytes: stretch.bytes }
  }

  async #ask(stretch: Stretch, onBytes: (bytes: number) => void): Promise<Extract<Answer, { sha256: string }>> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((free) => this.#waiting.push(free)))
    try {
      return await new Promise((resolve, reject) => {
        worker.removeAllListeners()
        worker.on('error', reject)
        worker.on('message', (answer: Answer) => {
          if ('read' in answer) onBytes(answer.read)
          else if ('failed' in answer) reject(new Error(answer.failed))
          else resolve(answer)
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
