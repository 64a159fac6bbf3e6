import { millisecondsOf, text } from '../kernel/index.ts'
import type { Findings } from './findings.ts'
import type { SealedFacts } from './item-facts.ts'
import type { PackagedGap, PackageIndex } from './package-index.ts'
import { PLACES } from './paths.ts'

/** Holds the gaps of the index against the times and explanations that are sealed. `facts` go by an item's number. */
export function checkTakes(index: PackageIndex, facts: ReadonlyMap<number, SealedFacts>, findings: Findings): void {
  const recordings = new Map(index.items.map((item) => [item.number, item.recording]))
  const gaps = index.takes.flatMap((take) => take.gaps)
  for (const gap of gaps) {
    const [after, before] = [facts.get(gap.after), facts.get(gap.before)]
    if (after === undefined || before === undefined) continue
    const names = `${gap.after}–${gap.before}`
    if (gap.kind === 'time' && gap.seconds !== secondsBetween(after, before))
      findings.fail(
        'altered',
        'gap-contradicts-event',
        text(`缺口 ${names} 的长短与封存的时间不符`, `The gap ${names} is not as long as the sealed times make it`),
        PLACES.index,
      )
    if (!isExplained(gap, before, recordings))
      findings.fail(
        'altered',
        'gap-contradicts-event',
        text(`缺口 ${names} 的说明与封存的不符`, `What is said of the gap ${names} is not what was sealed`),
        PLACES.index,
      )
  }
}

function secondsBetween(after: SealedFacts, before: SealedFacts): number | undefined {
  const [end, start] = [after.times.end, before.times.start]
  return end === undefined || start === undefined
    ? undefined
    : Math.max(0, millisecondsOf(start) - millisecondsOf(end)) / 1000
}

function isExplained(gap: PackagedGap, before: SealedFacts, recordings: ReadonlyMap<number, string>): boolean {
  const sealed = before.explained.findLast(
    (one) => one.gap.after === recordings.get(gap.after) && one.gap.before === recordings.get(gap.before),
  )
  return gap.explanation?.words === sealed?.reason && gap.explanation?.at === sealed?.at
}
