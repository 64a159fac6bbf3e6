import { isPageCode } from '@liuhen/core/paper'
import type { FinderPoints } from 'qr/decode.js'

/** What was read off a scanned page: its code, and by how many quarters of a turn the page lies wrong, clockwise. */
export interface ReadOff {
  readonly code: string
  readonly turned: 0 | 1 | 2 | 3
}

/** Pixels of the longer side at which a code of 11 mm still has three to each of its squares. */
const LONGEST = 2400

type Canvas = HTMLCanvasElement

function canvasOf(width: number, height: number): readonly [Canvas, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('this browser draws nothing')
  return [canvas, context]
}

async function drawn(file: Blob): Promise<readonly [Canvas, CanvasRenderingContext2D]> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const [canvas, context] = canvasOf(Math.round(picture.width * scale), Math.round(picture.height * scale))
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return [canvas, context]
}

/** How the code lies: its three corners tell which way its page was put on the glass. */
function turnsOf({ tl, tr }: Partial<Record<'tl' | 'tr', { readonly x: number; readonly y: number }>>): 0 | 1 | 2 | 3 {
  if (tl === undefined || tr === undefined) return 0
  const [x, y] = [tr.x - tl.x, tr.y - tl.y]
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? 0 : 2
  return y >= 0 ? 1 : 3
}

/** Reads the code off a scanned page, however it lies; undefined where none can be read, and then it is typed. */
export async function codeOf(file: Blob): Promise<ReadOff | undefined> {
  // What reads codes is fetched when there is one to be read.
  const [{ decodeQR }, [canvas, context]] = await Promise.all([import('qr/decode.js'), drawn(file)])
  const { width, height } = canvas
  // The code stands in a corner: whole first, then each quarter of the page by itself, where it is larger among less.
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const parts = [
    [0, 0, width, height],
    ...[0, width - w].flatMap((x) => [height - h, 0].map((y) => [x, y, w, h] as const)),
  ] as const
  for (const [x = 0, y = 0, wide = 0, high = 0] of parts) {
    let points: FinderPoints | undefined
    try {
      const image = context.getImageData(x, y, wide, high)
      const code = decodeQR(image, { timeLimit: 1500, pointsOnDetect: (found) => (points = found) })
      if (isPageCode(code)) return { code, turned: turnsOf(points ?? {}) }
    } catch {
      // It throws where there is none.
    }
  }
  return undefined
}

/** The same page, turned upright, without loss. */
export async function upright(file: File, turned: ReadOff['turned']): Promise<File> {
  const picture = await createImageBitmap(file)
  const isAside = turned % 2 === 1
  const [canvas, context] = isAside ? canvasOf(picture.height, picture.width) : canvasOf(picture.width, picture.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((-turned * Math.PI) / 2)
  context.drawImage(picture, -picture.width / 2, -picture.height / 2)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('this browser makes no picture')
  return new File([blob], file.name.replace(/\.[^.]*$/u, '.png'), { type: 'image/png' })
}
