import { open } from 'node:fs/promises'
import type { Read } from '@liuhen/core/evidence'

/** Opens a file to be read here and there for as long as `use` takes; `read` gives fewer bytes only where the file ends. */
export async function reading<T>(path: string, use: (read: Read, size: number) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await use(async (offset, length) => {
      const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      if (piece.length === 0) return piece
      const { bytesRead } = await file.read(piece, 0, piece.length, offset)
      return piece.subarray(0, bytesRead)
    }, size)
  } finally {
    await file.close()
  }
}
