import { type Clock, clocksOf, storyOf } from '@liuhen/core/case'
import { type CalendarDate, type Obstacle, text } from '@liuhen/core/kernel'
import { paperStands } from '@liuhen/core/paper'
import { rulesOf } from '@liuhen/core/policy'
import { type CaseRowOf, rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import type { PaperRowOf } from './store.ts'

/** Of a paper by the acts it is of: which periods were over when it was made, each with its article. */
export type LateBy = (paper: PaperRowOf, acts: readonly string[]) => readonly Obstacle[]

/**
 * Whether the papers of a case came in time. Lateness stands in the way of nothing and is said on the paper: by the day its act
 * is on record with, and where that is not entered yet by the day the paper was fixed, or today.
 */
export function lateBy(book: Book, row: CaseRowOf, today: CalendarDate): LateBy {
  const rulesOn = rulesBy(book)
  const isJudged = row.state.acts.every((one) => book.on(one.act.on) !== undefined)
  const clocks = isJudged ? clocksOf(storyOf(row.state), today, rulesOn).filter((one) => !one.right) : []
  const ends = (clock: Clock): readonly string[] =>
    rulesOf(rulesOn(clock.startedBy.on), 'period').find(({ used }) => `${used.pack}/${used.rule}` === clock.period)
      ?.rule.endsOn ?? []
  return ({ state }, acts) => {
    if (paperStands(state) === 'void') return []
    return clocks.flatMap((clock): readonly Obstacle[] => {
      const { last, endedBy } = clock
      if (last === undefined) return []
      const day = endedBy?.on ?? state.frozen?.on ?? today
      const isOfIt = endedBy ? acts.includes(endedBy.act) : ends(clock).some((one) => acts.includes(one))
      const isLate = endedBy ? clock.state === 'ended-late' : last.slice(0, 10) < day
      if (!isOfIt || !isLate) return []
      const [citation] = clock.used.flatMap((one) => one.citations)
      return [
        {
          code: 'out-of-time',
          message: text(
            `逾期：“${clock.title.zh}”到 ${last.slice(0, 10)} 为止，这份文书是 ${day} 的`,
            `Out of time: “${clock.title.en}” ended on ${last.slice(0, 10)}, and this is of ${day}`,
          ),
          ...(citation && { citation }),
        },
      ]
    })
  }
}
