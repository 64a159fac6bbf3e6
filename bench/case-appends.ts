import type { CalendarDate } from '../packages/core/src/kernel/index.ts'
import { CHANGSHA, trialTeam } from '../packages/server/src/cases/trial.ts'
import { type Figure, timed } from './measure.ts'

/** As many acts as a case of many months may have. */
const ACTS = 300
/** So many at either end are held against each other. */
const ENDS = 20

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/**
 * What the last acts of a long case cost beside its first, as an officer enters them: over HTTP, judged by the law and the
 * county's instrument, written, folded, kept, and its clocks counted anew.
 */
export async function caseAppendFigures(cases: number): Promise<Figure[]> {
  await using team = await trialTeam(CHANGSHA)
  const spent: { first: number[]; last: number[] } = { first: [], last: [] }
  for (let n = 0; n < cases; n++) {
    const id = await team.lead()
    for (let act = 1; act <= ACTS; act++) {
      const on: CalendarDate = team.today()
      const [seconds] = await timed(() =>
        team.done(id, 'questioned', {
          on,
          says: { 'certificate-shown': true, 'pages-signed': true, 'work-area': true },
        }),
      )
      if (act <= ENDS) spent.first.push(seconds)
      else if (act > ACTS - ENDS) spent.last.push(seconds)
    }
  }
  const [first, last] = [median(spent.first), median(spent.last)]
  const shown = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`
  return [
    { name: `one of the first ${ENDS} acts of a case, over HTTP`, value: shown(first) },
    {
      name: `one of the last ${ENDS} of ${ACTS}`,
      value: shown(last),
      ratio: first / last,
      goal: '≥ 0.83 (at most 1.2 times as long)',
    },
  ]
}
