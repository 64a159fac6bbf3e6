import type { Device, FaultAddress } from '@liuhen/contract/devices'
import type { CalendarDate } from '@liuhen/core/kernel'
import { asked, type Book } from '../packs/index.ts'

/** Who is told of a device that is faulty or at repair; undefined where it is not, or no rule of that day says. */
export function faultAddress(
  book: Book,
  on: CalendarDate,
  { condition }: Pick<Device, 'condition'>,
): FaultAddress | undefined {
  if (condition !== 'faulty' && condition !== 'at-repair') return undefined
  const { value, rules } = asked(book, on, { ask: 'device' })
  const to = [value['faultTo'] ?? []].flat().filter((one) => typeof one === 'string')
  if (to.length === 0) return undefined
  const meant = rules.filter(({ facts }) => facts['faultTo'] !== undefined)
  return { to, citations: meant.flatMap((one) => one.citations) }
}
