/** Speeds of the shuttle keys J and L, as on an editing desk: negative ones run backwards, nought stands still. */
const LADDER = [-4, -2, -1, 0, 1, 1.5, 2, 4] as const

/** What J, K or L makes of the present speed: K stands still, L goes one step up the ladder, J one step down. */
export function shuttled(speed: number, key: 'j' | 'k' | 'l'): number {
  if (key === 'k') return 0
  if (key === 'l') return LADDER.find((one) => one > speed) ?? 4
  return LADDER.findLast((one) => one < speed) ?? -4
}

/** The place in the middle of the frame `by` frames away. Positions in milliseconds; `rate` in frames a second. */
export function frameBeside(position: number, rate: number, by: number): number {
  return ((Math.max(0, frameOf(position, rate) + by) + 0.5) / rate) * 1000
}

/** The number of the frame shown at a position. */
export function frameOf(position: number, rate: number): number {
  // A hair is added so that a position that is exactly a frame's start, as printed by a decoder, counts as that frame.
  return Math.floor((position / 1000) * rate + 0.001)
}
