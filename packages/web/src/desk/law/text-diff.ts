/** A run of two texts put together: in both, only in the earlier, only in the later. */
export interface Piece {
  readonly text: string
  readonly in: 'both' | 'before' | 'after'
}

/** Beyond this many comparisons the middle is shown as replaced, so that a page never stands still. */
const MOST = 4_000_000

/** What was struck out and what was put in, character by character, as lawyers mark an amendment. */
export function differencesOf(before: string, after: string): readonly Piece[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  const room = Math.min(before.length, after.length) - head
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const middle: readonly Piece[] =
    a.length * b.length > MOST
      ? [
          { text: a, in: 'before' },
          { text: b, in: 'after' },
        ]
      : aligned(a, b)
  return joined([
    { text: before.slice(0, head), in: 'both' },
    ...middle,
    { text: before.slice(before.length - tail), in: 'both' },
  ])
}

/** By the longest common subsequence: `longest[i][j]` of what follows place `i` of the one and `j` of the other. */
function aligned(a: string, b: string): readonly Piece[] {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]]
    if (mine !== undefined && mine === theirs) {
      pieces.push({ text: mine, in: 'both' })
      i += 1
      j += 1
    } else if (theirs === undefined || (mine !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ text: mine ?? '', in: 'before' })
      i += 1
    } else {
      pieces.push({ text: theirs, in: 'after' })
      j += 1
    }
  }
  return pieces
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (piece.text === '') continue
    if (last?.in === piece.in) whole[whole.length - 1] = { in: last.in, text: last.text + piece.text }
    else whole.push(piece)
  }
  return whole
}
