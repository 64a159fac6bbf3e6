import type { RecordingView } from '@liuhen/contract/recordings'

/** One small picture on the sheet of thumbnails: its place there in pixels, and the size of one and of the sheet. */
export interface Thumbnail {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly sheetWidth: number
  readonly sheetHeight: number
}

/** What is shown of a position before one goes there: a place on the sheet, else the nearest still, else nothing. */
export type Preview =
  | { readonly kind: 'thumbnail'; readonly of: Thumbnail }
  | { readonly kind: 'still'; readonly position: number }
  | undefined

type Made = Pick<RecordingView, 'derivatives'>

/** Positions in milliseconds. */
export function previewAt({ derivatives }: Made, position: number): Preview {
  const sheet = derivatives.find((one) => one.kind === 'thumbnails')
  const number = (name: string): number => {
    const value = sheet?.parameters[name]
    return typeof value === 'number' ? value : 0
  }
  const [columns, count, every] = [number('columns'), number('count'), number('everyMs')]
  const [width, height] = [number('width'), number('height')]
  if (sheet && columns > 0 && count > 0 && every > 0) {
    const at = Math.min(count - 1, Math.max(0, Math.floor(position / every)))
    const place = { x: (at % columns) * width, y: Math.floor(at / columns) * height, width, height }
    const rows = Math.ceil(count / columns)
    return { kind: 'thumbnail', of: { ...place, sheetWidth: columns * width, sheetHeight: rows * height } }
  }
  const stills = derivatives.flatMap((one) =>
    one.kind === 'still' && one.position !== undefined ? [one.position] : [],
  )
  if (stills.length === 0) return undefined
  const near = stills.reduce((best, one) => (Math.abs(one - position) < Math.abs(best - position) ? one : best))
  return { kind: 'still', position: near }
}
