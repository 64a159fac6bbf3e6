import { storyOf } from '../case/index.ts'
import { text } from '../kernel/index.ts'
import { handedIn, rulesOf } from '../policy/index.ts'
import type { Around, Lack, PaperStanding } from './around.ts'

/**
 * A draft that was handed in for review is fixed as it was reviewed, where a rule has its act rest on what was handed in: one
 * that was changed since takes a new round first.
 */
export function changedSinceReview(
  { rule: { acts = [], title } }: PaperStanding,
  { case: state, rules, draft }: Around,
): readonly Lack[] {
  if (draft === undefined) return []
  const changed = rulesOf(rules, 'step').find(({ rule: { at, needs } }) => {
    if (needs.kind !== 'as-handed-in' || !at.some((act) => acts.includes(act))) return false
    const then = handedIn(storyOf(state), needs.acts, needs.more ?? [])?.find(
      (one) => one.kind === 'paper' && one.id === draft.id,
    )
    return then !== undefined && then.digest !== draft.digest
  })
  if (changed === undefined) return []
  const [citation] = changed.used.citations
  return [
    {
      code: 'changed-since-review',
      message: text(
        `《${title.zh}》送审以后改动过：改回送审的内容，或者重新送审`,
        `${title.en} was changed since it was handed in for review: put back what was reviewed, or hand it in anew`,
      ),
      ...(citation && { citation }),
    },
  ]
}
