import type { CalendarDate } from '../../kernel/index.ts'
import { instalmentsOf } from '../../procedure/index.ts'
import { allOf } from './story.ts'
import type { Done, Story } from './story.ts'

/** An instalment, the amount that is due by its day with those before it, and what paid that. */
export interface DueInstalment {
  /** From 1. */
  readonly number: number
  readonly on: CalendarDate
  readonly amount: number
  /** The payment with which all that was due by then was paid. */
  readonly paidBy?: Done
}

/** The instalments that an act sets; none where it sets none. */
export function instalmentsSet(act: Done, story: Story): readonly DueInstalment[] {
  const plan = act.says.instalments
  const all = typeof plan === 'string' ? (instalmentsOf(plan) ?? []) : []
  let due = 0
  return all.map(({ on, amount }, at) => {
    due += amount
    const paidBy = paidUp(act, story, due)
    return { number: at + 1, on, amount, ...(paidBy && { paidBy }) }
  })
}

/** The payment since that act with which so much was paid. */
function paidUp(act: Done, story: Story, due: number): Done | undefined {
  let paid = 0
  return allOf(story, ['fine-paid', 'fine-collected'])
    .filter((one) => one.order > act.order)
    .find(({ says }) => {
      const amount = says['paid-amount']
      paid += typeof amount === 'number' ? amount : 0
      return Math.round(paid * 100) >= Math.round(due * 100)
    })
}

/** The first instalment that was not paid by its day, by that day. */
export const missedInstalment = (all: readonly DueInstalment[], today: CalendarDate): DueInstalment | undefined =>
  all.find(({ on, paidBy }) => on < today && (paidBy === undefined || paidBy.on > on))
