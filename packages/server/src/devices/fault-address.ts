import type { Device, FaultAddress } from '@liuhen/contract/devices'
import type { CalendarDate } from '@liuhen/core/kernel'
import { asked, type Book } from '../packs/index.ts'

/** Whom the rules of a day name, and by which articles. */
export type Office = FaultAddress

/** Who is told of a device that fails; undefined where no rule of that day says. */
export function faultOffice(book: Book, on: CalendarDate): Office | undefined {
  const { value, rules } = asked(book, on, { ask: 'device' })
  if (value?.faultTo === undefined) return undefined
  const meant = rules.filter(({ facts }) => facts['faultTo'] !== undefined)
  return { to: [value.faultTo], citations: meant.flatMap((one) => one.citations) }
}

/** The same of a device that is faulty or at repair; undefined where it is not. */
export const faultAddress = (
  book: Book,
  on: CalendarDate,
  { condition }: Pick<Device, 'condition'>,
): FaultAddress | undefined => (condition === 'faulty' || condition === 'at-repair' ? faultOffice(book, on) : undefined)
