import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { because, codeOfMark, type CopyMark, Refused } from '@liuhen/core/kernel'
import { encode } from 'uqr'
import type { Derivative } from './derivative.ts'
import type { ReadableProbe } from './probe.ts'
import { rendered, soundGraph } from './render.ts'
import { mediaTools, type MediaTools } from './tools.ts'
import { photographSize, seen, shownSize, type Size, viewCopyPlan, viewSize } from './view-copy.ts'

/** What stands in the picture of a copy that is handed out. */
export interface Marking {
  /** For a machine: it survives being filmed off a screen. */
  readonly mark: CopyMark
  /** For a person: who asked, under which request, when. */
  readonly words: string
}

/** So many seconds the code stands in one corner: who cuts a corner off cuts off a quarter of the time. */
const CORNER = 5
const MARGIN = 8
const NOTO = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
const FONT = existsSync(NOTO) ? `fontfile=${NOTO}` : `font='Noto Sans CJK SC'`

/**
 * The view copy of an original with a mark in its picture, into `folder`: the words at the lower edge, the code from corner
 * to corner. Throws Refused where there is no picture to mark, Malformed where it cannot be decoded.
 */
export async function marked(
  original: string,
  probe: ReadableProbe,
  { mark, words }: Marking,
  folder: string,
  options: { readonly tools?: MediaTools } = {},
): Promise<Derivative> {
  const video = probe.video ?? undefined
  if (video === undefined)
    throw because(
      Refused,
      'nothing-to-mark',
      '这份文件没有画面，不能加标识',
      'There is no picture in this file to mark',
    )
  const { ffmpeg } = options.tools ?? (await mediaTools())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const isPhotograph = probe.kind === 'image'
  const sounds = isPhotograph ? [] : probe.streams.filter((one) => one.kind === 'audio')
  const size = isPhotograph ? photographSize(shownSize(video)) : viewSize(shownSize(video))
  const shown = isPhotograph
    ? `[0:${video.index}]scale=${size.width}:${size.height},setsar=1,format=yuvj420p`
    : seen(video)
  const letters = Math.max(10, Math.round(Math.min(size.width, size.height) / 30))
  await Promise.all([
    writeFile(join(folder, 'mark.pgm'), codePicture(mark, size)),
    writeFile(join(folder, 'words'), words),
  ])
  const place = isPhotograph ? { x: MARGIN, y: MARGIN } : cornerByCorner(letters)
  const graph =
    `${shown}[seen];[seen][1:v]overlay=x='${place.x}':y='${place.y}',` +
    `drawtext=${FONT}:textfile=words:fontsize=${letters}:fontcolor=white:borderw=2:bordercolor=black:` +
    `x=(w-tw)/2:y=h-th-4[view]`
  return rendered(ffmpeg, {
    original,
    probe,
    beside: ['-f', 'pgm_pipe', '-i', 'mark.pgm'],
    graphs: [graph, ...soundGraph(sounds)],
    made: viewCopyPlan(probe.kind, video, sounds),
    kind: 'view-copy',
    recipe: 'marked/1',
    folder,
  })
}

/** Upper left, lower left, upper right, lower right, above the words. */
const cornerByCorner = (letters: number) => ({
  x: `if(lt(mod(t,${4 * CORNER}),${2 * CORNER}),${MARGIN},W-w-${MARGIN})`,
  y: `if(lt(mod(t,${2 * CORNER}),${CORNER}),${MARGIN},H-h-${2 * letters})`,
})

/** The code as a picture in grey, its points as large as a camera before the screen needs them. */
function codePicture(mark: CopyMark, { width, height }: Size): Uint8Array {
  const { data } = encode(codeOfMark(mark), { ecc: 'M', border: 4 })
  const point = Math.max(3, Math.round(Math.min(width, height) / 140))
  const side = data.length * point
  const pixels = new Uint8Array(side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      pixels[y * side + x] = data[Math.floor(y / point)]?.[Math.floor(x / point)] === true ? 0 : 255
  return Buffer.concat([Buffer.from(`P5\n${side} ${side}\n255\n`), pixels])
}
