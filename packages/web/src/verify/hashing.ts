import type { FileDigests } from '@liuhen/core/evidence-package'
import { Digests } from '@liuhen/core/kernel'
import type { Answer, Asked } from './hash-worker.ts'

declare const HASH_WORKER: string

interface Running {
  readonly onBytes: (bytes: number) => void
  readonly resolve: (hex: readonly string[]) => void
  readonly reject: (reason: Error) => void
}

/** One worker thread, started from a Blob: a page opened from disc may start none from a file. */
class Thread {
  readonly #worker: Worker
  readonly #running = new Map<number, Running>()
  #next = 0

  constructor(url: string) {
    this.#worker = new Worker(url)
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#hear(data))
    this.#worker.addEventListener('error', ({ message }) => {
      for (const running of this.#running.values()) running.reject(new Error(message))
    })
  }

  digest(file: File, digest: Asked['digest'], onBytes: (bytes: number) => void): Promise<readonly string[]> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#running.set(id, { onBytes, resolve, reject })
      const asked: Asked = { id, file, digest }
      this.#worker.postMessage(asked, { transfer: [] })
    })
  }

  close(): void {
    this.#worker.terminate()
    for (const running of this.#running.values()) running.reject(new Error('stopped'))
  }

  #hear(answer: Answer): void {
    const running = this.#running.get(answer.id)
    if (running === undefined) return
    if ('read' in answer) return running.onBytes(answer.read)
    this.#running.delete(answer.id)
    if ('hex' in answer) running.resolve(answer.hex)
    else running.reject(new Error(answer.failed))
  }
}

/**
 * Threads in pairs, one for SHA-256 and SHA-512 and one for SM3 of the same file: each reads it by itself in 4 MiB pieces, so a file
 * of any size takes the same memory.
 */
export class HashingThreads {
  readonly #pairs: (readonly [Thread, Thread])[]
  readonly #free: (readonly [Thread, Thread])[]
  readonly #waiting: ((pair: readonly [Thread, Thread]) => void)[] = []

  constructor(pairs = Math.max(1, Math.min(3, Math.floor(navigator.hardwareConcurrency / 2)))) {
    const url = URL.createObjectURL(new Blob([HASH_WORKER], { type: 'text/javascript' }))
    this.#pairs = Array.from({ length: pairs }, () => [new Thread(url), new Thread(url)] as const)
    this.#free = [...this.#pairs]
  }

  /** How many files are read at the same time. */
  get pairs(): number {
    return this.#pairs.length
  }

  /** `onBytes` hears of half the bytes from each of the two. */
  async digest(file: File, onBytes: (bytes: number) => void): Promise<FileDigests> {
    const pair = this.#free.pop() ?? (await new Promise<readonly [Thread, Thread]>((free) => this.#waiting.push(free)))
    const half = (bytes: number): void => onBytes(bytes / 2)
    try {
      const [[sha256, sha512 = ''], [sm3]] = await Promise.all([
        pair[0].digest(file, 'sha2', half),
        pair[1].digest(file, 'sm3', half),
      ])
      return { ...Digests.parse({ sha256, sm3 }), sha512, bytes: file.size }
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free.push(pair)
      else next(pair)
    }
  }

  close(): void {
    for (const pair of this.#pairs) for (const thread of pair) thread.close()
  }
}
