import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

/** A file that is open in this process, to be read from its beginning. */
export interface Job {
  readonly id: number
  readonly descriptor: number
  readonly bytes: number
}

export type Answer = { readonly id: number } & (
  | { readonly read: number }
  | { readonly sha256: string }
  | { readonly failed: string; readonly code: string | undefined }
)

const piece = Buffer.allocUnsafe(1 << 20)

function sha256(job: Job, say: (read: number) => void): string {
  const hash = createHash('sha256')
  for (let at = 0; at < job.bytes;) {
    const got = readSync(job.descriptor, piece, 0, Math.min(piece.length, job.bytes - at), at)
    if (got === 0) throw Object.assign(new Error('the file has become shorter'), { code: 'SHORTER' })
    hash.update(piece.subarray(0, got))
    at += got
    say(got)
  }
  return hash.digest('hex')
}

parentPort?.on('message', (job: Job) => {
  const say = (answer: Answer): void => parentPort?.postMessage(answer, [])
  try {
    say({ id: job.id, sha256: sha256(job, (read) => say({ id: job.id, read })) })
  } catch (thrown) {
    const { message, code } = thrown as NodeJS.ErrnoException
    say({ id: job.id, failed: message, code })
  }
})
