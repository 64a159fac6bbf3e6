import { dateOf, numberOf } from '../calendar/index.ts'
import { CalendarDate, type Text, text } from '../kernel/index.ts'

/** How often something is done again. */
export const Every = ['day', 'week', 'half-month', 'month', 'quarter', 'year'] as const
export type Every = (typeof Every)[number]
export const isEvery = (word: string): word is Every => (Every as readonly string[]).includes(word)

/** Days from one to another, both included. */
export interface Days {
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
}

const monthFrom = (first: string, months: number): Days => {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  const end = new Date(Date.UTC(year, month - 1 + months, 0))
  return { firstDay: first as CalendarDate, lastDay: end.toISOString().slice(0, 10) as CalendarDate }
}

/** The day, week (Monday to Sunday), half-month, month, quarter or year that a day lies in. */
export function periodAround(every: Every, day: CalendarDate): Days {
  const [year, month, date] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8))]
  switch (every) {
    case 'day':
      return { firstDay: day, lastDay: day }
    case 'week': {
      // The first day of 1970 was a Thursday.
      const monday = numberOf(day) - ((numberOf(day) + 3) % 7)
      return { firstDay: dateOf(monday), lastDay: dateOf(monday + 6) }
    }
    case 'half-month': {
      const whole = monthFrom(`${day.slice(0, 7)}-01`, 1)
      return date <= 15
        ? { ...whole, lastDay: `${day.slice(0, 7)}-15` as CalendarDate }
        : { ...whole, firstDay: `${day.slice(0, 7)}-16` as CalendarDate }
    }
    case 'month':
      return monthFrom(`${day.slice(0, 7)}-01`, 1)
    case 'quarter':
      return monthFrom(`${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, 3)
    case 'year':
      return monthFrom(`${year}-01-01`, 12)
  }
}

/** The period before the one that a day lies in. */
export const periodBefore = (every: Every, day: CalendarDate): Days =>
  periodAround(every, dateOf(numberOf(periodAround(every, day).firstDay) - 1))

/** The name of a quarter or a year as a person says it. */
export function periodName(period: string): Text {
  const [year = '', quarter] = period.split('-Q')
  const [whole = '', month] = year.split('-')
  if (quarter === undefined)
    return month === undefined ? text(`${year} 年`, year) : text(`${whole} 年 ${Number(month)} 月`, `${month}/${whole}`)
  return text(`${year} 年${'一二三四'.charAt(Number(quarter) - 1)}季度`, `Q${quarter} ${year}`)
}

/** `2026-05`, `2026-Q4` or `2026`: the days of a month, a quarter or a year; undefined for anything else. */
export function daysOfPeriod(period: string): Days | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(period) ?? []
  if (year === undefined) return undefined
  if (month !== undefined) return periodAround('month', CalendarDate.parse(`${year}-${month}-01`))
  const first = CalendarDate.parse(
    `${year}-${quarter === undefined ? '01' : String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`,
  )
  return periodAround(quarter === undefined ? 'year' : 'quarter', first)
}
