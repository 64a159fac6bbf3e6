import { Sha256 } from '@liuhen/core/kernel'

/** What the worker says back. */
export type DigestNews =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'done'; readonly sha256: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** The file could not be read to its end: the card was pulled out, or the file changed meanwhile. */
export class Unreadable extends Error {}

/** SHA-256 of a file of any size, read in a worker piece by piece. Rejects with Unreadable, or the signal's reason. */
export function digest(file: File, onRead: (bytes: number) => void, signal: AbortSignal): Promise<Sha256> {
  const worker = new Worker(new URL('./digest-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Sha256>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    worker.addEventListener('error', (event) => reject(new Unreadable(event.message)))
    worker.addEventListener('message', ({ data }: MessageEvent<DigestNews>) => {
      if (data.kind === 'read') onRead(data.bytes)
      else if (data.kind === 'done') resolve(Sha256.parse(data.sha256))
      else reject(new Unreadable(data.reason))
    })
    worker.postMessage(file, [])
  }).finally(() => worker.terminate())
}
