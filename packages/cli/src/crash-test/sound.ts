import { createHash } from 'node:crypto'
import { Sha256 } from '@liuhen/core/kernel'
import type { Chance } from './chance.ts'

/** A short file as a recorder makes it, with its digest. */
export interface Sound {
  readonly fileName: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: Sha256
}

const HEADER = 44
const RATE = 8000

/** A whole WAV file of noise, `length` bytes of it: 16 bits, one channel, 8 kHz. No two are the same. */
export function soundOf(fileName: string, length: number, chance: Chance): Sound {
  const samples = Math.max(1, Math.floor((length - HEADER) / 2))
  const bytes = Buffer.alloc(HEADER + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(RATE, 24)
  bytes.writeUInt32LE(RATE * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (let at = HEADER; at < bytes.length; at += 2) bytes.writeInt16LE(Math.floor((chance() - 0.5) * 20_000), at)
  return { fileName, bytes, sha256: Sha256.parse(createHash('sha256').update(bytes).digest('hex')) }
}
