import { acts, type Act, MEASURES } from './acts.ts'

/** The measures that an act is, or is about: of each there may be several in a case, and each has papers of its own. */
export const measuresOf = (act: Act): readonly Act[] =>
  MEASURES.includes(act)
    ? [act]
    : (('about' in acts[act] ? acts[act].about : []) as readonly Act[]).filter((one) => MEASURES.includes(one))

/**
 * Which papers are of which of these measures: as each says, and those that do not say in the order they came, one for each
 * measure that has none: one notice is never the notice of two.
 */
export function byMeasure<T extends { readonly of?: string | undefined }>(
  papers: readonly T[],
  measures: readonly string[],
): readonly (readonly [measure: string, paper: T])[] {
  const said = papers.flatMap((one) => (one.of === undefined ? [] : [[one.of, one] as const]))
  const free = measures.filter((id) => !said.some(([of]) => of === id))
  const silent = papers.filter((one) => one.of === undefined)
  return [...said, ...silent.flatMap((one, at) => (free[at] === undefined ? [] : [[free[at], one] as const]))]
}
