import type { CalendarDate } from '../kernel/index.ts'
import { numberOf } from './days.ts'
import { suspension } from './intervals.ts'
import type { SuspendedDays } from './intervals.ts'

/** How the additional fine grows: the figures of 行政处罚法 art. 72, as the pack has them. */
export interface AdditionalFineRate {
  /** Per cent of the fine for each day. */
  readonly perDay: number
  /** Per cent of the fine it never exceeds. */
  readonly most: number
}

export interface AdditionalFine {
  /** Days it ran: from the first to the day of payment, both included, without those it stood still. */
  readonly days: number
  /** In the unit the fine is given in, to the hundredth. */
  readonly amount: number
  readonly capped: boolean
}

/**
 * The additional fine on a fine paid late. `first` is the day after the last day of payment; reconsideration and litigation
 * stop it (行政处罚法 art. 73). Throws Malformed on an interval that ends before it begins.
 */
export function additionalFine(
  fine: number,
  rate: AdditionalFineRate,
  { first, paid, stopped = [] }: { first: CalendarDate; paid: CalendarDate; stopped?: readonly SuspendedDays[] },
): AdditionalFine {
  const stands = suspension(stopped)
  let days = 0
  for (let day = numberOf(first); day <= numberOf(paid); day++) if (stands(day) === undefined) days++
  const [grown, most] = [days * rate.perDay, rate.most].map((percent) => Math.round(fine * percent) / 100) as [
    number,
    number,
  ]
  return { days, amount: Math.min(grown, most), capped: grown > most }
}
