import { dateOf, numberOf } from '../../calendar/index.ts'
import { beijing, text } from '../../kernel/index.ts'
import type { CalendarDate, Instant, Text } from '../../kernel/index.ts'
import { thingsOf } from '../../procedure/index.ts'
import type { Act } from '../../procedure/index.ts'
import type { RuleUsed } from '../answer.ts'
import { endsOf, periodNamed } from './count.ts'
import { notYet, unknown } from './standing.ts'
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
  if (rule === undefined || from === undefined) return { standing: notYet(starts) }
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
  const ends = endsOf(asked.ask, rules, standing, from, asked.story)
  if ('last' in ends) return { last: ends.last, title: standing.rule.title, used: ends.used }
  const [first] = ends.blank
  return {
    standing: unknown(first?.message ?? standing.rule.title, {
      ...(first?.code === 'setting-open' && first.field !== undefined && { clears: { setting: first.field } }),
    }),
  }
}

export const hourMissing = (act: Done): Standing =>
  unknown(text(`第 ${act.number} 项没有写明时刻`, `act ${act.number} does not say at what time`))

export const shown = (last: CalendarDate | Instant): string =>
  last.includes('T') ? beijing(last as Instant).slice(0, 16) : last

export const dayAfter = (day: CalendarDate): CalendarDate => dateOf(numberOf(day) + 1)
