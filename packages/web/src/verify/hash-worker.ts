import { createSHA256, createSM3 } from 'hash-wasm'

/** One file and the digest wanted of it. */
export interface Asked {
  readonly id: number
  readonly file: File
  readonly digest: 'sha256' | 'sm3'
}

export type Answer = { readonly id: number } & (
  | { readonly read: number }
  | { readonly hex: string; readonly bytes: number }
  | { readonly failed: string }
)

/** Large enough that reading costs little beside hashing, small enough that memory stays flat. */
const PIECE = 4 << 20

const say = (answer: Answer): void => globalThis.postMessage(answer, { transfer: [] })

async function digest({ id, file, digest: name }: Asked): Promise<void> {
  const hasher = await (name === 'sha256' ? createSHA256() : createSM3())
  hasher.init()
  const pieceAt = (at: number): Promise<ArrayBuffer> => file.slice(at, at + PIECE).arrayBuffer()
  let ahead = pieceAt(0)
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await ahead)
    // The next piece is read from the disc while this one is hashed.
    ahead = pieceAt(at + PIECE)
    hasher.update(piece)
    say({ id, read: piece.length })
  }
  say({ id, hex: hasher.digest('hex'), bytes: file.size })
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  digest(data).catch((thrown: unknown) => {
    say({ id: data.id, failed: thrown instanceof Error ? thrown.message : String(thrown) })
  })
})
