import type { DutyFacts } from './facts.ts'
import type { Span } from './intervals.ts'
import { momentOf } from './moment.ts'

/** A turn of duty with its times in milliseconds. */
export interface Turn extends Span {
  readonly facts: DutyFacts
}

/** Turns of duty by person, to be asked which one a moment belongs to. */
export class Duties {
  readonly #turns: ReadonlyMap<string, readonly Turn[]>

  constructor(duties: readonly DutyFacts[]) {
    const turns = duties.map((facts) => ({ facts, from: momentOf(facts.start), to: momentOf(facts.end) }))
    this.#turns = Map.groupBy(
      turns.sort((a, b) => a.from - b.from),
      (one) => one.facts.person,
    )
  }

  /** The last turn of that person that had begun by then and was not over. */
  at(person: string | undefined, moment: number): Turn | undefined {
    const turns = person === undefined ? undefined : this.#turns.get(person)
    if (turns === undefined) return undefined
    const turn = turns[firstAfter(turns, moment) - 1]
    return turn !== undefined && moment <= turn.to ? turn : undefined
  }
}

/** The place of the first that begins later than the moment, among some in order of their beginning. */
export function firstAfter(ordered: readonly { readonly from: number }[], moment: number): number {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle]?.from ?? Infinity) <= moment) low = middle + 1
    else high = middle
  }
  return low
}
