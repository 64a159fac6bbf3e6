/** A stretch of time, in milliseconds. */
export interface Period {
  readonly from: number
  readonly to: number
}

/**
 * Where moments stand on a picture of a day, as fractions of its width. Time runs evenly but through long empty
 * stretches, which are drawn shorter: else an hour without filming would squash minutes of film into nothing.
 */
export interface Scale extends Period {
  readonly toX: (at: number) => number
  readonly toTime: (x: number) => number
  /** The stretches that are drawn shorter than they were. */
  readonly broken: readonly Period[]
  /** Milliseconds that the whole picture stands for, broken stretches counted as they are drawn. */
  readonly drawn: number
}

/** An empty stretch takes no more of the picture than this share of what was filmed. */
const WIDEST = 1 / 8

/** The scale of everything from `from` to `to`, of which `filmed` was filmed; what is filmed takes half of it at least. */
export function scaleOf(filmed: readonly Period[], from: number, to: number): Scale {
  const covered = merged(filmed, from, to)
  const empty = emptiesOf(covered, from, to)
  const length = covered.reduce((sum, one) => sum + one.to - one.from, 0)
  const most = length / Math.max(1 / WIDEST, empty.length)
  const pieces = [...covered, ...empty]
    .toSorted((a, b) => a.from - b.from)
    .map((one) => ({ ...one, width: covered.includes(one) ? one.to - one.from : Math.min(one.to - one.from, most) }))
  // Nothing was filmed at all: time runs evenly.
  const even = length === 0
  const widths = pieces.map((one) => (even ? one.to - one.from : one.width))
  const drawn = widths.reduce((sum, one) => sum + one, 0)
  const knots: { readonly at: number; readonly x: number }[] = [{ at: from, x: 0 }]
  let x = 0
  for (const [i, piece] of pieces.entries()) {
    x += widths[i] ?? 0
    knots.push({ at: piece.to, x: drawn > 0 ? x / drawn : 1 })
  }
  return {
    from,
    to,
    drawn,
    broken: even
      ? []
      : pieces.filter((one) => one.width < one.to - one.from).map((one) => ({ from: one.from, to: one.to })),
    toX: (at) => between(knots, at, 'at', 'x'),
    toTime: (place) => between(knots, place, 'x', 'at'),
  }
}

type Knot = { readonly at: number; readonly x: number }

/** Along straight lines from knot to knot; beyond the last one, its value. */
function between(knots: readonly Knot[], value: number, by: keyof Knot, want: keyof Knot): number {
  const [first, last] = [knots[0], knots.at(-1)] as [Knot, Knot]
  if (value <= first[by]) return first[want]
  if (value >= last[by]) return last[want]
  const i = knots.findIndex((knot) => knot[by] >= value)
  const [a, b] = [knots[i - 1], knots[i]] as [Knot, Knot]
  return a[want] + ((value - a[by]) / (b[by] - a[by])) * (b[want] - a[want])
}

function merged(periods: readonly Period[], from: number, to: number): Period[] {
  const inside = periods
    .map((one) => ({ from: Math.max(from, one.from), to: Math.min(to, one.to) }))
    .filter((one) => one.to > one.from)
    .toSorted((a, b) => a.from - b.from)
  const joined: { from: number; to: number }[] = []
  for (const one of inside) {
    const last = joined.at(-1)
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else joined.push({ ...one })
  }
  return joined
}

function emptiesOf(covered: readonly Period[], from: number, to: number): Period[] {
  const edges = [from, ...covered.flatMap((one) => [one.from, one.to]), to]
  const empty: Period[] = []
  for (let i = 0; i < edges.length; i += 2) {
    const [a, b] = [edges[i] as number, edges[i + 1] as number]
    if (b > a) empty.push({ from: a, to: b })
  }
  return empty
}

/** The part of the picture that is looked at, in fractions of the whole. */
export interface Sight {
  readonly left: number
  readonly right: number
}
export const WHOLE: Sight = { left: 0, right: 1 }

/** Closer by `factor` (below one: further away), the place `about` staying where it is; never closer than `closest`. */
export function zoomed(sight: Sight, factor: number, about: number, closest: number): Sight {
  const width = Math.min(1, Math.max(Math.min(1, closest), (sight.right - sight.left) / factor))
  const share = (about - sight.left) / (sight.right - sight.left)
  return within(about - share * width, width)
}

/** Moved sideways by a share of what is seen. */
export const panned = (sight: Sight, share: number): Sight => {
  const width = sight.right - sight.left
  return within(sight.left + share * width, width)
}

/** A stretch of the picture with a little of what is beside it. */
export function sightOf(x: number, width: number, closest: number): Sight {
  const wide = Math.min(1, Math.max(Math.min(1, closest), width * 1.1))
  return within(x + width / 2 - wide / 2, wide)
}

/** The same, moved so that a place is in it. */
export function following(sight: Sight, x: number): Sight {
  const width = sight.right - sight.left
  return x >= sight.left && x <= sight.right ? sight : within(x - width * 0.1, width)
}

function within(left: number, width: number): Sight {
  const from = Math.min(Math.max(0, left), 1 - width)
  return { left: from, right: from + width }
}

/** Where a place of the whole picture stands in what is seen: 0 at its left edge, 1 at its right. */
export const seenAt = (sight: Sight, x: number): number => (x - sight.left) / (sight.right - sight.left)
/** And back. */
export const placeOf = (sight: Sight, seen: number): number => sight.left + seen * (sight.right - sight.left)
