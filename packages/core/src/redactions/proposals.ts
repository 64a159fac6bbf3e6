import type { Box } from './plan.ts'

/** Where a model sees a face in one picture: thousandths of its width and height, and how sure it is, up to 1. */
export interface SeenFace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly score: number
}

/** What was seen in the picture of one moment, in milliseconds. */
export interface SeenAt {
  readonly at: number
  readonly faces: readonly SeenFace[]
}

/** A box over time that nobody has decided on yet. */
export interface ProposedBox extends Pick<Box, 'from' | 'to' | 'x' | 'y' | 'width' | 'height'> {
  /** The least sure of what it is made of. */
  readonly score: number
}

type Rectangle = Pick<Box, 'x' | 'y' | 'width' | 'height'>

/** So many pictures in a row a face may go unseen before it counts as another. */
const UNSEEN = 3
/** A box grows with whom it follows until it is so many times as wide or as high as the face; then another begins. */
const GROWN = 1.8
/** On each side so much of the face is covered besides: hair, ears, and how it moves between two pictures. */
const MARGIN = 0.3

interface Track {
  readonly from: number
  last: number
  box: Rectangle
  face: Rectangle
  score: number
}

/**
 * Faces that were seen in pictures one after another, put together to boxes over time: each covers a face for as long as it
 * stays about there, from one picture before it was seen to one after it, with a margin. `step` is the time between pictures.
 */
export function proposedBoxes(seen: readonly SeenAt[], step: number, length: number): readonly ProposedBox[] {
  const open: Track[] = []
  const over: Track[] = []
  for (const { at, faces } of seen.toSorted((a, b) => a.at - b.at)) {
    for (let i = open.length - 1; i >= 0; i--)
      if (at - (open[i]?.last ?? at) > UNSEEN * step) over.push(...open.splice(i, 1))
    const free = new Set(open)
    for (const face of faces.toSorted((a, b) => b.score - a.score)) {
      const [track] = [...free].toSorted((a, b) => overlap(b.face, face) - overlap(a.face, face))
      if (track && overlap(track.face, face) > 0) {
        free.delete(track)
        const box = around(track.box, face)
        if (box.width <= face.width * GROWN && box.height <= face.height * GROWN) {
          Object.assign(track, { box, face, last: at, score: Math.min(track.score, face.score) })
          continue
        }
        // It has moved on: this box ends where the next begins, and both cover the way between.
        over.push({ ...track, last: at })
        open.splice(open.indexOf(track), 1)
      }
      open.push({ from: at, last: at, box: face, face, score: face.score })
    }
  }
  return [...over, ...open]
    .map(({ from, last, box, score }) => ({
      from: Math.max(0, Math.round(from - step)),
      to: Math.min(Math.max(1, Math.round(length)), Math.round(last + step)),
      ...widened(box),
      score,
    }))
    .filter((one) => one.from < one.to)
    .toSorted((a, b) => a.from - b.from || a.x - b.x)
}

/** The share of what two rectangles cover that both do. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  return (width * height) / (a.width * a.height + b.width * b.height - width * height)
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

function widened({ x, y, width, height }: Rectangle): Rectangle {
  const [left, top] = [Math.max(0, Math.floor(x - width * MARGIN)), Math.max(0, Math.floor(y - height * MARGIN))]
  return {
    x: left,
    y: top,
    width: Math.min(1000, Math.ceil(x + width * (1 + MARGIN))) - left,
    height: Math.min(1000, Math.ceil(y + height * (1 + MARGIN))) - top,
  }
}
