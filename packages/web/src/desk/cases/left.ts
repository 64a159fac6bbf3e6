import { durationIn, useWords } from '../../words/index.ts'
import { type Left, leftOf } from './time-left.ts'
import { words } from './words.ts'

/** In words: `还剩 3 天`, `逾期 2 天`, `还剩 5 时 20 分`. */
export function useLeft(): (last: string) => { readonly says: string; readonly left: Left; readonly soon: boolean } {
  const { t, language } = useWords()
  return (last) => {
    const left = leftOf(last, Date.now())
    if (left.kind === 'time') {
      const long = durationIn(Math.abs(left.milliseconds), language)
      const says = t(left.milliseconds < 0 ? words.lateHours : words.leftHours, { long })
      return { says, left, soon: left.milliseconds >= 0 }
    }
    const { days } = left
    const which =
      days < 0 ? words.lateDays : days === 0 ? words.leftToday : days === 1 ? words.leftTomorrow : words.leftDays
    return { says: t(which, { n: Math.abs(days) }), left, soon: days >= 0 && days <= 3 }
  }
}
