import { createHash } from 'node:crypto'

export const digest = (name: string, bytes: Uint8Array): string => createHash(name).update(bytes).digest('hex')
export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
