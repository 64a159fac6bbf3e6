import { text } from '../../kernel/index.ts'
import type { GuardOf } from '../rules.ts'
import { inFen } from './accrual.ts'
import { MET, notMet, notYet, unknown, untold } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf } from './story.ts'

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
