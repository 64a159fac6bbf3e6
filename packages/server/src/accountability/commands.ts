import type { BodyOf, Table } from '@liuhen/contract'
import type { Role, Viewer } from '@liuhen/core/access'
import { isOpenedBefore, type LiabilityCommand, liabilityStream } from '@liuhen/core/accountability'
import { because, dayOf, Denied, Missing } from '@liuhen/core/kernel'
import type { Selectable } from 'kysely'
import { hold, type Journal } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { findPerson, holdersOf, offDuty } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { ruleNamed, told } from './rules.ts'
import type { LiabilityTable } from './tables.ts'

export interface Accountability {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
}

type Row = Selectable<LiabilityTable>

const KEEPERS: readonly Role[] = ['inspection-section', 'legal-section', 'office', 'deputy-head', 'head']
/** Who keeps the register sees every item; others those that name them. */
export const keeps = (viewer: Viewer): boolean => viewer.roles.some((one) => KEEPERS.includes(one))

export const concerned = (viewer: Viewer, { people, leaders }: Row['state']): boolean =>
  people.includes(viewer.person) || leaders.includes(viewer.person)

/** Opens an item by a rule of the packs. Throws Refused with everything that is missing, Missing for people nobody knows. */
export async function open(
  { db, clock, journal, law }: Accountability,
  viewer: Viewer,
  given: BodyOf<Table['openLiability']>,
): Promise<{ id: string }> {
  for (const one of [...given.people, ...given.leaders, ...(given.owner ? [given.owner] : [])])
    await findPerson(db, one)
  const [book, at] = [await law.book(db), clock.now()]
  const id = uuidv7(at)
  const facts = { ...given, byItself: false }
  await db.transaction().execute(async (trx) => {
    await hold(trx, `liability ${given.rule}`)
    const stand = await trx.selectFrom('liabilities').select('state').where('rule', '=', given.rule).execute()
    const context = {
      at,
      actor: `person:${viewer.person}`,
      ...told(ruleNamed(book, dayOf(at), given.rule)),
      given: {
        ownerKeeps: given.owner !== undefined && (await keepersOnDuty(trx)).flat().includes(given.owner),
        openedBefore: stand.some(({ state }) => isOpenedBefore(facts, state)),
      },
    }
    await journal.act(trx, liabilityStream, id, { do: 'open', facts }, context)
  })
  return { id }
}

/** Who keeps the register and is on duty, the section that takes up what is nobody's first. */
export async function keepersOnDuty(db: Db): Promise<readonly (readonly string[])[]> {
  const off = await offDuty(db)
  const held = await Promise.all(KEEPERS.map((role) => holdersOf(db, role)))
  return held.map((of) => [...of.values()].flat().filter((one) => !off.has(one)))
}

/** One step of an item. Throws Missing to whom it does not concern, Denied to who only is concerned by it, and Refused. */
export async function actOn(
  { db, clock, journal, law }: Accountability,
  viewer: Viewer,
  id: string,
  command: Exclude<LiabilityCommand, { readonly do: 'open' }>,
): Promise<void> {
  const row = await db.selectFrom('liabilities').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || !(keeps(viewer) || concerned(viewer, row.state)))
    throw because(
      Missing,
      'liability-unknown',
      '没有这一责任事项，或者您无权查看',
      'There is no such item, or you may not see it',
    )
  if (command.do === 'explain' && !concerned(viewer, row.state))
    throw because(Denied, 'not-concerned', '由涉及的人员本人说明', 'Those concerned say it themselves')
  const [book, at] = [await law.book(db), clock.now()]
  // What follows is what the instrument said when it was opened.
  const rule = ruleNamed(book, dayOf(row.opened_at), row.rule)
  const context = { at, actor: `person:${viewer.person}`, ...told(rule) }
  await db.transaction().execute((trx) => journal.act(trx, liabilityStream, id, command, context))
}
