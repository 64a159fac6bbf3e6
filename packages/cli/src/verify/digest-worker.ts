import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { crc32 } from 'node:zlib'

/** A stretch of a file to digest, `[start, start + bytes)`. */
export interface Stretch {
  readonly file: string
  readonly start: number
  readonly bytes: number
  /** SHA-512 and CRC-32 too, which only a package has. */
  readonly packaged?: boolean
}

export type Answer =
  | { readonly read: number }
  | { readonly sha256: string; readonly sm3: string; readonly sha512?: string; readonly crc32?: number }
  | { readonly failed: string }

const piece = Buffer.allocUnsafe(1 << 20)

function digest({ file, start, bytes, packaged = false }: Stretch, say: (answer: Answer) => void): void {
  const [sha256, sm3, sha512] = [createHash('sha256'), createHash('sm3'), createHash('sha512')]
  let sum = 0
  const handle = openSync(file, 'r')
  try {
    for (let done = 0; done < bytes;) {
      const got = readSync(handle, piece, 0, Math.min(piece.length, bytes - done), start + done)
      if (got === 0) throw new Error(`the file ends after ${done} of ${bytes} bytes`)
      const part = piece.subarray(0, got)
      sha256.update(part)
      sm3.update(part)
      if (packaged) {
        sha512.update(part)
        sum = crc32(part, sum)
      }
      done += got
      say({ read: got })
    }
  } finally {
    closeSync(handle)
  }
  const both = { sha256: sha256.digest('hex'), sm3: sm3.digest('hex') }
  say(packaged ? { ...both, sha512: sha512.digest('hex'), crc32: sum } : both)
}

parentPort?.on('message', (stretch: Stretch) => {
  const say = (answer: Answer): void => parentPort?.postMessage(answer, [])
  try {
    digest(stretch, say)
  } catch (thrown) {
    say({ failed: thrown instanceof Error ? thrown.message : String(thrown) })
  }
})
