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
  /** `stated`: by the paper that starts it, which is named. */
  readonly length:
    | Term
    | { readonly setting: string }
    /** `usual`: what the place goes by where the paper has none. */
    | { readonly stated: Text; readonly usual?: { readonly setting: string } | undefined }
  readonly unit: Term['unit']
  readonly direction?: 'forward' | 'back' | undefined
  readonly roll: 'forward' | 'none'
  /** A limit on power that the law sets: nothing is left out of it without a reason. */
  readonly limit?: true | undefined
  readonly suspendedBy?: readonly string[] | undefined
  readonly extension?: Extension | undefined
}

export interface Extension {
  /** At most this long; `unnamed` where the text allows one and prints no length. */
  readonly length: Term | 'unnamed'
  readonly by: string
  readonly times?: number | undefined
  /** A second one, after the first. */
  readonly further?: { readonly length: Term; readonly by: string } | undefined
}

/** What a period is computed from. */
export interface PeriodFacts {
  /** The day, or for hours the moment, of the event that starts it. */
  readonly from: CalendarDate | Instant
  readonly suspended?: readonly SuspendedDays[] | undefined
  /** `true`: extended by all the rule allows; a term: by as much as was granted. */
  readonly extended?: boolean | Term | undefined
  /** The same of a second extension, which there is only after the first. */
  readonly again?: boolean | Term | undefined
  /** The length that the paper states, where the rule leaves it to that. */
  readonly stated?: Term | undefined
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
  readonly extendedAgainBy?: Term
  /** How it was counted, in whole sentences. */
  readonly explanation: readonly Text[]
}

/** The key of the setting without which the period has no length; undefined when nothing is missing. */
export const settingMissing = (
  { length }: Pick<Period, 'length'>,
  settings: Readonly<Record<string, unknown>> = {},
): string | undefined => ('setting' in length && settings[length.setting] === undefined ? length.setting : undefined)

/**
 * The last day or moment of a period. Throws Refused when its length is a setting not yet given (`setting-open`) or is to
 * be read on a paper (`length-stated`), when it is suspended or extended though the rule allows neither, suspended for
 * another reason than the rule names, or extended by more than it allows; Malformed on a start that does not fit the unit,
 * a suspension that ends before it begins, or a setting of another unit.
 */
export function computePeriod(rule: Period, facts: PeriodFacts): PeriodResult {
  const length = lengthOf(rule, facts)
  const extensions = extensionsOf(rule, facts.extended ?? false, facts.again ?? false)
  for (const one of facts.suspended ?? []) refuseGround(rule, one)
  return length.unit === 'hour'
    ? momentOf(rule, facts.from, length, extensions)
    : dayResult(rule, facts, length, extensions)
}

function refuseGround({ title, suspendedBy = [], limit }: Period, { why }: SuspendedDays): void {
  if (suspendedBy.length === 0)
    throw because(
      Refused,
      'period-not-suspended',
      `「${title.zh}」没有可以中止计算的情形`,
      `Nothing suspends "${title.en}"`,
      { field: 'suspended' },
    )
  if (limit === true && (why === undefined || why.trim() === ''))
    throw because(
      Refused,
      'suspension-unexplained',
      `「${title.zh}」是对权力的限制，没有写明事由的日子不扣除；能扣除的是：${suspendedBy.join('、')}`,
      `"${title.en}" is a limit on power: no day is left out without its reason, and what counts is: ${suspendedBy.join(', ')}`,
      { field: 'suspended' },
    )
  if (why === undefined || why.trim() === '' || suspendedBy.some((ground) => why.includes(ground))) return
  throw because(
    Refused,
    'suspension-ground',
    `“${why}”不使「${title.zh}」中止计算；条文写明的是：${suspendedBy.join('、')}`,
    `"${why}" does not suspend "${title.en}"; what does is: ${suspendedBy.join(', ')}`,
    { field: 'suspended' },
  )
}

function lengthOf(rule: Period, { settings = {}, stated }: PeriodFacts): Term {
  if ('stated' in rule.length)
    return stated ?? usualOf(rule, settings) ?? refuseUnstated(rule.title, rule.length.stated)
  if (stated !== undefined)
    throw because(
      Refused,
      'length-not-stated',
      `「${rule.title.zh}」的长短由条文规定，不按文书填写`,
      `How long "${rule.title.en}" is the law says, not a paper`,
      { field: 'stated' },
    )
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
  return settingTerm(rule, key, value)
}

/** What the place goes by where the paper states no term; undefined where the bureau has set nothing. */
export function usualOf(rule: Period, settings: Readonly<Record<string, unknown>> = {}): Term | undefined {
  const key = 'stated' in rule.length ? rule.length.usual?.setting : undefined
  const value = key === undefined ? undefined : settings[key]
  return key === undefined || value === undefined ? undefined : settingTerm(rule, key, value)
}

function settingTerm(rule: Period, key: string, value: unknown): Term {
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

function refuseUnstated(title: Text, paper: Text): never {
  throw because(
    Refused,
    'length-stated',
    `「${title.zh}」的长短以${paper.zh}为准，法律没有写天数：请照文书填写`,
    `How long "${title.en}" is stands on the paper (${paper.en}) and nowhere in the law: type it from there`,
    { field: 'stated' },
  )
}

/** The first extension and the second, as far as they were granted. */
function extensionsOf(rule: Period, extended: boolean | Term, again: boolean | Term): readonly Granted[] {
  const first = extensionOf(rule, extended)
  const { title, extension } = rule
  const by = extension?.by ?? ''
  if (again === false) return first === undefined ? [] : [{ term: first, by }]
  const refuse = (code: string, zh: string, en: string): Error => because(Refused, code, zh, en, { field: 'again' })
  const further = extension?.further
  if (further === undefined)
    throw refuse('period-not-extended-again', `「${title.zh}」不能再次延长`, `"${title.en}" cannot be extended again`)
  if (first === undefined)
    throw refuse(
      'period-not-extended-first',
      `「${title.zh}」先延长一次，仍不能办结的才能再次延长`,
      `"${title.en}" is extended a second time only after the first`,
    )
  const { length } = further
  if (again !== true && (again.unit !== length.unit || again.count > length.count))
    throw refuse(
      'extension-too-long',
      `「${title.zh}」再次延长最多${termText(length).zh}`,
      `"${title.en}" can be extended again by ${termText(length).en} at most`,
    )
  return [
    { term: first, by },
    { term: again === true ? length : again, by: further.by },
  ]
}

interface Granted {
  readonly term: Term
  readonly by: string
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
  extensions: readonly Granted[],
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
  const count = extensions.reduce((sum, { term }) => sum + (term.unit === 'hour' ? term.count : 0), length.count)
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
    ...extendedIn(extensions),
    explanation: [
      text(
        `自${rule.start.zh}起${said.zh}，按钟点计算，休息日不扣除`,
        `${said.en} by the clock, rest days included, from: ${rule.start.en}`,
      ),
    ],
  }
}

const extendedIn = ([first, second]: readonly Granted[]): Pick<PeriodResult, 'extendedBy' | 'extendedAgainBy'> => ({
  ...(first && { extendedBy: first.term }),
  ...(second && { extendedAgainBy: second.term }),
})

function dayResult(rule: Period, facts: PeriodFacts, length: DayTerm, extensions: readonly Granted[]): PeriodResult {
  const isBack = rule.direction === 'back'
  const from = plausible(isMoment(facts.from) ? dayOf(facts.from) : facts.from)
  const count = new Count(numberOf(from), facts.calendar, suspension(facts.suspended ?? []), isBack ? -1 : 1).run(
    length,
  )
  const explanation = [counted(rule, from, length)]
  for (const { term, by } of extensions) {
    if (term.unit === 'hour') continue
    count.run(term)
    explanation.push(extended(by, term))
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
    ...((facts.suspended ?? []).some(({ why = '' }) => why.trim() === '') ? [groundUntold(rule)] : []),
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
    ...extendedIn(extensions),
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

const extended = (by: string, term: Term): Text =>
  text(`经${by}批准，延长${termText(term).zh}`, `Extended by ${termText(term).en} with the approval of ${by}`)

/** Who says that it was suspended, and not for what, is taken at their word, and told what the word has to be. */
const groundUntold = ({ suspendedBy = [] }: Period): Text =>
  text(
    `没有写明中止的事由：只有${suspendedBy.join('、')}才使本期限中止，不是的不能扣除`,
    `What it was suspended for is not told: only ${suspendedBy.join(', ')} suspends it, and nothing else may be left out`,
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
