import { because, Malformed, text } from '../kernel/index.ts'
import type { CalendarDate, Text } from '../kernel/index.ts'
import { numberOf, weekdayOf, yearOf } from './days.ts'
import type { HolidayYear } from './holidays.ts'

/** What a day is. `name` is the holiday's, where one made it what it is. */
export interface DayKind {
  readonly works: boolean
  readonly why: 'weekday' | 'weekend' | 'holiday' | 'make-up'
  readonly name?: string
  /** One of the statutory days themselves, on which coercive execution is forbidden, not a day moved to it. */
  readonly statutory?: boolean
  /** False in a year whose announcement is not loaded: the day may turn out otherwise. */
  readonly known: boolean
}

const WEEKDAYS = [
  text('周日', 'Sunday'),
  text('周一', 'Monday'),
  text('周二', 'Tuesday'),
  text('周三', 'Wednesday'),
  text('周四', 'Thursday'),
  text('周五', 'Friday'),
  text('周六', 'Saturday'),
] as const

const FESTIVALS: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}

/** A festival as its notice names it, in both languages. */
export const festival = (name: string): Text =>
  text(
    name,
    name
      .split('、')
      .map((one) => FESTIVALS[one.replace(/[(（].*$/, '')] ?? one)
      .join(' and '),
  )

/** The years of announcements at hand. Immutable. */
export class HolidayCalendar {
  readonly years: readonly HolidayYear[]
  readonly #days = new Map<number, DayKind>()
  readonly #known: ReadonlySet<number>

  /** Throws Malformed when a year is given twice. */
  constructor(years: readonly HolidayYear[]) {
    this.years = years.toSorted((a, b) => a.year - b.year)
    const twice = this.years.find((one, i) => one.year === this.years[i - 1]?.year)
    if (twice !== undefined)
      throw because(
        Malformed,
        'calendar-year-twice',
        `${twice.year} 年的节假日安排给了两份，只能用一份`,
        `The days of ${twice.year} are given twice; only one can hold`,
      )
    this.#known = new Set(years.filter((one) => one.status !== 'provisional').map((one) => one.year))
    for (const { year, rest, makeUp } of years) {
      const known = this.#known.has(year)
      for (const { date, name, statutory = false } of rest)
        this.#days.set(numberOf(date), { works: false, why: 'holiday', name, statutory, known })
      for (const { date, name } of makeUp) this.#days.set(numberOf(date), { works: true, why: 'make-up', name, known })
    }
  }

  /** The calendar with that year's days instead of the ones it had. */
  with(year: HolidayYear): HolidayCalendar {
    return new HolidayCalendar([...this.years.filter((one) => one.year !== year.year), year])
  }

  /** Whether that year's announcement is loaded, make-up workdays and all. */
  knows(year: number): boolean {
    return this.#known.has(year)
  }

  dayKind(date: CalendarDate): DayKind {
    return this.kindOf(numberOf(date))
  }

  /** As {@link dayKind}, by the number of days since 1970-01-01. */
  kindOf(day: number): DayKind {
    const listed = this.#days.get(day)
    if (listed !== undefined) return listed
    const isWeekend = weekdayOf(day) % 6 === 0
    return { works: !isWeekend, why: isWeekend ? 'weekend' : 'weekday', known: this.#known.has(yearOf(day)) }
  }
}

/** `国庆节放假`, `周六`, `调休上班（春节）` */
export function dayText(day: number, { why, name = '' }: DayKind): Text {
  const weekday = WEEKDAYS[weekdayOf(day)] as Text
  const { zh, en } = festival(name)
  if (why === 'holiday') return text(`${zh}放假`, `${en} holiday`)
  if (why === 'make-up') return text(`${weekday.zh}，${zh}调休上班`, `${weekday.en}, worked in exchange for ${en}`)
  return weekday
}
