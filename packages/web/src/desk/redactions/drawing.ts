import type { Box } from '@liuhen/core/redactions'

/** A point of the picture in thousandths of its width and height. */
export interface Point {
  readonly x: number
  readonly y: number
}

export type Rectangle = Pick<Box, 'x' | 'y' | 'width' | 'height'>

const inside = (value: number): number => Math.round(Math.max(0, Math.min(1000, value)))
/** Smaller than this was a slip of the hand, not a box. */
const SLIP = 12

/** Where something points at inside an element of that place on the screen. */
export const pointAt = (
  clientX: number,
  clientY: number,
  frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Point => ({
  x: inside(((clientX - frame.left) / frame.width) * 1000),
  y: inside(((clientY - frame.top) / frame.height) * 1000),
})

/** The rectangle between two corners, whichever was first; undefined for a slip. */
export function between(one: Point, other: Point): Rectangle | undefined {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  const [width, height] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)]
  return width < SLIP || height < SLIP ? undefined : { x, y, width, height }
}

/** Moved as a whole, as far as the picture goes. */
export const moved = <R extends Rectangle>(box: R, dx: number, dy: number): R => ({
  ...box,
  x: Math.max(0, Math.min(1000 - box.width, Math.round(box.x + dx))),
  y: Math.max(0, Math.min(1000 - box.height, Math.round(box.y + dy))),
})

/** Grown or shrunk at its lower right corner, as far as the picture goes. */
export const resized = <R extends Rectangle>(box: R, dx: number, dy: number): R => ({
  ...box,
  width: Math.max(SLIP, Math.min(1000 - box.x, Math.round(box.width + dx))),
  height: Math.max(SLIP, Math.min(1000 - box.y, Math.round(box.height + dy))),
})
