import type { Citation } from '../kernel/index.ts'
import type { PaperStanding } from './around.ts'

/** The article that says so of a field: the one whose words have most of its name, else the first of the paper's. */
export function citationFor({ used }: PaperStanding, label: string): Citation | undefined {
  const scored = used.citations.map((one) => ({ one, score: sharedBy(label, one.quote ?? '') }))
  const best = scored.reduce((so, each) => (each.score > so.score ? each : so), { one: used.citations[0], score: 1 })
  return best.one
}

/** How many characters in a row two texts share. */
function sharedBy(one: string, other: string): number {
  let longest = 0
  for (let from = 0; from < one.length; from++)
    while (longest < one.length - from && other.includes(one.slice(from, from + longest + 1))) longest++
  return longest
}
