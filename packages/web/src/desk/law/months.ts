import type { CalendarDayView } from '@liuhen/contract/packs'

/** One month as weeks from Monday; empty places before its first and after its last day. */
export interface Month {
  /** 1 to 12 */
  readonly month: number
  readonly weeks: readonly (readonly (CalendarDayView | undefined)[])[]
}

/** A year's days as twelve months. */
export function monthsOf(days: readonly CalendarDayView[]): readonly Month[] {
  return Array.from({ length: 12 }, (_, i) => {
    const own = days.filter((one) => Number(one.date.slice(5, 7)) === i + 1)
    return { month: i + 1, weeks: weeksOf(own) }
  })
}

/** Days that follow each other as weeks from Monday. */
export function weeksOf(days: readonly CalendarDayView[]): Month['weeks'] {
  const [first] = days
  const before = first === undefined ? 0 : (new Date(`${first.date}T00:00:00Z`).getUTCDay() + 6) % 7
  const cells: readonly (CalendarDayView | undefined)[] = [...Array.from({ length: before }, () => undefined), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => cells[week * 7 + day]),
  )
}

/** Days of one name that follow each other: `国庆节 10-01 – 10-07`. */
export interface Stretch {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly days: number
  readonly kind: CalendarDayView['kind']
}

/** What the notice arranges, in order: holidays and make-up workdays. */
export function arrangementsOf(days: readonly CalendarDayView[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    if (day.kind !== 'holiday' && day.kind !== 'make-up') continue
    const last = stretches.at(-1)
    const name = day.name ?? ''
    if (last?.kind === day.kind && last.name === name && nextDay(last.to) === day.date)
      stretches[stretches.length - 1] = { ...last, to: day.date, days: last.days + 1 }
    else stretches.push({ name, from: day.date, to: day.date, days: 1, kind: day.kind })
  }
  return stretches
}

export const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
