import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'

/**
 * Lengths, one type for each unit, so that a working-day term cannot be counted as calendar days by mistake: no function
 * takes more than one of them, except those that say so.
 */
export interface Hours {
  readonly count: number
  readonly unit: 'hour'
}
export interface WorkingDays {
  readonly count: number
  readonly unit: 'working-day'
}
export interface CalendarDays {
  readonly count: number
  readonly unit: 'calendar-day'
}
export interface Months {
  readonly count: number
  readonly unit: 'month'
}
export interface Years {
  readonly count: number
  readonly unit: 'year'
}

/** A length that ends on a day; hours end at an instant. */
export type DayTerm = WorkingDays | CalendarDays | Months | Years
export type Term = Hours | DayTerm

export const hours = (count: number): Hours => ({ count, unit: 'hour' })
export const workingDays = (count: number): WorkingDays => ({ count, unit: 'working-day' })
export const calendarDays = (count: number): CalendarDays => ({ count, unit: 'calendar-day' })
export const months = (count: number): Months => ({ count, unit: 'month' })
export const years = (count: number): Years => ({ count, unit: 'year' })

const UNITS = {
  hour: text('小时', 'hour'),
  'working-day': text('个工作日', 'working day'),
  'calendar-day': text('日', 'calendar day'),
  month: text('个月', 'month'),
  year: text('年', 'year'),
} as const satisfies Record<Term['unit'], Text>

/** `15日`, `15 calendar days` */
export function termText({ count, unit }: Term): Text {
  const { zh, en } = UNITS[unit]
  return text(`${count}${zh}`, `${count} ${en}${count === 1 ? '' : 's'}`)
}
