import { dateOf, numberOf } from '../../calendar/index.ts'
import { CalendarDate, text } from '../../kernel/index.ts'
import type { RuleUsed } from '../answer.ts'
import { rulesOf } from '../rule-set.ts'
import type { GuardOf } from '../rules.ts'
import { periodNamed } from './count.ts'
import { laterOf, periodOf } from './ends.ts'
import { instalmentsSet, missedInstalment } from './instalments.ts'
import { notMet, unknown, untold } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf, lastOf } from './story.ts'
import type { Done, Story } from './story.ts'

/** Days on which nothing is added, the first and the last included; without a last one it goes on. */
export interface Stop {
  readonly by: Done
  readonly from: CalendarDate
  readonly to?: CalendarDate
}

/** What a sum that was not paid in time has grown by, as of a day. */
export interface Accrual {
  /** The sum that is owed; until all of it is paid the whole of it counts, as the law is written. */
  readonly base: number
  /** Per cent of it a day. */
  readonly rate: number
  /** The most it may grow by. */
  readonly cap: number
  /** The first day that counts: the day after the time to pay. */
  readonly from: CalendarDate
  readonly on: CalendarDate
  /** Days late up to that day, and how many of them count. */
  readonly late: number
  readonly counted: number
  readonly sum: number
  /** What it would be with only what was unpaid counted from day to day; absent where that is the same. */
  readonly onRest?: number
  /**
   * `not-due`: there is time to pay still; `growing`; `stopped`: it stands still; `full`: it has reached its cap; `settled`:
   * what was owed is paid, and nothing is added any more.
   */
  readonly state: 'not-due' | 'growing' | 'stopped' | 'full' | 'settled'
  readonly stops: readonly Stop[]
  /** The day on which it reached its cap, or on which the last of the sum was paid. */
  readonly capped?: CalendarDate
  readonly settled?: CalendarDate
  /** All that was paid, first of the sum and then of what was added; and how much is owed of each, or paid too much. */
  readonly paid: number
  readonly owed: number
  readonly addedOwed: number
  readonly over: number
  readonly used: readonly RuleUsed[]
}

/** What has grown up to the day of the act, or how a condition on it stands where that cannot be told; undefined where nothing is owed. */
export function accrualOf(
  guard: GuardOf<'accrued'>,
  asked: Asked,
): Accrual | { readonly standing: Standing } | undefined {
  const { on: owing, changed = [], gone = [], after, rate, cap } = guard
  const { story, rules, act } = asked
  const decided = lastOf(story, owing.acts)
  if (decided === undefined) return undefined
  const since = allOf(story, [...changed, ...gone]).filter((one) => one.order > decided.order)
  const base = [decided, ...since].map(({ says }) => says[owing.fact]).findLast((one) => typeof one === 'number')
  const isGone = since.some((one) => gone.includes(one.act) && typeof one.says[owing.fact] !== 'number')
  if (base === undefined || base === 0 || isGone) return undefined
  const figure = (id: string) => rulesOf(rules, 'figure').find(({ rule }) => rule.id === id)
  const [daily, most] = [figure(rate), figure(cap)]
  if (daily === undefined || most === undefined)
    return { standing: unknown(text('没有这个数额的规定', 'no figure is laid down')) }
  const time = periodNamed(rules, after)?.rule
  const begun = lastOf(story, time?.startsOn ?? [])
  // A decision made anew is served anew before anything is late.
  if (begun === undefined || begun.order < decided.order) return undefined
  const ends = laterOf(periodOf(after, asked), setOn(guard, decided, asked), time?.title)
  if ('standing' in ends) return ends
  const received = payments(guard, decided, story)
  const unsaid = received.find(({ amount }) => amount === undefined)
  if (unsaid !== undefined)
    return {
      standing: unknown(
        text(
          `第 ${unsaid.number} 项没有写明缴纳多少`,
          `of the payment of act ${unsaid.number} it is not told how much it was`,
        ),
      ),
    }
  const last = numberOf(CalendarDate.parse(ends.last.slice(0, 10)))
  const stops = stopsOf(story, guard.without ?? []).filter(
    ({ from, to }) => numberOf(from) <= numberOf(act.on) && (to === undefined || numberOf(to) > last),
  )
  const found = grown({
    base,
    rate: daily.rule.value,
    cap: inFen((base * most.rule.value) / 100),
    after: last,
    until: numberOf(act.on),
    stops,
    received: received.map(({ on, amount = 0 }) => ({ on: numberOf(on), amount })),
  })
  return {
    base,
    rate: daily.rule.value,
    cap: inFen((base * most.rule.value) / 100),
    from: dateOf(last + 1),
    on: act.on,
    stops,
    ...found,
    used: [...ends.used, daily.used, most.used],
  }
}

/** Whether an amount is within what has grown since the period was over. */
export function accrued(guard: GuardOf<'accrued'>, asked: Asked): Standing {
  const { fact } = guard
  const { act } = asked
  const said = act.says[fact]
  if (typeof said !== 'number') return untold(fact)
  const found = accrualOf(guard, asked)
  if (found !== undefined && 'standing' in found) return found.standing
  if (found === undefined) return nothingOwed(guard, said, asked)
  const { sum, late, counted, used } = found
  if (said <= sum) return { met: 'met' }
  return notMet(
    text(
      `到 ${act.on} 逾期 ${late} 日，计 ${counted} 日，至多 ${sum} 元；写的是 ${said} 元`,
      `${late} days late on ${act.on}, ${counted} of them counted: ${sum} yuan at most, and ${said} is told`,
    ),
    { used, clears: { fact } },
  )
}

function nothingOwed({ fact, on }: GuardOf<'accrued'>, said: number, { story }: Asked): Standing {
  if (typeof lastOf(story, on.acts)?.says[on.fact] !== 'number') return untold(on.fact)
  if (said === 0) return { met: 'met' }
  return notMet(
    text('没有送达而且有效的罚款决定，不能加处', 'no fine that stands was served: there is nothing to add to'),
    { clears: { fact } },
  )
}

/** The day a paper set instead: on which it is to be paid, or the instalment that was missed, or the last of them. */
function setOn({ orSet = [] }: GuardOf<'accrued'>, decided: Done, { story, act }: Asked): CalendarDate | undefined {
  const set = allOf(story, orSet)
    .filter((one) => one.order >= decided.order)
    .at(-1)
  if (set === undefined) return undefined
  const instalments = instalmentsSet(set, story)
  return (missedInstalment(instalments, act.on) ?? instalments.at(-1))?.on ?? set.dueOn
}

interface Payment {
  readonly number: number
  readonly on: CalendarDate
  readonly amount: number | undefined
}

/** What was paid since the decision, less what was given back. */
function payments({ paid, refunded }: GuardOf<'accrued'>, decided: Done, story: Story): readonly Payment[] {
  const told = ({ acts, facts }: NonNullable<typeof paid>, sign: 1 | -1): readonly Payment[] =>
    allOf(story, acts)
      .filter((one) => one.order > decided.order)
      .map(({ number, on, says }) => {
        const amount = facts.map((fact) => says[fact]).find((one) => typeof one === 'number')
        return { number, on, amount: amount === undefined ? undefined : sign * amount }
      })
  return [
    ...(paid ? told(paid, 1) : []),
    ...(refunded ? told(refunded, -1).filter(({ amount }) => amount !== undefined) : []),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The days that do not count; of those still open no last one is known. */
const stopsOf = (story: Story, without: NonNullable<GuardOf<'accrued'>['without']>): readonly Stop[] =>
  without.flatMap(({ from, to }) =>
    allOf(story, from).map((one) => {
      const until = allOf(story, to).find((other) => other.order > one.order && (other.of ?? one.key) === one.key)
      return { by: one, from: one.on, ...(until && { to: until.on }) }
    }),
  )

interface Growing {
  readonly base: number
  readonly rate: number
  readonly cap: number
  /** Days by their numbers: the last to pay, and the one that is asked about. */
  readonly after: number
  readonly until: number
  readonly stops: readonly Stop[]
  readonly received: readonly { readonly on: number; readonly amount: number }[]
}

/** Day by day, in hundredths, until all of it is paid by the end of the day before. */
function grown({ base, rate, cap, after, until, stops, received }: Growing) {
  const spans = stops.map(({ from, to }) => [numberOf(from), to === undefined ? until : numberOf(to)] as const)
  const isStill = (day: number): boolean => spans.some(([first, last]) => day >= first && day <= last)
  const most = Math.round(cap * 100)
  const paidBefore = (day: number): number =>
    Math.round(received.filter(({ on }) => on < day).reduce((sum, { amount }) => sum + amount, 0) * 100)
  const owedFen = Math.round(base * 100)
  let [counted, added, onRest] = [0, 0, 0]
  let capped: CalendarDate | undefined
  for (let day = after + 1; day <= until && capped === undefined; day += 1) {
    const rest = owedFen - paidBefore(day)
    if (rest <= 0 || isStill(day)) continue
    counted += 1
    added += (owedFen * rate) / 100
    onRest += (rest * rate) / 100
    if (added >= most) capped = dateOf(day)
  }
  const sum = Math.min(Math.round(added), most)
  const paid = paidBefore(until + 1)
  const settled = paid >= owedFen ? received.find((_, at) => paidUpTo(received, at) >= owedFen)?.on : undefined
  const state =
    settled !== undefined
      ? 'settled'
      : until <= after
        ? 'not-due'
        : capped !== undefined
          ? 'full'
          : isStill(until)
            ? 'stopped'
            : 'growing'
  return {
    late: Math.max(0, until - after),
    counted,
    sum: sum / 100,
    ...(Math.round(onRest) < sum && { onRest: Math.round(onRest) / 100 }),
    state,
    ...(capped && { capped }),
    ...(settled !== undefined && { settled: dateOf(settled) }),
    paid: paid / 100,
    owed: Math.max(0, owedFen - paid) / 100,
    addedOwed: Math.max(0, sum - Math.max(0, paid - owedFen)) / 100,
    over: Math.max(0, paid - owedFen - sum) / 100,
  } as const
}

const paidUpTo = (received: Growing['received'], at: number): number =>
  Math.round(received.slice(0, at + 1).reduce((sum, { amount }) => sum + amount, 0) * 100)

/** To the hundredth of a yuan, without what binary fractions leave over. */
export const inFen = (amount: number): number => Math.round(amount * 100) / 100
