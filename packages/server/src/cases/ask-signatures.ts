import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { impossibleOf, judgedAct, obstacleOf, tookPart } from '@liuhen/core/case'
import { type Obstacle, Refused, text } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import { actTold, type Cases } from './commands.ts'
import { actContext } from './judging.ts'
import { putUp, unsigned } from './put-up.ts'
import type { CaseRowOf } from './store.ts'

/** What each of them signs as: 长沙县 art. 23, 会议全体参加人员应当在记录上签名. */
const PARTAKER = '参加人'

/**
 * Puts the minutes of something up that everybody who took part signs, each with their own opinion. Throws Refused with all
 * that stands in the way of it, since there is no form to put it right once they have signed.
 */
export async function askSignatures(
  here: Cases,
  viewer: Viewer,
  row: CaseRowOf,
  { note, ...form }: BodyOf<Table['askApproval']>,
): Promise<{ id: string }> {
  const { db, clock, law } = here
  const { id, state } = row
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  const book = await law.book(db)
  const act = actTold(viewer, form)
  const context = await actContext(db, book, state, act, [], moment, id)
  const conditions = judgedAct(state, act, context).conditions
  const obstacles = [
    ...impossibleOf(state, act, moment.at),
    ...conditions.filter((one) => one.effect === 'refused').map(obstacleOf),
    ...investigators(tookPart(state), act.by, context.people ?? {}),
  ]
  if (obstacles.length > 0) throw new Refused(obstacles)
  const says = unsigned(act.says)
  const unsignedFor = judgedAct(state, { ...act, says }, context).conditions
  const wanting = unsignedFor.filter((one) => !conditions.some(({ rule }) => rule === one.rule))
  const { on, by, of, place, at, until } = act
  const draft = {
    case: id,
    act: act.act,
    on,
    by: [...by],
    says,
    ...(of !== undefined && { of }),
    ...(place !== undefined && { place }),
    ...(at !== undefined && { at }),
    ...(until !== undefined && { until }),
  }
  const asked = {
    draft,
    about: { title: row.title, unit: row.unit, officers: row.officers },
    rule: wanting[0]?.rule ?? '',
    what: acts[act.act].name,
    citations: wanting.flatMap((one) => one.citations.map((cited) => ({ ...cited }))),
    chain: by.map((person) => ({ post: PARTAKER, person })),
    signsFirst: false,
    ...(note !== undefined && { note }),
  }
  return putUp(here, viewer, form.key, asked, moment)
}

/** Whoever found the facts could not sign: that is said before anybody is asked. */
const investigators = (
  theirs: readonly string[],
  by: readonly string[],
  people: Readonly<Record<string, { readonly name: string }>>,
): readonly Obstacle[] => {
  const both = by.filter((one) => theirs.includes(one)).map((one) => people[one]?.name ?? one)
  if (both.length === 0) return []
  const names = both.join('、')
  return [
    {
      code: 'took-part',
      message: text(
        `${names} 办理或者参加过本案的调查取证，不参加讨论`,
        `${names} handle this case or took part in finding its facts, and do not deliberate on it`,
      ),
      field: 'by',
    },
  ]
}
