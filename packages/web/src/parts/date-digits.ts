import { CalendarDate } from '@liuhen/core/kernel'

/**
 * The day a person typed, as `2026-11-22`, or the day and time in Beijing, as `2026-11-22T09:20`; empty while it is none.
 * The marks between the digits may be those of a spreadsheet or of a document, and may be left out of a day.
 */
export function dateOf(typed: string, withTime: boolean): string {
  const [, year = '', month = '', day = '', rest = ''] = DAY.exec(typed.trim()) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!CalendarDate.safeParse(date).success) return ''
  if (!withTime) return rest === '' ? date : ''
  const [, hour = '', minute = ''] = TIME.exec(rest) ?? []
  return minute === '' ? '' : `${date}T${hour.padStart(2, '0')}:${minute}`
}

const DAY = /^(\d{4})(?:[-/.年](?=\d)|(?=\d{4}))(\d{1,2})(?:[-/.月](?=\d)|(?=\d\d(?:\D|$)))(\d{1,2})日?(.*)$/
const TIME = /^(?:T|\s+)([01]?\d|2[0-3])[:：]([0-5]\d)$/

/** The same as a field shows it: `2026-11-22 09:20`. */
export const dateShown = (value: string): string => value.slice(0, 16).replace('T', ' ')
