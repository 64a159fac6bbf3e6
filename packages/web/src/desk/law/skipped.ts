import type { Deadline } from '@liuhen/contract/packs'
import { nextDay } from './months.ts'

type Skipped = Deadline['skipped'][number]

/** Skipped days that follow each other for one reason. */
export interface SkippedRun {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly why: Skipped['why']
  readonly kind: Skipped['kind']
}

/** Every skipped day, those of one reason that follow each other in one line. */
export function skippedRuns(skipped: readonly Skipped[]): readonly SkippedRun[] {
  const runs: SkippedRun[] = []
  for (const { date, why, kind } of skipped) {
    const last = runs.at(-1)
    if (last?.kind === kind && last.why.zh === why.zh && nextDay(last.to) === date)
      runs[runs.length - 1] = { ...last, to: date, days: last.days + 1 }
    else runs.push({ from: date, to: date, days: 1, why, kind })
  }
  return runs
}

/** One square of the picture. */
export interface Square {
  readonly date: string
  readonly is: 'start' | 'counted' | 'last' | Skipped['kind']
}

/** A square for each day from the first to the last; none where that would be more than `most`. */
export function squaresOf({ from, last, skipped }: Deadline, most = 124): readonly Square[] {
  const [begun, ended] = [from.slice(0, 10), last?.slice(0, 10)]
  if (ended === undefined) return []
  // Counted backwards, the picture still runs with the calendar.
  const [first, end] = begun <= ended ? [begun, ended] : [ended, begun]
  if (Date.parse(end) - Date.parse(first) > most * 86_400_000) return []
  const kinds = new Map<string, Skipped['kind']>(skipped.map((one) => [one.date, one.kind]))
  const squares: Square[] = []
  for (let date = first; date <= end; date = nextDay(date))
    squares.push({ date, is: date === ended ? 'last' : date === begun ? 'start' : (kinds.get(date) ?? 'counted') })
  return squares
}
