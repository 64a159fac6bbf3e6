import type { CalendarDate } from '../../kernel/index.ts'

interface InForce {
  readonly from: CalendarDate
  readonly to?: CalendarDate | undefined
}

/** Whether a certificate or qualification is in force on the day, its last day included. */
export const holdsOn = (one: InForce | undefined, day: CalendarDate): boolean =>
  one !== undefined && one.from <= day && (one.to === undefined || day <= one.to)

/**
 * Full years of age on a day, counted from the day after the birthday, as the courts count 周岁 where the young are spared
 * (法释〔2006〕1号 art. 2): on the birthday itself nobody is older yet.
 */
export function ageOn(born: CalendarDate, day: CalendarDate): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) <= born.slice(5) ? years - 1 : years
}
