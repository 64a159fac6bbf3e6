import { text } from '../../kernel/index.ts'
import type { CalendarDate, Text } from '../../kernel/index.ts'
import { materialKinds, materialRoles } from '../../procedure/index.ts'
import type { Act, Material, MaterialThere } from '../../procedure/index.ts'
import type { GuardOf } from '../rules.ts'
import { allOf, lastOf } from './story.ts'
import type { Story } from './story.ts'
import { MET, notMet, unknown } from './standing.ts'
import type { Asked, Standing } from './standing.ts'

/** Whether something is handed in with the act as that; by the word of who tells it where nothing is told piece by piece. */
export function attached({ as, or }: GuardOf<'attached'>, { act }: Asked): Standing {
  if (act.materials !== undefined) return act.materials.some((one) => one.as === as) ? MET : notMet()
  const said = act.says[or]
  if (said === true) return MET
  if (said === false) return notMet()
  const { zh, en } = materialRoles[as]
  return unknown(text(`没有写明：${zh}`, `not told: ${en}`), { clears: { own: 'materials' } })
}

/** Whether what was handed in is in the case as it was then. */
export function asHandedIn({ acts, more = [] }: GuardOf<'as-handed-in'>, { act, story }: Asked): Standing {
  const there = story.told.materials
  const handed = handedIn(story, acts, more)
  if (there === undefined || handed === undefined) return MET
  const found = differences(handed, there, act.on)
  if (found.length === 0) return MET
  return notMet(text(found.map((one) => one.zh).join('；'), found.map((one) => one.en).join('; ')), {
    clears: { acts },
  })
}

const keyOf = ({ kind, id }: Pick<Material, 'kind' | 'id'>): string => `${kind} ${id}`

/**
 * What was handed in with the last of these acts and supplemented since, each piece as it was last: the whole list of evidence
 * goes with every one of them. Undefined where it was not told piece by piece.
 */
export function handedIn(story: Story, acts: readonly Act[], more: readonly Act[]): readonly Material[] | undefined {
  const last = lastOf(story, acts)
  if (last?.materials === undefined) return undefined
  const later = allOf(story, more).filter((one) => one.order > last.order && one.materials !== undefined)
  const rounds = [last.materials, ...later.map((one) => one.materials ?? [])]
  const pieces = rounds.flatMap((round) => round.filter((one) => one.kind !== 'evidence'))
  const evidence = rounds.at(-1)?.filter((one) => one.kind === 'evidence') ?? []
  return [...new Map(pieces.map((one) => [keyOf(one), one])).values(), ...evidence]
}

const HANDED_IN = text('送审以后', 'it was handed in')

/** What differs between what was handed in and what was there on a day, a sentence of each. */
export function differences(
  handed: readonly Material[],
  there: readonly MaterialThere[],
  on: CalendarDate,
  since: Text = HANDED_IN,
): readonly Text[] {
  const isLater = ({ since }: MaterialThere): boolean => since !== undefined && since > on
  const now = new Map(there.map((one) => [keyOf(one), one]))
  const then = new Set(handed.map(keyOf))
  const name = ({ kind, title }: Pick<Material, 'kind' | 'title'>): Text =>
    text(`${materialKinds[kind].zh}《${title}》`, `${materialKinds[kind].en} "${title}"`)
  const changed = handed.flatMap((one): readonly Text[] => {
    const found = now.get(keyOf(one))
    const { zh, en } = name(one)
    if (found === undefined)
      return [
        text(`${zh}${since.zh}已经撤下、更正或者注销`, `${en} was taken out, corrected or struck since ${since.en}`),
      ]
    if (found.digest === one.digest || found.draft === one.digest || isLater(found)) return []
    return one.kind === 'evidence'
      ? [text(`${zh}${since.zh}被排除或者改动`, `${en} was excluded or changed since ${since.en}`)]
      : [text(`${zh}${since.zh}改动过`, `${en} was changed since ${since.en}`)]
  })
  const added = there
    .filter((one) => one.kind === 'evidence' && !then.has(keyOf(one)) && !isLater(one))
    .map((one) => text(`${name(one).zh}是${since.zh}新增的`, `${name(one).en} has come in since`))
  return [...changed, ...added]
}

/** Goods of a case that are there still: neither handed over item by item, nor passed on by an act of their own. */
export function keptGoods(story: Story, { acts, as, passed }: GuardOf<'none-kept'>): readonly MaterialThere[] {
  const handed = new Set(
    allOf(story, acts).flatMap(({ materials = [] }) => materials.filter((one) => one.as === as).map(keyOf)),
  )
  const gone = new Set(allOf(story, passed).map((one) => one.of))
  return (story.told.materials ?? []).filter(
    (one) => one.kind === 'goods' && !handed.has(keyOf(one)) && !gone.has(one.id),
  )
}

/** Whether all goods are handed over. */
export function noneKept(guard: GuardOf<'none-kept'>, { story }: Asked): Standing {
  const kept = keptGoods(story, guard)
  if (kept.length === 0) return MET
  return notMet(text(kept.map((one) => one.title).join('；'), kept.map((one) => one.title).join('; ')), {
    clears: { acts: guard.acts },
  })
}
