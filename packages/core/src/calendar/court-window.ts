import { because, Malformed, text } from '../kernel/index.ts'
import type { CalendarDate, Text } from '../kernel/index.ts'
import type { HolidayCalendar } from './calendar.ts'
import { computePeriod } from './period.ts'
import { dateOf, numberOf } from './days.ts'
import type { Period, PeriodResult } from './period.ts'

/** The periods the window is made of: those of the national law, and the bureau's own reading where it has one. */
export interface CourtPeriods {
  /** In which the party may sue; or ask for reconsideration, where that comes first (行政复议法 art. 23). */
  readonly suit: Period
  /** In which the party performs: payment of a fine. */
  readonly performance: Period
  /** Which must pass after the demand was served (行政强制法 art. 54). */
  readonly demand: Period
  /** In which the court is applied to (行政强制法 art. 53). */
  readonly application: Period
  /** The same as the bureau's regulation prints it, from the end of performance. */
  readonly printed?: Period | undefined
}

export interface CourtFacts {
  /** The day the decision was received. */
  readonly received: CalendarDate
  /** The day the demand to perform was served. */
  readonly demanded?: CalendarDate
  /**
   * The last day of a deferral or of instalments: until then nothing is overdue, and the application runs from it where it
   * comes after the remedies (行政处罚法 art. 72; 行政强制法 art. 53).
   */
  readonly deferredTo?: CalendarDate
  readonly calendar: HolidayCalendar
}

/** When a court may be asked to enforce, by the statute and as printed, both kept beside each other. */
export interface CourtWindow {
  /** The day the application runs from: the end of the remedies, or of a deferral that ends later. */
  readonly from: CalendarDate
  /** The first day after it: before it no court takes the application, whatever else was done (行政强制法 art. 53). */
  readonly earliest: CalendarDate
  /** The first day on which an application is lawful; absent while no demand was served. */
  readonly opens?: CalendarDate
  /** The last day by the statute: from the end of the time to sue, or of a deferral. */
  readonly closes: CalendarDate
  /** The last day as the bureau's regulation prints it. */
  readonly printed?: CalendarDate
  /** Whether an application on the printed last day would be lawful: false when the window is not open by then. */
  readonly printedIsUsable?: boolean
  readonly provisional: boolean
  readonly steps: {
    readonly suit: PeriodResult
    readonly performance: PeriodResult
    readonly demand?: PeriodResult
    readonly application: PeriodResult
    readonly printed?: PeriodResult
  }
  readonly notes: readonly Text[]
}

/**
 * Computes the window from the day the decision was received. Throws as {@link computePeriod}, and Malformed where a demand or
 * the end of a deferral comes before the decision it follows.
 */
export function courtWindow(periods: CourtPeriods, facts: CourtFacts): CourtWindow {
  const { calendar, deferredTo } = facts
  refuseBefore(facts, 'demanded', '催告书送达', 'The demand was served')
  refuseBefore(facts, 'deferredTo', '延期、分期届满', 'The deferral or the instalments ended')
  const end = (rule: Period, from: CalendarDate): PeriodResult & { readonly last: CalendarDate } => {
    const result = computePeriod(rule, { from, calendar })
    // Every period of the window is counted in days, which the types of a rule read from a file cannot say.
    return { ...result, last: result.last as CalendarDate }
  }
  const suit = end(periods.suit, facts.received)
  const performance = end(periods.performance, facts.received)
  const demand = facts.demanded === undefined ? undefined : end(periods.demand, facts.demanded)
  const deferred = deferredTo !== undefined && deferredTo > suit.last ? deferredTo : undefined
  const from = deferred ?? suit.last
  const application = end(deferred ? { ...periods.application, start: DEFERRAL_ENDED } : periods.application, from)
  const printed =
    periods.printed && end(periods.printed, [deferredTo ?? performance.last, performance.last].toSorted()[1] ?? from)
  const earliest = deferred ? dateOf(numberOf(deferred) + 1) : (suit.dayAfter ?? suit.last)
  const opens = demand?.dayAfter && [demand.dayAfter, earliest].toSorted().at(-1)
  const all = [suit, performance, application, ...(demand ? [demand] : []), ...(printed ? [printed] : [])]
  return {
    from,
    earliest,
    ...(opens && { opens }),
    closes: application.last,
    ...(printed && { printed: printed.last, printedIsUsable: printed.last >= earliest }),
    provisional: all.some((one) => one.provisional),
    steps: { suit, performance, application, ...(demand && { demand }), ...(printed && { printed }) },
    notes: [
      ...lateDemand(opens, application.last),
      ...(deferredTo !== undefined && deferredTo < suit.last ? [deferredLess(deferredTo, suit.last)] : []),
      ...notesOf(suit.last, application.last, printed?.last),
    ],
  }
}

const DEFERRAL_ENDED = text('延期、分期届满之日', 'the day the deferral or the instalments ended')

function refuseBefore(
  { received, ...facts }: CourtFacts,
  name: 'demanded' | 'deferredTo',
  zh: string,
  en: string,
): void {
  const day = facts[name]
  if (day === undefined || day >= received) return
  throw because(
    Malformed,
    'before-decision',
    `${zh}（${day}）早于收到决定（${received}），请核对日期`,
    `${en} on ${day}, before the decision was received on ${received}: check the days`,
    { field: name },
  )
}

const deferredLess = (deferredTo: CalendarDate, suit: CalendarDate): Text =>
  text(
    `延期、分期到 ${deferredTo} 届满，早于救济期限届满的 ${suit}：在那以前法院不受理，从救济期限届满之日起算；条文也写自延期、分期届满之日起算，宜尽早申请`,
    `The deferral or the instalments ended on ${deferredTo}, before the remedies did on ${suit}: until then no court takes it, so it runs from there; the text also says from the end of the deferral, so apply early`,
  )

const lateDemand = (opens: CalendarDate | undefined, closes: CalendarDate): readonly Text[] =>
  opens === undefined || opens <= closes
    ? []
    : [
        text(
          `催告太迟：等满以后是 ${opens}，而最迟要在 ${closes} 申请，已经没有可以申请的日子`,
          `The demand came too late: its wait is over on ${opens}, and the last day to apply is ${closes}, so no day is left`,
        ),
      ]

function notesOf(suit: CalendarDate, closes: CalendarDate, printed: CalendarDate | undefined): readonly Text[] {
  if (printed === undefined || printed === closes) return []
  const both = text(
    `按法律，从起诉期限届满起算，到 ${closes} 止；按本局条文的字面，从履行期限届满起算，到 ${printed} 止`,
    `By the statute the three months run from the end of the time to sue, to ${closes}; as the regulation prints it, from the end of performance, to ${printed}`,
  )
  if (printed > suit) return [both]
  return [
    both,
    text(
      `字面上的最后一日不晚于起诉期限届满日 ${suit}，那时申请法院还不能受理：${printed} 只作为内部准备材料的提醒`,
      `The printed last day is not after the time to sue ends on ${suit}, when a court cannot take the application yet: ${printed} serves as a reminder to prepare`,
    ),
  ]
}
