import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { approvalStream, standsAs } from '@liuhen/core/approvals'
import { because, dayOf, type Instant, Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import type { Journal } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import { confirmIdentity, type Passwords } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { absentFor } from './absences.ts'
import { leadsUnit, turnOf } from './posts.ts'
import { approvalOf } from './store.ts'

export interface Approvals {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly passwords: Passwords
  readonly tookPart: TookPart
}

/** Who found the facts of a case: that is for cases to say, which know approvals. */
export type TookPart = (db: Db, caseId: string) => Promise<readonly string[]>

/** Throws Refused where the bureau has chosen no instruments for today. */
function rulesToday(book: Book, at: Instant): RulesOn {
  const rules = book.on(dayOf(at))
  if (rules) return rules
  throw because(Refused, 'no-rules-chosen', '本局还没有选用任何制度', 'The bureau has chosen no instruments')
}

/**
 * Agrees or returns, under one's own password at that moment. Throws Refused with what stands in the way, and where the
 * password is wrong. With the last signature an act that consists in it is done in the same transaction.
 */
export async function signApproval(
  here: Approvals,
  viewer: Viewer,
  session: string,
  id: string,
  { password, ...said }: BodyOf<Table['signApproval']>,
): Promise<{ stands: ReturnType<typeof standsAs>; done: boolean }> {
  const { db, clock, journal, law } = here
  const { state } = await approvalOf(db, id)
  await confirmIdentity(here, viewer.person, session, password)
  const at = clock.now()
  const rules = rulesToday(await law.book(db), at)
  const absent = await absentFor(db, viewer.person, at)
  const acted = await db.transaction().execute((trx) =>
    journal.act(trx, approvalStream, id, { do: 'sign', ...said }, async (held = state) => ({
      at,
      actor: `person:${viewer.person}`,
      ...turnOf(rules, viewer, held, absent),
      // Of what is no case nobody has found the facts: that nobody signs for themselves is said by who asked.
      tookPart: held.draft ? await here.tookPart(trx, held.draft.case) : [],
    })),
  )
  const done = acted.entries.some(({ event }) => event.kind === 'CaseActDone/1')
  return { stands: standsAs(acted.state), done }
}

export async function withdrawApproval(here: Approvals, viewer: Viewer, id: string, reason: string): Promise<void> {
  const { db, clock, journal } = here
  const { state } = await approvalOf(db, id)
  const moment = { at: clock.now(), actor: `person:${viewer.person}`, leads: leadsUnit(viewer, state.about.unit) }
  await db.transaction().execute((trx) => journal.act(trx, approvalStream, id, { do: 'withdraw', reason }, moment))
}
