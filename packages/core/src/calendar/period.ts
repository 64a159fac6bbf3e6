import { because, dayOf, Malformed, Refused, text } from '../kernel/index.ts'
import type { CalendarDate, Instant, Text } from '../kernel/index.ts'
import { dayText } from './calendar.ts'
import type { HolidayCalendar } from './calendar.ts'
import { Count, lastMoment } from './count.ts'
import type { Skipped } from './count.ts'
import { dateOf, numberOf, plausible } from './days.ts'
import { suspension } from './intervals.ts'
import type { SuspendedDays } from './intervals.ts'
import { termText } from './terms.ts'
import type { DayTerm, Term } from './terms.ts'

/** A clock as a pack writes it; the shape of a period rule. */
export interface Period {
  readonly title: Text
  readonly start: Text
  readonly end: Text
  readonly length: Term | { readonly setting: string }
  readonly unit: Term['unit']
  readonly direction?: 'forward' | 'back' | undefined
  readonly roll: 'forward' | 'none'
  readonly suspendedBy?: readonly string[] | undefined
  readonly extension?: Extension | undefined
}

export interface Extension {
  /** At most this long; `unnamed` where the text allows one and prints no length. */
  readonly length: Term | 'unnamed'
  readonly by: string
  readonly times?: number | undefined
}

/** What a period is computed from. */
export interface PeriodFacts {
  /** The day, or for hours the moment, of the event that starts it. */
  readonly from: CalendarDate | Instant
  readonly suspended?: readonly SuspendedDays[] | undefined
  /** `true`: extended by all the rule allows; a term: by as much as was granted. */
  readonly extended?: boolean | Term | undefined
  readonly calendar: HolidayCalendar
  /** What the bureau has set, by key: a number of the rule's unit, or a term. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined
}

export interface PeriodResult {
  /** The last day, or for hours the last moment. */
  readonly last: CalendarDate | Instant
  /** As counted, before a last day of rest moved it. */
  readonly raw: CalendarDate | Instant
  readonly rolled: boolean
  /** The first day on which the period is over; absent for hours and where it is counted back. */
  readonly dayAfter?: CalendarDate
  /** A year it reaches into has no announced holidays yet, so the day may still move. */
  readonly provisional: boolean
  readonly unknownYears: readonly number[]
  /** Days passed over, in their order. */
  readonly skipped: readonly Skipped[]
  /** How many days that would have counted were suspended. */
  readonly suspendedDays: number
  readonly extendedBy?: Term
  /** How it was counted, in whole sentences. */
  readonly explanation: readonly Text[]
}

/** The key of the setting without which the period has no length; undefined when nothing is missing. */
export const settingMissing = (
  { length }: Period,
  settings: Readonly<Record<string, unknown>> = {},
): string | undefined => ('setting' in length && settings[length.setting] === undefined ? length.setting : undefined)

/**
 * The last day or moment of a period. Throws Refused when its length is a setting not yet given (`setting-open`), when it
 * is suspended or extended though the rule allows neither, or extended by more than it allows; Malformed on a start that
 * does not fit the unit, a suspension that ends before it begins, or a setting of another unit.
 */
export function computePeriod(rule: Period, facts: PeriodFacts): PeriodResult {
  const length = lengthOf(rule, facts.settings ?? {})
  const extendedBy = extensionOf(rule, facts.extended ?? false)
  if ((facts.suspended ?? []).length > 0 && (rule.suspendedBy ?? []).length === 0)
    throw because(
      Refused,
      'period-not-suspended',
      `「${rule.title.zh}」没有可以中止计算的情形`,
      `Nothing suspends "${rule.title.en}"`,
      { field: 'suspended' },
    )
  return length.unit === 'hour'
    ? momentOf(rule, facts.from, length, extendedBy)
    : dayResult(rule, facts, length, extendedBy)
}

function lengthOf(rule: Period, settings: Readonly<Record<string, unknown>>): Term {
  if (!('setting' in rule.length)) return rule.length
  const key = rule.length.setting
  const value = settings[key]
  if (value === undefined)
    throw because(
      Refused,
      'setting-open',
      `「${rule.title.zh}」的长短由本局规定，尚未设置（${key}）`,
      `How long "${rule.title.en}" is has been left to the bureau and is not set yet (${key})`,
      { field: key },
    )
  const { count, unit } =
    typeof value === 'number'
      ? { count: value, unit: rule.unit }
      : (Object(value) as { count?: unknown; unit?: unknown })
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || unit !== rule.unit)
    throw because(
      Malformed,
      'setting-term',
      `设置 ${key} 应为正整数，例如：${termText({ count: 5, unit: rule.unit }).zh}`,
      `The setting ${key} must be a whole positive number, such as ${termText({ count: 5, unit: rule.unit }).en}`,
      { field: key },
    )
  return { count, unit: rule.unit }
}

function extensionOf({ title, extension }: Period, extended: boolean | Term): Term | undefined {
  if (extended === false) return undefined
  const refuse = (code: string, zh: string, en: string): Error => because(Refused, code, zh, en, { field: 'extended' })
  if (extension === undefined)
    throw refuse('period-not-extended', `「${title.zh}」不能延长`, `"${title.en}" cannot be extended`)
  const { length } = extension
  if (length === 'unnamed') {
    if (extended !== true) return extended
    throw refuse(
      'extension-length-open',
      `「${title.zh}」可以延长，但条文没有写明多久：请填批准延长的天数`,
      `"${title.en}" may be extended, but the text does not say by how much: give the length that was approved`,
    )
  }
  if (extended === true) return length
  if (extended.unit === length.unit && extended.count <= length.count) return extended
  throw refuse(
    'extension-too-long',
    `「${title.zh}」最多延长${termText(length).zh}`,
    `"${title.en}" can be extended by ${termText(length).en} at most`,
  )
}

const isMoment = (from: CalendarDate | Instant): from is Instant => from.includes('T')

function momentOf(
  rule: Period,
  from: CalendarDate | Instant,
  length: Term,
  extendedBy: Term | undefined,
): PeriodResult {
  if (!isMoment(from))
    throw because(
      Malformed,
      'period-needs-moment',
      `「${rule.title.zh}」按小时计算，起点要写到几时几分，如 2026-10-03T22:15+08:00`,
      `"${rule.title.en}" runs in hours: its start needs the time of day, such as 2026-10-03T22:15+08:00`,
      { field: 'from' },
    )
  plausible(dayOf(from))
  const count = length.count + (extendedBy?.unit === 'hour' ? extendedBy.count : 0)
  const sign = rule.direction === 'back' ? -1 : 1
  const last = lastMoment(from, { count: sign * count, unit: 'hour' })
  const said = termText(length)
  return {
    last,
    raw: last,
    rolled: false,
    provisional: false,
    unknownYears: [],
    skipped: [],
    suspendedDays: 0,
    ...(extendedBy && { extendedBy }),
    explanation: [
      text(
        `自${rule.start.zh}起${said.zh}，按钟点计算，休息日不扣除`,
        `${said.en} by the clock, rest days included, from: ${rule.start.en}`,
      ),
    ],
  }
}

function dayResult(rule: Period, facts: PeriodFacts, length: DayTerm, extendedBy: Term | undefined): PeriodResult {
  const isBack = rule.direction === 'back'
  const from = plausible(isMoment(facts.from) ? dayOf(facts.from) : facts.from)
  const count = new Count(numberOf(from), facts.calendar, suspension(facts.suspended ?? []), isBack ? -1 : 1).run(
    length,
  )
  const explanation = [counted(rule, from, length)]
  if (extendedBy !== undefined && extendedBy.unit !== 'hour') {
    count.run(extendedBy)
    explanation.push(extended(rule, extendedBy))
  }
  const raw = count.date
  const kind = count.look()
  if (rule.roll === 'forward' && !isBack) count.roll()
  const last = count.date
  const unknownYears = [...count.unknownYears].toSorted((a, b) => a - b)
  const skipped = isBack ? count.skipped.toReversed() : count.skipped
  explanation.push(
    ...count.madeUp.map(({ date, why }) => text(`${date} 是${why.zh}，计入`, `${date} counts: ${why.en}`)),
    ...(count.suspendedDays > 0 ? [suspended(count.suspendedDays)] : []),
    ...(kind.works ? [] : [onRestDay(raw, last, dayText(numberOf(raw), kind))]),
    ...unknownYears.map((year) => unknown(year, rule)),
  )
  return {
    last,
    raw,
    rolled: last !== raw,
    ...(!isBack && { dayAfter: dateOf(numberOf(last) + 1) }),
    provisional: unknownYears.length > 0,
    unknownYears,
    skipped,
    suspendedDays: count.suspendedDays,
    ...(extendedBy && { extendedBy }),
    explanation,
  }
}

function counted({ start, direction }: Period, from: CalendarDate, length: DayTerm): Text {
  const said = termText(length)
  if (direction === 'back')
    return text(
      `从 ${from}（${start.zh}）往前数${said.zh}，当日不计`,
      `${said.en} counted back from ${from} (${start.en}), that day not counted`,
    )
  return text(
    `${start.zh}是 ${from}，当日不计，次日起算${said.zh}`,
    `${said.en} from the day after ${from} (${start.en})`,
  )
}

const extended = ({ extension }: Period, by: Term): Text =>
  text(
    `经${extension?.by ?? ''}批准，延长${termText(by).zh}`,
    `Extended by ${termText(by).en} with the approval of ${extension?.by ?? ''}`,
  )

const suspended = (days: number): Text =>
  text(
    `中止的 ${days} 天不计，期限相应顺延`,
    `${days} suspended ${days === 1 ? 'day does' : 'days do'} not count and move the end by as much`,
  )

const onRestDay = (raw: CalendarDate, last: CalendarDate, why: Text): Text =>
  raw === last
    ? text(
        `${raw} 是${why.zh}；本期限不因休息日顺延，请提前办理`,
        `${raw} is a rest day (${why.en}); this period is not moved by it, so act before`,
      )
    : text(`${raw} 是${why.zh}，顺延到 ${last}`, `${raw} is a rest day (${why.en}), so the period ends on ${last}`)

const unknown = (year: number, { unit, roll }: Period): Text =>
  unit === 'working-day' || roll === 'forward'
    ? text(
        `${year} 年的放假安排还没有导入，这个日期是暂定的`,
        `The holidays of ${year} are not loaded yet: this day is provisional`,
      )
    : text(
        `${year} 年的放假安排还没有导入；本期限不因休息日移动，导入后只会多出休息日的提示`,
        `The holidays of ${year} are not loaded yet; rest days do not move this period, loading them only tells whether it ends on one`,
      )
