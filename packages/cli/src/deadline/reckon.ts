import { computePeriod } from '@liuhen/core/calendar'
import type { HolidayCalendar, PeriodResult, SuspendedDays } from '@liuhen/core/calendar'
import { beijing, dayOf, Instant, Malformed, text } from '@liuhen/core/kernel'
import type { CalendarDate, Text } from '@liuhen/core/kernel'
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
  /** A number: by so much of the period's own unit. */
  readonly extended: boolean | number
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
}

export interface Reckoning extends PeriodResult {
  readonly period: string
  readonly pack: string
  readonly title: Text
  readonly start: Text
  readonly from: CalendarDate | Instant
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

/**
 * Computes a period with its articles and its other readings. `all` are the clocks that other readings and earlier periods
 * are looked up in. Throws a wrong call where the start is missing or does not fit, and as `computePeriod`.
 */
export function reckon(clock: Clock, asked: Asked, all: readonly Clock[], calendar: HolidayCalendar): Reckoning {
  const from = asked.from ?? startOf(clock, asked, all, calendar)
  if (from === undefined)
    throw usage(`请用 --from 给出起点：${clock.rule.start.zh}`, `Give the start with --from: ${clock.rule.start.en}`)
  const result = called(() => compute(clock, from, asked, calendar))
  const others = all.filter((one) => isOtherReading(clock, one) || isOtherReading(one, clock))
  return {
    ...named(clock),
    period: clock.id,
    from,
    ...result,
    ...(isMoment(result.last) && { local: beijing(result.last) }),
    places: placesOf(clock),
    otherReadings: others.map((one) => reading(one, clock, from, asked, all, calendar)),
    notes: notesOf(clock, dayIn(from)),
  }
}

function compute({ rule }: Clock, from: CalendarDate | Instant, asked: Asked, calendar: HolidayCalendar): PeriodResult {
  const { suspended, settings, extended } = asked
  const unit =
    rule.extension === undefined || rule.extension.length === 'unnamed' ? rule.unit : rule.extension.length.unit
  const granted = typeof extended === 'number' ? { count: extended, unit } : extended
  return computePeriod(rule, { from, suspended, settings, extended: granted, calendar })
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
  of.rule.otherReading !== undefined && idIn(of, of.rule.otherReading) === one.id

/** The day a period starts on when it follows another, from the day the decision was received. */
function startOf(
  clock: Clock,
  asked: Asked,
  all: readonly Clock[],
  calendar: HolidayCalendar,
): CalendarDate | undefined {
  const { after } = clock.rule
  const before = after === undefined ? undefined : all.find((one) => one.id === idIn(clock, after))
  if (asked.received === undefined || before === undefined) return undefined
  const last = computePeriod(before.rule, { from: asked.received, calendar, settings: asked.settings }).last
  return dayIn(last)
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
  const about = { id: one.id, ...named(one) }
  if (own === undefined) return about
  const { last, provisional } = compute(one, own, { ...asked, suspended: [], extended: false }, calendar)
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
