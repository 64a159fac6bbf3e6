import { courtWindow, dateOf, numberOf } from '@liuhen/core/calendar'
import type { HolidayCalendar, PeriodResult, SuspendedDays } from '@liuhen/core/calendar'
import { beijing, dayOf, Instant, Malformed, text } from '@liuhen/core/kernel'
import type { CalendarDate, Text } from '@liuhen/core/kernel'
import { displacing, endOfPeriod, goesBy, limitOf, textsOf } from '@liuhen/core/policy'
import type { Decision, Term } from '@liuhen/core/policy'
import { usage } from '../terminal/index.ts'
import { placesOf } from './periods.ts'
import type { Clock, Place } from './periods.ts'

/** What was asked beside the period itself. */
export interface Asked {
  /** The day or moment of the event that starts the period. */
  readonly from?: CalendarDate | Instant
  /** Instead: the day the decision was received; the periods that come before this one are computed too. */
  readonly received?: CalendarDate
  readonly suspended: readonly SuspendedDays[]
  /** The day the demand to perform was served, for the court. */
  readonly demanded?: CalendarDate
  /** The last day of a deferral or of instalments, for the court. */
  readonly deferredTo?: CalendarDate
  /** A number: by so much of the period's own unit. */
  readonly extended: boolean | number
  /** The same of a second extension. */
  readonly again: boolean | number
  /** The length written in the paper that starts it. */
  readonly stated?: Term
  readonly decision?: Decision
  readonly settings: Readonly<Record<string, number>>
}

/** One way of reading a period, computed where its start is known. */
export interface Reading {
  readonly id: string
  readonly pack: string
  readonly title: Text
  readonly start: Text
  readonly from?: CalendarDate | Instant
  readonly last?: CalendarDate | Instant
  readonly provisional?: boolean
  readonly articles: readonly string[]
  /** The words it stands on. */
  readonly says: Text
}

export interface Reckoning extends PeriodResult {
  readonly period: string
  readonly pack: string
  readonly title: Text
  readonly start: Text
  readonly from: CalendarDate | Instant
  /** The first day on which a court can be asked, for that period. */
  readonly opens?: CalendarDate
  /** What happens by itself when it has passed. */
  readonly lapse?: Text
  /** Of hours: the last moment by the clocks of Beijing, `2026-10-04 22:15:00`. */
  readonly local?: string
  /** The articles it stands on, `changsha-county-2023/27`. */
  readonly articles: readonly string[]
  readonly places: readonly Place[]
  /** Other readings of the same period, each with its own start. */
  readonly otherReadings: readonly Reading[]
  readonly notes: readonly Text[]
}

const isMoment = (at: CalendarDate | Instant): at is Instant => Instant.safeParse(at).success

/** The day, in Beijing where it is a moment. */
export const dayIn = (at: CalendarDate | Instant): CalendarDate => (isMoment(at) ? dayOf(at) : at)

/** The rule of the national pack for the application to the court (行政强制法 art. 53). */
const COURT = 'national/period-court-application'
/** Whether a period is that of the law for the court, or the instrument's own reading of it. */
export const goesToCourt = ({ id, rule }: Clock): boolean => id === COURT || rule.displacedBy === COURT

/**
 * Computes a period with its articles and its other readings. `all` are the clocks that limits, other readings and earlier
 * periods are looked up in. A period that the law displaces is answered with the law's, its own beside it. Throws a wrong
 * call where the start is missing or does not fit, and as `endOfPeriod`.
 */
export function reckon(given: Clock, asked: Asked, all: readonly Clock[], calendar: HolidayCalendar): Reckoning {
  const clock = displacing(given, all) ?? given
  if (clock.id === COURT && asked.received !== undefined) return courtReckoning(clock, given, asked, all, calendar)
  if (asked.demanded !== undefined || asked.deferredTo !== undefined)
    throw usage(
      '--demanded、--deferred-to 只用于申请法院强制执行，并和 --received 同用',
      '--demanded and --deferred-to are for the application to the court, together with --received',
    )
  const from = asked.from ?? startOf(clock, asked, all, calendar)
  if (from === undefined)
    throw usage(`请用 --from 给出起点：${clock.rule.start.zh}`, `Give the start with --from: ${clock.rule.start.en}`)
  const result = called(() => compute(clock, from, asked, all, calendar))
  refuseStray(asked, dayIn(from), dayIn(result.last))
  const others = all.filter((one) => one === given || isOtherReading(given, one) || isOtherReading(one, given))
  return {
    ...named(clock),
    period: clock.id,
    from,
    ...(clock.rule.opens !== undefined && { opens: dateOf(numberOf(dayIn(from)) + 1) }),
    ...result,
    ...(isMoment(result.last) && { local: beijing(result.last) }),
    ...(clock.rule.lapse && { lapse: clock.rule.lapse }),
    places: placesOf(clock),
    otherReadings: others.filter((one) => one !== clock).map((one) => reading(one, clock, from, asked, all, calendar)),
    notes: notesOf(clock, dayIn(from)),
  }
}

/** Days that the period is suspended for lie in it: of others a year or a month is mistyped. */
function refuseStray({ suspended }: Asked, from: CalendarDate, last: CalendarDate): void {
  const stray = suspended.find((one) => (from < last ? one.to < from || one.from > last : false))
  if (stray === undefined) return
  throw usage(
    `--suspend 的 ${stray.from} 至 ${stray.to} 不在期限之内（${from} 至 ${last}）：请核对日期`,
    `--suspend: ${stray.from} to ${stray.to} lies outside the period (${from} to ${last}): look at the dates`,
  )
}

/** The window in which a court can be asked, the law's first and the instrument's own reading beside it. */
function courtReckoning(
  clock: Clock,
  given: Clock,
  asked: Asked,
  all: readonly Clock[],
  calendar: HolidayCalendar,
): Reckoning {
  const { received, demanded, deferredTo, decision } = asked
  if (received === undefined) throw new RangeError('asked without the day the decision was received')
  const isReviewFirst = find(all, 'period-suit')?.rule.notBefore?.decisions.some((one) => one === decision) ?? false
  const steps = {
    suit: find(all, isReviewFirst ? 'period-reconsideration' : 'period-suit'),
    performance: find(all, 'period-payment'),
    demand: find(all, 'period-demand'),
  }
  const { suit, performance, demand } = steps
  if (suit === undefined || performance === undefined || demand === undefined)
    throw usage(
      '没有国家法律中的期限，算不出申请法院的日子',
      'Without the periods of the national law it cannot be told',
    )
  const printed = given === clock ? undefined : given
  const window = called(() =>
    courtWindow(
      {
        suit: suit.rule,
        performance: performance.rule,
        demand: demand.rule,
        application: { ...clock.rule, start: text('救济期限届满之日', 'the day the time for remedies ended') },
        printed: printed?.rule,
      },
      { received, calendar, ...(demanded && { demanded }), ...(deferredTo && { deferredTo }) },
    ),
  )
  const { application } = window.steps
  return {
    ...named(clock),
    period: clock.id,
    from: window.from,
    opens: window.opens ?? window.earliest,
    ...application,
    provisional: window.provisional,
    explanation: [
      text(
        `${suit.rule.title.zh}的期限到 ${window.steps.suit.last} 届满，其间没有申请复议、没有起诉又不履行的，才能申请`,
        `The time for "${suit.rule.title.en}" ends on ${window.steps.suit.last}; only when it passed unused and nothing was performed may the court be asked`,
      ),
      window.steps.demand === undefined
        ? text(
            '申请以前还须催告，催告书送达满十个工作日：用 --demanded 写上送达之日',
            'A demand must have been served ten working days before: give that day with --demanded',
          )
        : text(
            `催告书送达后等到 ${window.steps.demand.last}，次日起才能申请`,
            `The wait after the demand ends on ${window.steps.demand.last}; from the day after the court may be asked`,
          ),
      ...application.explanation,
      ...window.notes,
    ],
    places: [suit, demand, clock].flatMap(placesOf),
    articles: [clock, suit, demand].flatMap((one) => placesOf(one).map(({ article }) => article)),
    otherReadings:
      printed === undefined || window.printed === undefined || window.steps.printed === undefined
        ? []
        : [
            {
              id: printed.id,
              ...named(printed),
              from: dayIn(window.steps.performance.last),
              last: window.printed,
              provisional: window.steps.printed.provisional,
              says: textsOf(printed),
            },
          ],
    notes: notesOf(clock, received),
  }
}

const find = (all: readonly Clock[], id: string): Clock | undefined =>
  all.find(({ pack, rule }) => pack.identity.kind === 'national' && goesBy(rule, id))

function compute(
  clock: Clock,
  from: CalendarDate | Instant,
  asked: Asked,
  all: readonly Clock[],
  calendar: HolidayCalendar,
): PeriodResult {
  const { rule } = clock
  const { suspended, settings, extended, again, stated, decision } = asked
  const unit =
    rule.extension === undefined || rule.extension.length === 'unnamed' ? rule.unit : rule.extension.length.unit
  const granted = (by: boolean | number, of: Term['unit']) => (typeof by === 'number' ? { count: by, unit: of } : by)
  return endOfPeriod(clock, limitOf(clock, all), {
    from,
    suspended,
    settings,
    extended: granted(extended, unit),
    again: granted(again, rule.extension?.further?.length.unit ?? unit),
    stated,
    decision,
    calendar,
  })
}

const named = (clock: Clock) => ({
  pack: clock.pack.identity.id,
  title: clock.rule.title,
  start: clock.rule.start,
  articles: placesOf(clock).map((one) => one.article),
})

/** What does not fit the period was given on the command line, so the call is wrong. */
function called<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof Malformed)) throw thrown
    throw new Malformed(thrown.obstacles.map((one) => ({ ...one, code: 'usage' })))
  }
}

const idIn = (clock: Clock, name: string): string => (name.includes('/') ? name : `${clock.pack.identity.id}/${name}`)

const isOtherReading = (of: Clock, one: Clock): boolean =>
  of !== one && of.rule.otherReading !== undefined && idIn(of, of.rule.otherReading) === one.id

const isNamed = ({ pack, rule }: Clock, id: string): boolean =>
  id.startsWith(`${pack.identity.id}/`) && goesBy(rule, id.slice(pack.identity.id.length + 1))

/** The day a period starts on when it follows another, from the day the decision was received. */
function startOf(
  clock: Clock,
  asked: Asked,
  all: readonly Clock[],
  calendar: HolidayCalendar,
): CalendarDate | undefined {
  const { after } = clock.rule
  const before = after === undefined ? undefined : all.find((one) => isNamed(one, idIn(clock, after)))
  if (asked.received === undefined || before === undefined) return undefined
  const { settings } = asked
  return dayIn(endOfPeriod(before, undefined, { from: asked.received, calendar, settings }).last)
}

function reading(
  one: Clock,
  main: Clock,
  from: CalendarDate | Instant,
  asked: Asked,
  all: readonly Clock[],
  calendar: HolidayCalendar,
): Reading {
  const own = one.rule.start.zh === main.rule.start.zh ? from : startOf(one, asked, all, calendar)
  const about = { id: one.id, ...named(one), says: textsOf(one) }
  if (own === undefined) return about
  const plainly = { ...asked, suspended: [], extended: false, again: false }
  const { last, provisional } = compute(one, own, plainly, all, calendar)
  return { ...about, from: own, last, provisional }
}

function notesOf({ pack, rule }: Clock, day: CalendarDate): readonly Text[] {
  const { effectiveFrom, effectiveTo, title } = pack.identity
  const notes = rule.note === undefined ? [] : [rule.note]
  if (effectiveFrom !== null && day < effectiveFrom)
    return [
      ...notes,
      text(
        `${day} 时《${title.zh}》尚未施行（${effectiveFrom}）`,
        `On ${day} "${title.en}" was not in force yet (${effectiveFrom})`,
      ),
    ]
  if (effectiveTo !== undefined && day > effectiveTo)
    return [...notes, text(`${day} 时《${title.zh}》已经失效`, `On ${day} "${title.en}" was no longer in force`)]
  return notes
}
