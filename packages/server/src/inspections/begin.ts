import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type ActTold, caseStream, DRAWN_SOURCE } from '@liuhen/core/case'
import { drawnOf, type InspectionDraw, inspectionDrawStream, inspectorsOf, leftOutFor } from '@liuhen/core/inspections'
import { dayOf, Refused, text } from '@liuhen/core/kernel'
import { isCreditCode } from '@liuhen/core/papers'
import type { Party } from '@liuhen/core/procedure'
import { actContext } from '../cases/index.ts'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { findPerson, refuseOffDuty } from '../people/index.ts'
import { drawOf, type Inspections } from './here.ts'
import { momentOf, unfitOf } from './draws.ts'

type Drawn = ReturnType<typeof drawnOf>['objects'][number]

/** Whom the list says is inspected; a number that is no 统一社会信用代码 stays with the draw. */
const partyOf = ({ name, kind, number }: Drawn): Party => ({
  kind,
  name,
  ...(kind === 'organisation' && number !== undefined && isCreditCode(number) && { creditCode: number }),
})

/** How it was drawn, in the words of the record that the instrument wants. */
function mannerOf({ title, objects, officers, take, drawn }: InspectionDraw, draw: string): string {
  const seed = drawn === undefined ? '' : `，种子由存证日志检查点 ${drawn.checkpoint.size} 定出`
  return `双随机抽取“${title}”：从 ${objects.length} 个检查对象中抽取 ${take.objects} 个，从 ${officers.length} 名执法人员中抽取 ${take.officers} 名${seed}；抽取编号 ${draw}`
}

/** Throws Refused where the register of today does not let one of these inspect: they are replaced with a reason. */
async function refuseUnfit(
  here: Inspections,
  trx: Db,
  draw: InspectionDraw,
  officers: readonly string[],
): Promise<void> {
  const unfit = (await unfitOf(here, trx, draw)).filter(({ id }) => officers.includes(id))
  if (unfit.length === 0) return
  throw new Refused(
    unfit.map(({ name, why }) => ({
      code: 'inspector-unfit',
      message: text(
        `${name}今天不能检查（${leftOutFor[why].zh}）：由设置抽取的部门写明原因，按顺序递补`,
        `${name} cannot inspect today (${leftOutFor[why].en}): those who set up draws say why, and the next in order goes`,
      ),
      field: 'officers',
    })),
  )
}

/**
 * The lead of a drawn object, by one of the officers who were drawn for it: a mark in the draw, the case, what was drawn and
 * the lead, at once. Sent twice, it is begun once. Throws Refused where the object was not drawn or is begun already, and
 * where the officers are others, or cannot act today.
 */
export async function beginInspection(
  here: Inspections,
  viewer: Viewer,
  { id, object }: { readonly id: string; readonly object: string },
  { key, procedure = 'ordinary' }: BodyOf<Table['beginInspection']>,
): Promise<{ id: string }> {
  const { db, journal, law } = here
  return db.transaction().execute(async (trx) => {
    await hold(trx, `${inspectionDrawStream.prefix}:${id}`)
    const before = await drawOf(trx, id)
    const moment = await momentOf(here, trx, viewer, id)
    const { actor } = moment
    if (before.begun.some((one) => one.object === object && one.case === key && one.by === actor)) return { id: key }
    const command = { do: 'begin', beginning: { object, case: key } } as const
    const { state } = await journal.act(trx, inspectionDrawStream, id, command, moment)
    const officers = [...inspectorsOf(state, object)]
    const book = await law.book(trx)
    await refuseOffDuty(trx, officers)
    await refuseUnfit(here, trx, state, officers)
    const thing = drawnOf(state).objects.find((one) => one.id === object) as Drawn
    const { unit } = await findPerson(trx, viewer.person)
    const on = dayOf(state.drawn?.at ?? moment.at)
    const drawn = { draw: id, title: state.title, object, name: thing.name, on, officers }
    const facts = {
      title: `双随机检查：${thing.name}`.slice(0, 120),
      procedure,
      party: partyOf(thing),
      unit,
      // Whoever registers it is its host.
      officers: [viewer.person, ...officers.filter((one) => one !== viewer.person)],
      drawn,
    }
    const told = { 'inspection-object': thing.name, 'inspection-manner': mannerOf(state, id) }
    const acts: readonly ActTold[] = [
      { id: '0', act: 'inspection-drawn', on, by: officers, says: told },
      { id: '1', act: 'lead-registered', on: dayOf(moment.at), by: [viewer.person], says: { source: DRAWN_SOURCE } },
    ]
    const { at } = moment
    let opened = (await journal.act(trx, caseStream, key, { do: 'open', facts }, { at, actor })).state
    for (const act of acts) {
      const context = await actContext(trx, book, opened, act, [], { at, actor }, key)
      opened = (await journal.act(trx, caseStream, key, { do: 'act', act }, context)).state
    }
    return { id: key }
  })
}
