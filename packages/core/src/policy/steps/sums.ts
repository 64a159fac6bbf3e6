import { numberOf } from '../../calendar/index.ts'
import { CalendarDate, text } from '../../kernel/index.ts'
import { rulesOf } from '../rule-set.ts'
import type { GuardOf } from '../rules.ts'
import { periodNamed } from './count.ts'
import { laterOf, periodOf } from './ends.ts'
import { MET, notMet, notYet, unknown, untold } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf, lastOf } from './story.ts'
import type { Story } from './story.ts'

/** Whether what was paid, as far as anybody told it, reaches what was set. */
export function addsUp({ acts, facts, to }: GuardOf<'adds-up'>, { story }: Asked): Standing {
  const paid = allOf(story, acts).map(({ says }) =>
    facts.map((fact) => says[fact]).find((one) => typeof one === 'number'),
  )
  // What was set last counts: a decision on reconsideration may have changed the amount.
  const set = allOf(story, to.acts)
    .map(({ says }) => says[to.fact])
    .findLast((one) => typeof one === 'number')
  if (paid.length === 0 && set !== undefined && set > 0) return notYet(acts)
  if (paid.every((one) => one === undefined)) return MET
  if (typeof set !== 'number') return untold(to.fact)
  const sum = inFen(paid.reduce<number>((total, one) => total + (one ?? 0), 0))
  const why = text(`合计 ${sum} 元，应为 ${set} 元`, `${sum} yuan in all, of ${set}`)
  if (sum < set && paid.includes(undefined)) return unknown(why)
  return sum >= set ? MET : notMet(why)
}

/** Whether what was taken is all there: gone back with this act, or in store. */
export function tallies({ taken, stored, pieces, back }: GuardOf<'tallies'>, { act, story }: Asked): Standing {
  const about = allOf(story, taken).find(({ key }) => key === act.of)
  const all = about?.says[pieces]
  if (about === undefined || typeof all !== 'number') return MET
  const now = act.says[back ?? pieces]
  if (typeof now !== 'number') return untold(back ?? pieces)
  const batches = allOf(story, stored).filter(({ of }) => of === about.key)
  const uncounted = batches.find(({ says }) => typeof says[pieces] !== 'number')
  if (uncounted !== undefined)
    return unknown(
      text(
        `第 ${uncounted.number} 项入库没有写明件数`,
        `of what went into store by act ${uncounted.number} the number is not told`,
      ),
    )
  const inStore = batches.reduce((sum, { says }) => sum + Number(says[pieces]), 0)
  if (back === undefined ? inStore + now <= all : inStore + now === all) return MET
  const why = text(
    `清单 ${all} 件，${back === undefined ? '已经' : ''}入库 ${inStore} 件，这次 ${now} 件`,
    `${all} on the list, ${inStore} in store, ${now} now`,
  )
  return notMet(why, { clears: { fact: back ?? pieces } })
}

/** Whether an amount is within what has grown since the period was over. */
export function accrued(guard: GuardOf<'accrued'>, asked: Asked): Standing {
  const { fact, on, after, orSet, rate, cap, without } = guard
  const { act, story, rules } = asked
  const said = act.says[fact]
  const base = lastOf(story, on.acts)?.says[on.fact]
  if (typeof said !== 'number') return untold(fact)
  if (typeof base !== 'number') return untold(on.fact)
  const figure = (id: string) => rulesOf(rules, 'figure').find(({ rule }) => rule.id === id)
  const [daily, most] = [figure(rate), figure(cap)]
  if (daily === undefined || most === undefined) return unknown(text('没有这个数额的规定', 'no figure is laid down'))
  const set = orSet && lastOf(story, orSet)?.dueOn
  const ends = laterOf(periodOf(after, asked), set, periodNamed(rules, after)?.rule.title)
  if ('standing' in ends) return ends.standing
  const from = numberOf(CalendarDate.parse(ends.last.slice(0, 10)))
  const stopped = daysOf(story, without ?? [], numberOf(act.on))
  const late = Array.from({ length: Math.max(0, numberOf(act.on) - from) }, (_, at) => from + 1 + at)
  const days = late.filter((day) => !stopped.some(([begin, end]) => day >= begin && day <= end)).length
  const sum = inFen(Math.min((base * daily.rule.value * days) / 100, (base * most.rule.value) / 100))
  if (said <= sum) return MET
  return notMet(
    text(
      `到 ${act.on} 逾期 ${late.length} 日，计 ${days} 日，至多 ${sum} 元；写的是 ${said} 元`,
      `${late.length} days late on ${act.on}, ${days} of them counted: ${sum} yuan at most, and ${said} is told`,
    ),
    { used: [...ends.used, daily.used, most.used], clears: { fact } },
  )
}

/** The intervals that do not count, by their days; one that is still open lasts until today. */
const daysOf = (
  story: Story,
  without: NonNullable<GuardOf<'accrued'>['without']>,
  today: number,
): readonly (readonly [from: number, to: number])[] =>
  without.flatMap(({ from, to }) =>
    allOf(story, from).map((one) => {
      const until = allOf(story, to).find((other) => other.order > one.order && (other.of ?? one.key) === one.key)
      return [numberOf(one.on), until === undefined ? today : numberOf(until.on)] as const
    }),
  )

/** To the hundredth of a yuan, without what binary fractions leave over. */
const inFen = (amount: number): number => Math.round(amount * 100) / 100
