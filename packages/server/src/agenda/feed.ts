import type { AgendaClock } from '@liuhen/contract/agenda'
import { type Instant, millisecondsOf, type Text, text } from '@liuhen/core/kernel'
import ical, { ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator'

/** What a feed is made of. */
export interface FeedOf {
  readonly clocks: readonly AgendaClock[]
  readonly bureau: { readonly name: string; readonly slug: string }
  readonly language: 'zh' | 'en'
  /** Where the desk is: `https://liuhen.example`. */
  readonly origin: string
  readonly at: Instant
}

/** How often programs are asked to look again, in seconds. */
const AGAIN = 6 * 3600

const words = {
  name: text('留痕 · 办案期限', 'Liuhen · case deadlines'),
  // A title of a case names the party as often as not, and a calendar is read by more than its owner.
  summary: text('{period}（{unit}）', '{period} ({unit})'),
  late: text('逾期：{period}（{unit}）', 'Overdue: {period} ({unit})'),
  where: text('打开案件：{url}', 'Open the case: {url}'),
  provisional: text(
    '暂定：放假安排还没有公布，日期可能变动',
    'Provisional: rest days are not announced yet and the day may move',
  ),
}

const filled = (line: string, given: Readonly<Record<string, string>>): string =>
  line.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '')

/** The clocks as iCalendar (RFC 5545): days as days, hours as the instant they end; neither case nor party is named. */
export function feedOf({ clocks, bureau, language, origin, at }: FeedOf): string {
  const t = (one: Text, given: Readonly<Record<string, string>> = {}): string => filled(one[language], given)
  const calendar = ical({
    name: t(words.name),
    prodId: { company: 'liuhen', product: 'liuhen', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: AGAIN,
  })
  for (const one of clocks) {
    const url = `${origin}/cases/${one.case.id}`
    const isHour = one.left.counted.length === 1 && one.left.counted[0] === 'hour'
    const start = new Date(isHour ? millisecondsOf(one.last) : `${one.day}T00:00:00Z`)
    calendar.createEvent({
      id: `${one.key}@${bureau.slug}`,
      start,
      ...(isHour ? { end: start } : { allDay: true }),
      stamp: new Date(millisecondsOf(at)),
      summary: t(one.overdue ? words.late : words.summary, { period: t(one.title), unit: one.unit }),
      description: [t(words.where, { url }), ...(one.provisional ? [t(words.provisional)] : [])].join('\n'),
      url,
      class: ICalEventClass.CONFIDENTIAL,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}
