import { problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'

/** Bytes at an offset; fewer than asked for only where the file ends. */
export type Read = (offset: number, length: number) => Promise<Uint8Array>

/** Twelve hours of quarter-second fragments are 345,600 boxes at the top; more than this is a file made to keep us busy. */
const MOST_BOXES = 350_000

/** Boxes we read whole are small; a longer one is read this far. */
const LONGEST_BODY = 65_536

export interface Box {
  readonly type: string
  readonly at: number
  readonly body: number
  /** Where it says it ends: beyond the end of the file when that was cut. */
  readonly end: number
}

export interface Walk {
  readonly read: Read
  readonly size: number
  readonly problems: ContainerProblem[]
  /** Where valid boxes at the top end, when something else follows them. */
  rest?: number
  left: number
}

export const walkOf = (read: Read, size: number): Walk => ({ read, size, problems: [], left: MOST_BOXES })

/**
 * The boxes between two offsets. At the `top`, where they reach to the end of the file, one may run past it, and what is no
 * box ends the walk and is noted as its `rest`. `items` have numbers for names.
 */
export async function* boxesIn(
  walk: Walk,
  from: number,
  end: number,
  where: 'top' | 'inside' | 'items' = 'inside',
): AsyncGenerator<Box> {
  const top = where === 'top'
  let at = from
  while (at < end) {
    // Old QuickTime ends a list of user data with four zero bytes.
    if (!top && end - at < 8) return
    if (walk.left-- <= 0) {
      if (walk.left === -1)
        walk.problems.push(
          problem(
            'too-many-boxes',
            '文件结构异常：分块数量过多，检查没有做完',
            'The file has too many boxes; the check was not finished',
          ),
        )
      return
    }
    const box = boxAt(view(await walk.read(at, Math.min(16, walk.size - at))), at, end, where === 'items')
    if (!box) {
      if (top) walk.rest = at
      return
    }
    yield top || box.end <= end ? box : { ...box, end }
    at = box.end
  }
}

/** The box whose header this is; undefined when it is none. Size 1 means a 64-bit size follows, 0 to the end. */
function boxAt(header: DataView, at: number, end: number, anyName: boolean): Box | undefined {
  if (header.byteLength < 8) return undefined
  const type = latin1(new Uint8Array(header.buffer, header.byteOffset + 4, 4))
  if (!anyName && !/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type)) return undefined
  const short = header.getUint32(0)
  if (short === 0) return { type, at, body: at + 8, end }
  if (short !== 1) return short < 8 ? undefined : { type, at, body: at + 8, end: at + short }
  if (header.byteLength < 16) return undefined
  const long = Number(header.getBigUint64(8))
  return long < 16 || !Number.isSafeInteger(at + long) ? undefined : { type, at, body: at + 16, end: at + long }
}

export async function bodyOf(walk: Walk, box: Box, most: number): Promise<Uint8Array> {
  const length = Math.min(most, LONGEST_BODY, Math.min(box.end, walk.size) - box.body)
  return length > 0 ? await walk.read(box.body, length) : new Uint8Array()
}

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
