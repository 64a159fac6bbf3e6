/** Time from `from` up to but not including `to`, in milliseconds since 1970. Empty when `to` is not after `from`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Spans in order that neither overlap nor touch nor are empty: what the functions here give and, but for one, take. */
export type Spans = readonly Span[]

/** The time that any of the spans holds; they may come in any order, overlap, or be empty. */
export function united(spans: readonly Span[]): Spans {
  const sorted = spans.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)
  const out: Span[] = []
  let open: Span | undefined
  for (const span of sorted) {
    if (open !== undefined && span.from <= open.to) {
      if (span.to > open.to) open = { from: open.from, to: span.to }
      continue
    }
    if (open !== undefined) out.push(open)
    open = span
  }
  if (open !== undefined) out.push(open)
  return out
}

/** The time that both hold. One sweep over both. */
export function common(a: Spans, b: Spans): Spans {
  const out: Span[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [one, two] = [a[i], b[j]]
    if (one === undefined || two === undefined) return out
    const [from, to] = [Math.max(one.from, two.from), Math.min(one.to, two.to)]
    if (from < to) out.push({ from, to })
    if (one.to < two.to) i++
    else j++
  }
}

/** The time that the first holds and the second does not. One sweep over both. */
export function without(a: Spans, b: Spans): Spans {
  const out: Span[] = []
  let j = 0
  for (const span of a) {
    let from = span.from
    for (;;) {
      const hole = b[j]
      if (hole === undefined || hole.from >= span.to) break
      if (hole.from > from) out.push({ from, to: hole.from })
      if (hole.to > from) from = hole.to
      // A hole that reaches beyond this span may take from the next one too.
      if (hole.to > span.to) break
      j++
    }
    if (from < span.to) out.push({ from, to: span.to })
  }
  return out
}

/** Milliseconds in all. */
export const total = (spans: Spans): number => spans.reduce((sum, one) => sum + one.to - one.from, 0)

export const holds = (spans: Spans, at: number): boolean => spans.some((one) => one.from <= at && at < one.to)
