import type { BodyOf, Table } from '@liuhen/contract'
import type { CourtWindow } from '@liuhen/contract/packs'
import { type CourtPeriods, courtWindow } from '@liuhen/core/calendar'
import { because, type CalendarDate, Missing } from '@liuhen/core/kernel'
import { choiceOn, NATIONAL } from '@liuhen/core/packs'
import { goesBy, type RuleOf, rulesOf } from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import { rulesFor } from './periods.ts'

/** The rules of the national pack that the window is made of: 行政诉讼法 art. 46, 行政处罚法 art. 67, 行政强制法 arts. 53, 54. */
const STEPS = {
  suit: 'period-suit',
  performance: 'period-payment',
  demand: 'period-demand',
  application: 'period-court-application',
} as const satisfies Record<Exclude<keyof CourtPeriods, 'printed'>, string>

/** What an instrument calls its own wording of the three months. */
const PRINTED = 'period-court'

type Found = ReturnType<typeof rulesOf<'period'>>[number]

/** Both readings of the three months. Throws Missing when the national law is not loaded. */
export function courtWindowView(book: Book, order: BodyOf<Table['courtWindow']>, today: CalendarDate): CourtWindow {
  const find = (pack: string, id: string): Found | undefined =>
    rulesOf(rulesFor(book, pack, order.received, today), 'period').find(
      ({ used, rule }) => used.pack === pack && goesBy(rule, id),
    )
  const steps = Object.fromEntries(
    Object.entries(STEPS).map(([step, id]) => [step, find(NATIONAL, id) ?? missing()]),
  ) as Record<keyof typeof STEPS, Found>
  const { decision } = order
  // Where there is no direct suit, the time that must pass unused is that of reconsideration (行政复议法 art. 23).
  if (decision !== undefined && steps.suit.rule.notBefore?.decisions.includes(decision) === true)
    steps.suit = find(NATIONAL, steps.suit.rule.notBefore.period) ?? missing()
  const ours = order.pack === undefined ? (choiceOn(book.ruleSet, order.received)?.packs ?? []) : [order.pack]
  const printed = ours.map((pack) => find(pack, PRINTED)).find((one) => one !== undefined)
  const rules = { ...steps, ...(printed && { printed }) }
  const periods = Object.fromEntries(Object.entries(rules).map(([step, { rule }]) => [step, rule]))
  const {
    steps: results,
    notes,
    ...window
  } = courtWindow(periods as Record<keyof typeof STEPS, RuleOf<'period'>>, {
    received: order.received,
    calendar: book.calendar,
    ...(order.demanded && { demanded: order.demanded }),
    ...(order.deferredTo && { deferredTo: order.deferredTo }),
  })
  return {
    ...window,
    notes: [...notes],
    steps: Object.entries(results).map(([step, result]) => {
      const found = rules[step as keyof typeof STEPS]
      return {
        step: step as CourtWindow['steps'][number]['step'],
        title: found.rule.title,
        last: result.last as CalendarDate,
        rule: book.shelf.ruleView(found),
      }
    }),
  }
}

const missing = (): never => {
  throw because(
    Missing,
    'national-missing',
    '没有载入国家法律中的期限',
    'The periods of the national law are not loaded',
  )
}
