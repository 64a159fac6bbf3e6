import type { TimeLeft } from '@liuhen/contract/cases'
import { text, useWords } from '../../words/index.ts'
import { type Left, leftOf, type Part } from './time-left.ts'
import { words } from './words.ts'

const said = {
  left: text('还剩 {long}', '{long} left'),
  late: text('逾期 {long}', '{long} overdue'),
  'working-day': text('{n} 个工作日', '{n} working days'),
  'working-day-one': text('1 个工作日', '1 working day'),
  'calendar-day': text('{n} 天', '{n} days'),
  'calendar-day-one': text('1 天', '1 day'),
  both: text('{first}（{second}）', '{first} ({second})'),
  allAtRest: text('{long}，其间没有工作日', '{long}, none of them a working day'),
  hours: text('{h} 小时 {m} 分', '{h} h {m} min'),
  minutes: text('{m} 分钟', '{m} min'),
  inWorkingDays: text('按工作日计', 'in working days'),
  inBoth: text('先按一种日计，后按另一种日延长，两种都写明', 'lengthened in another kind of days: both are told'),
  inHours: text('按小时计', 'in hours'),
  unsure: text(
    '其间有的年份放假安排还没有装入，工作日可能变动',
    'rest days of a year between are not loaded: it may change',
  ),
}

export interface LeftSaid {
  /** `还剩 3 个工作日`, `逾期 2 天`, `还剩 5 小时 20 分`. */
  readonly says: string
  /** In what it is counted, and whether that may still change. */
  readonly how: string
  readonly soon: boolean
}

/** Within so many days, or hours of them, it is near. */
const SOON = 3
const HOUR = 3_600_000

/** What is left of a clock, in words. */
export function useLeft(): (last: string, left: TimeLeft) => LeftSaid {
  const { t } = useWords()
  const counted = ({ of, count }: Part): string => t(said[count === 1 ? (`${of}-one` as const) : of], { n: count })
  const daysOf = ({ days, parts }: Extract<Left, { kind: 'days' }>): string => {
    const [first, second] = parts
    if (first === undefined) return ''
    if (second !== undefined) return t(said.both, { first: counted(first), second: counted(second) })
    if (first.count > 0) return counted(first)
    return t(said.allAtRest, { long: counted({ of: 'calendar-day', count: Math.abs(days) }) })
  }
  return (last, given) => {
    const left = leftOf(last, given, Date.now())
    if (left.kind === 'time') {
      const minutes = Math.floor(Math.abs(left.milliseconds) / 60_000)
      const [h, m] = [Math.floor(minutes / 60), minutes % 60]
      const long = t(h === 0 ? said.minutes : said.hours, { h, m })
      const soon = left.milliseconds >= 0 && left.milliseconds <= SOON * 24 * HOUR
      return { says: t(left.milliseconds < 0 ? said.late : said.left, { long }), how: t(said.inHours), soon }
    }
    const { days, parts, provisional } = left
    const how = t(
      parts.length > 1 ? said.inBoth : parts[0]?.of === 'working-day' ? said.inWorkingDays : words.calendarDays,
    )
    const says =
      days === 0
        ? t(words.leftToday)
        : days === 1
          ? t(words.leftTomorrow)
          : t(days < 0 ? said.late : said.left, { long: daysOf(left) })
    const near = Math.min(...parts.map((one) => one.count))
    return { says, how: provisional ? `${how} · ${t(said.unsure)}` : how, soon: days >= 0 && near <= SOON }
  }
}
