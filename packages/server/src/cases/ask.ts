import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import type { Draft } from '@liuhen/core/approvals'
import { approvalWanted, impossibleOf, isInTheWay, judgedAct, obstacleOf, type WantedApproval } from '@liuhen/core/case'
import { dayOf, type Obstacle, Refused, text } from '@liuhen/core/kernel'
import { type RulesOn, settingTitle } from '@liuhen/core/policy'
import { acts as ACTS, isByApproval, isBySignatures, isOfPeople } from '@liuhen/core/procedure'
import { isHandler, rolesFor } from '../approvals/index.ts'
import { askSignatures } from './ask-signatures.ts'
import { actTold, type Cases, entering } from './commands.ts'
import { actContext, atOnce, rulesBy } from './judging.ts'
import { askedAlready, isAsked, putUp } from './put-up.ts'

/**
 * Puts an act up for approval as it would be done. Throws Refused with everything that stands in its way besides the approval
 * itself, and where the text leaves open who approves and the bureau has not said.
 */
export async function askApproval(
  here: Cases,
  viewer: Viewer,
  id: string,
  { note, ...form }: BodyOf<Table['askApproval']>,
): Promise<{ id: string }> {
  const { db, clock, law } = here
  const row = await entering(db, viewer, id, form.act)
  if (await isAsked(db, viewer, id, form)) return { id: form.key }
  if (isBySignatures(form.act)) return askSignatures(here, viewer, row, { note, ...form })
  const at = clock.now()
  const moment = { at, actor: `person:${viewer.person}` }
  const book = await law.book(db)
  const rules = rulesBy(book)(dayOf(at))
  const act = { ...actTold(viewer, { ...form, on: dayOf(at) }), ...atOnce(form.act, at) }
  const context = await actContext(db, book, row.state, act, [], moment, id)
  const { conditions } = judgedAct(row.state, act, { ...context, approved: undefined })
  const wanted = approvalWanted(conditions, rules)
  const undecided = wanted ? undefined : conditions.find((one) => one.clears?.setting !== undefined)
  const isPaper = isByApproval(form.act) || ACTS[form.act].stage === 'decision'
  const others = conditions.filter(
    (one) =>
      one !== undecided &&
      one.clears?.approval === undefined &&
      // What happens on the spot is told when it has happened: only what cannot be mended there is in the way now.
      (isPaper
        ? one.effect === 'refused'
        : isInTheWay(one) || (one.effect === 'refused' && one.findings !== undefined)),
  )
  const obstacles: Obstacle[] = [
    ...impossibleOf(row.state, act, at),
    ...(undecided ? [obstacleOf(undecided)] : []),
    ...others.map(obstacleOf),
    ...(wanted || undecided ? [] : [nothingToAsk()]),
    ...(wanted ? againstSigning(rules, wanted) : []),
    ...(await askedAlready(db, id, act)),
  ]
  if (obstacles.length > 0 || wanted === undefined) {
    // The same form, sent twice at once: the other one may have come through since it was looked for.
    if (await isAsked(db, viewer, id, form)) return { id: form.key }
    throw new Refused(obstacles)
  }
  const [first] = wanted.names
  const draft: Draft = {
    case: id,
    act: act.act,
    says: act.says,
    ...(act.of !== undefined && { of: act.of }),
    ...(act.place !== undefined && { place: act.place }),
    ...(act.dueOn !== undefined && { dueOn: act.dueOn }),
    ...(act.reason !== undefined && { reason: act.reason }),
    ...(isOfPeople(act.act) && { by: [...act.by] }),
  }
  const asked = {
    draft,
    about: { title: row.title, unit: row.unit, officers: row.officers },
    rule: wanted.rule,
    what: wanted.what,
    citations: wanted.citations.map((one) => ({ ...one })),
    chain: wanted.names.map((post) => ({ post })),
    signsFirst: first !== undefined && isHandler(rules, first) && row.officers.includes(viewer.person),
    ...(note !== undefined && { note }),
  }
  return putUp(here, viewer, form.key, asked, moment)
}

const nothingToAsk = (): Obstacle => ({
  code: 'no-approval-wanted',
  message: text('这一步不需要送审批，或者已经批准', 'This step wants no approval, or has it'),
})

/** What keeps a chain from being signed at all. */
const againstSigning = (rules: RulesOn, { names, open }: WantedApproval): readonly Obstacle[] => [
  ...open.map((key) => {
    const { zh, en } = settingTitle(rules, key)
    return {
      code: 'setting-open',
      message: text(`由谁批准，本局还没有规定（${zh}）`, `Who approves is not decided by the bureau (${en})`),
      field: key,
    }
  }),
  ...names
    .filter((name) => rolesFor(rules, name).length === 0)
    .map((name) => ({
      code: 'post-without-account',
      message: text(`系统中没有“${name}”对应的角色，无人可以签署`, `No role stands for ${name}: nobody could sign`),
    })),
]
