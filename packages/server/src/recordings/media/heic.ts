import { open } from 'node:fs/promises'
import type { HeifPicture } from '@liuhen/core/evidence'
import { reading } from '../../platform/index.ts'

const START = Buffer.from([0, 0, 0, 1])
/** A tile is at most some megabytes. */
const MOST_TILE = 64 << 20

/**
 * Writes the coded tiles of a HEIF photograph one after another as a bare H.265 stream, which ffmpeg opens: the decoder's
 * set-up first, then each tile, its lengths turned into start codes (ISO/IEC 14496-15).
 */
export async function writeTiles(path: string, { setup, tiles }: HeifPicture, to: string): Promise<void> {
  const out = await open(to, 'wx', 0o600)
  try {
    await reading(path, async (read) => {
      const config = Buffer.from(await read(setup.at, Math.min(setup.length, 65_536)))
      await out.write(parametersIn(config))
      const width = ((config[21] ?? 3) & 3) + 1
      for (const spans of tiles) {
        const pieces: Uint8Array[] = []
        for (const { at, length } of spans) pieces.push(await read(at, Math.min(length, MOST_TILE)))
        await out.write(withStartCodes(Buffer.concat(pieces), width))
      }
    })
  } finally {
    await out.close()
  }
}

/** The arrays of parameter sets stand after 22 bytes of what they say. */
function parametersIn(config: Buffer): Buffer {
  const found: Buffer[] = []
  let at = 23
  for (let array = 0; array < (config[22] ?? 0) && at + 3 <= config.length; array++) {
    const count = config.readUInt16BE(at + 1)
    at += 3
    for (let i = 0; i < count && at + 2 <= config.length; i++) {
      const length = config.readUInt16BE(at)
      found.push(START, config.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return Buffer.concat(found)
}

function withStartCodes(tile: Buffer, width: number): Buffer {
  const found: Buffer[] = []
  for (let at = 0; at + width <= tile.length;) {
    const length = tile.readUIntBE(at, width)
    found.push(START, tile.subarray(at + width, at + width + length))
    at += width + length
  }
  return Buffer.concat(found)
}

/** Puts the tiles together, cuts off what reaches beyond the picture, and turns it upright. */
export function joinTiles({ columns, rows, width, height, rotation }: HeifPicture): string {
  const joined = columns * rows > 1 ? [`tile=${columns}x${rows}`, `crop=${width}:${height}:0:0`] : []
  const turns = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] } as const
  return [...joined, ...turns[rotation]].join(',')
}
