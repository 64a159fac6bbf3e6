import { beijing, CalendarDate, text } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { termText } from '@liuhen/core/calendar'
import type { Language } from '../terminal/index.ts'
import { placesOf } from './periods.ts'
import type { Clock } from './periods.ts'
import type { Reckoning } from './reckon.ts'

const WORDS = {
  last: text('最后一日', 'Last day'),
  moment: text('最后时刻', 'Last moment'),
  provisional: text('（暂定）', ' (provisional)'),
  skipped: text('不计的日子', 'Days passed over'),
  articles: text('依据', 'Stands on'),
  other: text('另一种读法', 'Another reading'),
  unknown: text('起点不同，未计算', 'starts elsewhere, not computed'),
  unset: text('由本局规定', 'left to the bureau'),
} as const

const shown = (end: CalendarDate | Instant): string =>
  CalendarDate.safeParse(end).success ? end : `${beijing(end as Instant)} +08:00`

/** Lines a person reads; days passed over one after another of the same reason are told as one. */
export function linesOf(one: Reckoning, language: Language): readonly string[] {
  const isDay = CalendarDate.safeParse(one.last).success
  const quotes = one.places.flatMap(({ label, article, says }) => [
    `  ${label}（${article}）`,
    ...says.map((said) => `    ${said[language]}`),
  ])
  return [
    `${one.title[language]}  ${one.period}`,
    `${WORDS[isDay ? 'last' : 'moment'][language]}: ${shown(one.last)}${one.provisional ? WORDS.provisional[language] : ''}`,
    ...one.explanation.map((said) => `  ${said[language]}`),
    ...(one.skipped.length > 0 ? [`${WORDS.skipped[language]}:`] : []),
    ...one.skipped.map(({ date, why }) => `  ${date}  ${why[language]}`),
    `${WORDS.articles[language]}:`,
    ...quotes,
    ...one.otherReadings.map(
      ({ id, title, start, last, provisional }) =>
        `${WORDS.other[language]}: ${title[language]}  ${id}: ${last === undefined ? `${WORDS.unknown[language]} (${start[language]})` : shown(last)}${provisional ? WORDS.provisional[language] : ''}`,
    ),
    ...one.notes.map((said) => said[language]),
  ]
}

/** A row of the list as a program reads it. `count` is null where the bureau sets it, under the key `setting`. */
export function rowOf(clock: Clock) {
  const { pack, rule } = clock
  return {
    id: clock.id,
    pack: pack.identity.id,
    title: rule.title,
    unit: rule.unit,
    count: 'setting' in rule.length ? null : rule.length.count,
    ...('setting' in rule.length && { setting: rule.length.setting }),
    roll: rule.roll,
    direction: rule.direction,
    start: rule.start,
    end: rule.end,
    ...(rule.short !== undefined && { short: rule.short }),
    suspendedBy: rule.suspendedBy ?? [],
    ...(rule.extension !== undefined && { extension: rule.extension }),
    articles: placesOf(clock).map((one) => one.article),
  }
}

export function listLine({ id, rule }: Clock, language: Language): string {
  const length = 'setting' in rule.length ? WORDS.unset[language] : termText(rule.length)[language]
  return `${id.padEnd(58)} ${length}  ${rule.title[language]}${rule.short === undefined ? '' : `  ${rule.short}`}`
}
