import type { RuleSetView } from '@liuhen/contract/packs'
import type { CalendarDate } from '@liuhen/core/kernel'
import { settingText } from '@liuhen/core/packs'
import { keysOfDistricts } from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import { settingOn } from './rule-set.ts'

/** What the instruments leave to each district, and what units have decided for themselves, the latest first. */
export function districtsView(
  book: Book,
  on: CalendarDate,
  names: (actor: string) => string,
  units: ReadonlyMap<string, string>,
): RuleSetView['districts'] {
  const rules = book.on(on)
  const keys = rules ? keysOfDistricts(rules) : []
  return {
    settings: keys.flatMap((key) => {
      const found = settingOn(book, on, key, names)
      return found ? [{ key, title: found.title, wanted: found.wanted, citations: found.citations }] : []
    }),
    decided: (book.ruleSet?.ofUnits ?? [])
      .filter((one) => keys.includes(one.key))
      .toReversed()
      .map(({ unit, key, value, from, at, by, reason }) => ({
        unit: { id: unit, name: units.get(unit) ?? '' },
        key,
        says: settingText(value),
        from,
        at,
        by: names(by),
        ...(reason !== undefined && { reason }),
      })),
  }
}
