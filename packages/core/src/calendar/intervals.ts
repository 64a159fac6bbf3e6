import { because, Malformed } from '../kernel/index.ts'
import type { CalendarDate } from '../kernel/index.ts'
import { numberOf, plausible } from './days.ts'

/** Days that do not count, first and last included, and in whose name. */
export interface SuspendedDays {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly why?: string | undefined
}

/** Answers, for a day by its number, the reasons it is suspended for; undefined when it counts. */
export type Suspension = (day: number) => readonly string[] | undefined

/**
 * Intervals of suspended days as one: a day that several of them suspend is suspended once. Throws Malformed on an
 * interval that ends before it begins, or on a day no file can hold.
 */
export function suspension(given: readonly SuspendedDays[]): Suspension {
  given.forEach(refuseBackward)
  const spans = given.map(({ from, to, why }) => ({ from: numberOf(from), to: numberOf(to), why }))
  return (day) => {
    const covering = spans.filter((one) => one.from <= day && day <= one.to)
    return covering.length === 0 ? undefined : [...new Set(covering.flatMap(({ why }) => why ?? []))]
  }
}

function refuseBackward({ from, to }: SuspendedDays): void {
  plausible(from)
  plausible(to)
  if (to < from)
    throw because(
      Malformed,
      'suspension-backward',
      `中止期间 ${from} 至 ${to} 的结束日早于开始日`,
      `The suspension ${from} to ${to} ends before it begins`,
      { field: 'suspended' },
    )
}
