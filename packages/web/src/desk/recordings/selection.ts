/** Rows that are selected, by identifier, in the order in which they were. */
export type Selected<R> = ReadonlyMap<string, R>

/**
 * The selection after a row was ticked. With Shift (`range`), every row from the one ticked last (`anchor`) to this one,
 * in the order in which they are listed, gets what this one gets; without an anchor among them, this one alone.
 */
export function afterTick<R extends { readonly id: string }>(
  before: Selected<R>,
  listed: readonly R[],
  row: R,
  { range, anchor }: { readonly range: boolean; readonly anchor: string | undefined },
): Selected<R> {
  const on = !before.has(row.id)
  const after = new Map(before)
  const [from, to] = [listed.findIndex((one) => one.id === anchor), listed.findIndex((one) => one.id === row.id)]
  const ticked = range && from >= 0 && to >= 0 ? listed.slice(Math.min(from, to), Math.max(from, to) + 1) : [row]
  for (const one of ticked) {
    if (on) after.set(one.id, one)
    else after.delete(one.id)
  }
  return after
}
