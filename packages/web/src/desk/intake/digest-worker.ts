import { createSHA256 } from 'hash-wasm'
import type { DigestNews } from './digest.ts'

const tell = (news: DigestNews) => self.postMessage(news, { transfer: [] })

/** Pieces of a stream are small; this often is enough for a bar to move, in bytes. */
const NEWS = 8_000_000

self.addEventListener('message', ({ data }: MessageEvent<File>) => {
  read(data).then(
    (sha256) => tell({ kind: 'done', sha256 }),
    (error: unknown) => tell({ kind: 'failed', reason: String(error) }),
  )
})

async function read(file: File): Promise<string> {
  const hash = await createSHA256()
  const reader = file.stream().getReader()
  let [bytes, told] = [0, 0]
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    hash.update(piece.value)
    bytes += piece.value.length
    if (bytes - told < NEWS) continue
    told = bytes
    tell({ kind: 'read', bytes })
  }
  if (bytes !== file.size) throw new Error(`read ${bytes} of ${file.size} bytes`)
  return hash.digest('hex')
}
