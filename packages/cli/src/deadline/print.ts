import { beijing, CalendarDate, text } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { termText } from '@liuhen/core/calendar'
import type { Language } from '../terminal/index.ts'
import { placesOf } from './periods.ts'
import type { Clock } from './periods.ts'
import type { Reckoning } from './reckon.ts'

const WORDS = {
  opens: text('可以申请的第一日', 'First day for the application'),
  never: text(
    '没有可以申请的一日：能够申请以前，申请的期限已经届满',
    'There is no day for the application: its time is over before it may be made',
  ),
  last: text('最后一日', 'Last day'),
  moment: text('最后时刻', 'Last moment'),
  provisional: text('（暂定）', ' (provisional)'),
  skipped: text('不计的日子', 'Days passed over'),
  articles: text('依据', 'Stands on'),
  other: text('另一种读法', 'Another reading'),
  unknown: text('起点不同，未计算', 'starts elsewhere, not computed'),
  unset: text('由本局规定', 'left to the bureau'),
  stated: text('以文书为准', 'as the paper states'),
  lapse: text('期满', 'Once it is over'),
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
    ...(one.opens !== undefined && one.opens > one.last ? [WORDS.never[language]] : []),
    ...(one.opens === undefined ? [] : [`${WORDS.opens[language]}: ${one.opens}`]),
    `${WORDS[isDay ? 'last' : 'moment'][language]}: ${shown(one.last)}${one.provisional ? WORDS.provisional[language] : ''}`,
    ...(one.lapse === undefined ? [] : [`${WORDS.lapse[language]}: ${one.lapse[language]}`]),
    ...one.explanation.map((said) => `  ${said[language]}`),
    ...(one.skipped.length > 0 ? [`${WORDS.skipped[language]}:`] : []),
    ...one.skipped.map(({ date, why }) => `  ${date}  ${why[language]}`),
    `${WORDS.articles[language]}:`,
    ...quotes,
    ...one.otherReadings.flatMap(({ id, title, start, last, provisional, says }) => [
      `${WORDS.other[language]}: ${title[language]}  ${id}: ${last === undefined ? `${WORDS.unknown[language]} (${start[language]})` : shown(last)}${provisional ? WORDS.provisional[language] : ''}`,
      `  ${says[language]}`,
    ]),
    ...one.notes.map((said) => said[language]),
  ]
}

/** A row of the list as a program reads it. `count` is null where the bureau sets it (`setting`) or a paper does (`stated`). */
export function rowOf(clock: Clock) {
  const { pack, rule } = clock
  return {
    id: clock.id,
    pack: pack.identity.id,
    title: rule.title,
    unit: rule.unit,
    count: 'count' in rule.length ? rule.length.count : null,
    ...('setting' in rule.length && { setting: rule.length.setting }),
    ...('stated' in rule.length && { stated: rule.length.stated }),
    ...(rule.validFrom !== undefined && { validFrom: rule.validFrom }),
    ...(rule.validTo !== undefined && { validTo: rule.validTo }),
    ...(rule.limit !== undefined && { limit: true }),
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
  const length = 'count' in rule.length ? termText(rule.length) : 'stated' in rule.length ? WORDS.stated : WORDS.unset
  const days = rule.validFrom ?? rule.validTo
  const valid = days === undefined ? '' : `  (${rule.validFrom ?? ''}–${rule.validTo ?? ''})`
  return `${id.padEnd(58)} ${length[language]}  ${rule.title[language]}${rule.short === undefined ? '' : `  ${rule.short}`}${valid}`
}
