import { Worker } from 'node:worker_threads'
import { Sha256 } from '@liuhen/core/kernel'
import type { FileHandle } from 'node:fs/promises'
import type { Answer, Job } from './hash-worker.ts'

interface Waiting {
  readonly read: (bytes: number) => void
  readonly resolve: (sha256: Sha256) => void
  readonly reject: (error: Error) => void
}

/**
 * One thread that makes SHA-256 digests, so that a card is read from end to end and not from several places at once. The
 * server makes SM3 as well; a card needs only what its uploads declare.
 */
export class Hashing {
  readonly #worker = new Worker(new URL('./hash-worker.ts', import.meta.url))
  readonly #waiting = new Map<number, Waiting>()
  #made = 0

  constructor() {
    this.#worker.on('message', (answer: Answer) => this.#take(answer))
    this.#worker.on('error', (error: Error) => {
      for (const one of this.#waiting.values()) one.reject(error)
    })
  }

  /** Digests the first `bytes` of the file. Rejects with the system's error, or code SHORTER when there are fewer. */
  sha256(file: FileHandle, bytes: number, read: (bytes: number) => void = () => undefined): Promise<Sha256> {
    const job: Job = { id: ++this.#made, descriptor: file.fd, bytes }
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.id, { read, resolve, reject })
      this.#worker.postMessage(job, [])
    })
  }

  #take(answer: Answer): void {
    const one = this.#waiting.get(answer.id)
    if (one === undefined) return
    if ('read' in answer) return one.read(answer.read)
    this.#waiting.delete(answer.id)
    if ('sha256' in answer) one.resolve(Sha256.parse(answer.sha256))
    else one.reject(Object.assign(new Error(answer.failed), { code: answer.code }))
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
