import { createSHA256, createSHA512, createSM3 } from 'hash-wasm'

/** One file and what is wanted of it: both digests of the SHA-2 family, or SM3, which takes as long as those two. */
export interface Asked {
  readonly id: number
  readonly file: File
  readonly digest: 'sha2' | 'sm3'
}

export type Answer = { readonly id: number } & (
  | { readonly read: number }
  | { readonly hex: readonly string[]; readonly bytes: number }
  | { readonly failed: string }
)

/** Large enough that reading costs little beside hashing, small enough that memory stays flat. */
const PIECE = 4 << 20

const say = (answer: Answer): void => globalThis.postMessage(answer, { transfer: [] })

async function digest({ id, file, digest: name }: Asked): Promise<void> {
  const hashers = await Promise.all(name === 'sha2' ? [createSHA256(), createSHA512()] : [createSM3()])
  for (const hasher of hashers) hasher.init()
  const pieceAt = (at: number): Promise<ArrayBuffer> => file.slice(at, at + PIECE).arrayBuffer()
  let ahead = pieceAt(0)
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await ahead)
    // The next piece is read from the disc while this one is hashed.
    ahead = pieceAt(at + PIECE)
    for (const hasher of hashers) hasher.update(piece)
    say({ id, read: piece.length })
  }
  say({ id, hex: hashers.map((hasher) => hasher.digest('hex')), bytes: file.size })
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  digest(data).catch((thrown: unknown) => {
    say({ id: data.id, failed: thrown instanceof Error ? thrown.message : String(thrown) })
  })
})
