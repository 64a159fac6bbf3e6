import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { MOST_PIXELS } from './limits.ts'

/**
 * The demuxers a recording may be read with. What arrives is not trusted: a play list called `a.mp4` would otherwise
 * make ffmpeg open other files of this machine or addresses of the network.
 */
const FORMATS =
  'mov,mp4,m4a,3gp,3g2,mj2,avi,matroska,webm,mpegts,mpeg,mpegvideo,asf,flv,wav,w64,mp3,aac,amr,amrnb,amrwb,flac,ogg,' +
  'h264,hevc,dhav,jpeg_pipe,png_pipe,bmp_pipe,webp_pipe,tiff_pipe'

/** A photograph is opened as exactly that: by its name ffmpeg would take `a%03d.jpg` for a series of files. */
const PHOTOGRAPHS: readonly (readonly [start: string, format: string])[] = [
  ['ffd8ff', 'jpeg_pipe'],
  ['89504e470d0a1a0a', 'png_pipe'],
  ['424d', 'bmp_pipe'],
  ['49492a00', 'tiff_pipe'],
  ['4d4d002a', 'tiff_pipe'],
]

/** However much of a track is damaged, what can be decoded of it is wanted. */
export const TOLERANT = ['-max_error_rate', '1'] as const

/** The arguments that open a file for reading, whatever its name looks like: no dash, colon or per cent means anything. */
export async function opened(path: string): Promise<string[]> {
  const start = (await firstBytes(path, 12)).toString('hex')
  const webp = start.startsWith('52494646') && start.endsWith('57454250') ? 'webp_pipe' : undefined
  const photograph = webp ?? PHOTOGRAPHS.find(([magic]) => start.startsWith(magic))?.[1]
  const forced = photograph === undefined ? [] : ['-f', photograph]
  return [
    '-max_pixels',
    String(MOST_PIXELS),
    '-protocol_whitelist',
    'file',
    '-format_whitelist',
    FORMATS,
    ...forced,
    '-i',
    `file:${resolve(path)}`,
  ]
}

export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
