import { dateOf, numberOf } from '../../calendar/index.ts'
import { beijing, text } from '../../kernel/index.ts'
import type { CalendarDate, Instant, Text } from '../../kernel/index.ts'
import { thingsOf } from '../../procedure/index.ts'
import type { Act } from '../../procedure/index.ts'
import type { RuleUsed } from '../answer.ts'
import { textsOf } from '../end-of-period.ts'
import { endsOf, isStoppedBy, lengthenings, lengtheningsAllowed, periodNamed } from './count.ts'
import { MET, notMet, notYet, unknown } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf } from './story.ts'
import type { Done } from './story.ts'

/** The end of a period for an act, or how a condition on it stands where it cannot be told. */
export type PeriodEnd =
  | { readonly standing: Standing }
  | {
      readonly last: CalendarDate | Instant
      readonly title: Text
      readonly used: readonly RuleUsed[]
    }

const NO_ACTS: readonly Act[] = []

/** The end of a period that the last act of those which start it started; of the act it is about, where it names one. */
export function periodOf(id: string, asked: Asked): PeriodEnd {
  const rule = periodNamed(asked.rules, id)?.rule
  if (rule?.after !== undefined) return periodAfter(id, rule.after, asked)
  const starts = rule?.startsOn ?? NO_ACTS
  const begun = [...allOf(asked.story, starts), ...(starts.includes(asked.act.act) ? [asked.act] : [])]
  // Only of what is one of several things, a seizure, does it matter which one is meant; a notice is the last one always.
  const meant = thingsOf(asked.act.act) && begun.findLast((one) => one.key === asked.act.of)
  const from = meant ?? begun.at(-1)
  if (rule === undefined) {
    const { day } = asked.rules
    return { standing: notMet(text(`${day} 还没有这样的规定`, `on ${day} nothing of the kind was in force`)) }
  }
  if (from === undefined) return { standing: notYet(starts) }
  return endIn(id, from, asked)
}

/** The end of a period, or the day that a paper set, whichever is later. */
export function laterOf(ends: PeriodEnd, set: CalendarDate | undefined, title: Text | undefined): PeriodEnd {
  if (set === undefined || title === undefined) return ends
  if ('standing' in ends) return ends.standing.met === 'unknown' ? { last: set, title, used: [] } : ends
  return ends.last < set ? { ...ends, last: set } : ends
}

/** Of one that starts when another is over. */
function periodAfter(id: string, first: string, asked: Asked): PeriodEnd {
  const before = periodOf(first.slice(first.indexOf('/') + 1), asked)
  if ('standing' in before) return before
  if (before.last.includes('T')) return { standing: unknown(before.title) }
  return endIn(id, { ...asked.act, on: before.last as CalendarDate }, asked)
}

/** Of one that begins with that act, whatever starts it otherwise. */
export function endIn(id: string, from: Done, asked: Asked): PeriodEnd {
  const then = asked.rulesOn(from.on)
  // What began before there was such a rule runs by that of the act that is judged.
  const rules = periodNamed(then, id) === undefined ? asked.rules : then
  const standing = periodNamed(rules, id)
  if (standing === undefined) return { standing: unknown(text(`没有期限 ${id}`, `there is no period ${id}`)) }
  if (rules !== then && standing.rule.notBackwards) return { standing: before(standing, from) }
  const ends = endsOf(asked.ask, rules, standing, from, asked.story, asked.act.on)
  if ('last' in ends) return { last: ends.last, title: standing.rule.title, used: ends.used }
  const [first] = ends.blank
  return {
    standing: unknown(first?.message ?? standing.rule.title, {
      ...(first?.code === 'setting-open' && first.field !== undefined && { clears: { setting: first.field } }),
    }),
  }
}

/** That a period is younger than what would begin it, and does not reach back. */
const before = ({ rule: { title }, used }: NonNullable<ReturnType<typeof periodNamed>>, { on }: Done): Standing =>
  notMet(
    text(
      `${on} 的行为适用当时的法律，那时还没有「${title.zh}」这样的规定`,
      `what was done on ${on} goes by the law of then, which had no "${title.en}"`,
    ),
    { used: [used] },
  )

/** The act that begins a period for the act that is judged: the one it is about, where it is about one of several. */
export function begunBy(id: string, asked: Asked): Done | undefined {
  const starts = periodNamed(asked.rules, id)?.rule.startsOn ?? NO_ACTS
  const begun = allOf(asked.story, starts)
  return (thingsOf(asked.act.act) && begun.findLast((one) => one.key === asked.act.of)) ?? begun.at(-1)
}

/**
 * Whether the act may lengthen a period, and to the day it sets: no more often and by no more than the rule and the law over
 * it allow.
 */
export function lengthens(id: string, asked: Asked): Standing {
  const { act, story, ask } = asked
  const from = begunBy(id, asked)
  // That there is nothing to lengthen is said by a rule of its own.
  if (from === undefined) return MET
  const then = asked.rulesOn(from.on)
  const rules = periodNamed(then, id) === undefined ? asked.rules : then
  const standing = periodNamed(rules, id)
  if (standing === undefined) return unknown(text(`没有期限 ${id}`, `there is no period ${id}`))
  const { rule, used } = standing
  const { zh, en } = textsOf(standing)
  if (rule.extension === undefined)
    return notMet(text(`条文没有规定可以延长：${zh}`, `no lengthening is printed: ${en}`), { used: [used] })
  const [times, allowed] = [lengthenings(standing, from, story).length, lengtheningsAllowed(rules, standing)]
  if (allowed !== undefined && times >= allowed)
    return notMet(text(`已经延长过 ${times} 次：${zh}`, `it was lengthened ${times} times already: ${en}`), {
      used: [used],
    })
  const ends = endsOf(ask, rules, standing, from, { ...story, effective: [...story.effective, act] }, act.on)
  if ('blank' in ends) {
    const [first] = ends.blank
    return unknown(first?.message ?? rule.title, first?.code === 'extension-untold' ? { clears: { own: 'dueOn' } } : {})
  }
  const [over] = ends.beyond ?? []
  return over === undefined ? MET : notMet(over.message, { used: ends.used })
}

/** Whether the act stops a period, by what its text names. */
export function stops(id: string, asked: Asked): Standing {
  const standing = periodNamed(asked.rules, id)
  if (standing === undefined || isStoppedBy(asked.rules, standing, asked.act.act)) return MET
  const { zh, en } = textsOf(standing)
  return notMet(text(`「${standing.rule.title.zh}」照常计算：${zh}`, `"${standing.rule.title.en}" runs on: ${en}`), {
    used: [standing.used],
  })
}

export const hourMissing = (act: Done, judged: Done): Standing =>
  unknown(text(`第 ${act.number} 项没有写明时刻`, `act ${act.number} does not say at what time`), {
    ...(act === judged && { clears: { own: 'at' } }),
  })

export const shown = (last: CalendarDate | Instant): string =>
  last.includes('T') ? beijing(last as Instant).slice(0, 16) : last

export const dayAfter = (day: CalendarDate): CalendarDate => dateOf(numberOf(day) + 1)
