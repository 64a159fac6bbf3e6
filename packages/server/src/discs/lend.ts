import type { BodyOf, Table } from '@liuhen/contract'
import type { LoanDue } from '@liuhen/contract/discs'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { discStream, loanOut } from '@liuhen/core/discs'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, type Obstacle } from '@liuhen/core/kernel'
import { asked, type Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actOn, discOf, type Discs } from './commands.ts'

/** What a request says of a loan: that is for requests to say, which know recordings. */
export interface Leave {
  /** Who asked: whoever came from outside, else the colleague, with their account. */
  readonly borrower: string
  readonly person?: string
  readonly obstacles: readonly Obstacle[]
}
/** Whether these recordings may be carried away on a disc under a request until a day; throws Missing where there is none. */
export type LeaveOf = (
  viewer: Viewer,
  request: string,
  recordings: readonly string[],
  due: CalendarDate,
) => Promise<Leave>

/** Lends a disc until a day. Throws Refused without a granted request to borrow all that is on it. */
export async function lendDisc(
  here: Discs,
  viewer: Viewer,
  id: string,
  { request, due, key }: BodyOf<Table['lendDisc']>,
): Promise<void> {
  const { db, clock, journal } = here
  const { state } = await discOf(db, id)
  if (loanOut(state)?.loan === key) return
  const { borrower, person, obstacles } = await here.leave(viewer, request, state.recordings, due)
  const loan = { loan: key, request, borrower, due, ...(person !== undefined && { person }) }
  const context = { at: clock.now(), actor: `person:${viewer.person}`, leave: obstacles }
  await db.transaction().execute((trx) => journal.act(trx, discStream, id, { do: 'lend', loan }, context))
}

export async function takeBackDisc(
  here: Discs,
  actor: string,
  id: string,
  loan: string,
  condition: string,
): Promise<void> {
  await discOf(here.db, id)
  await actOn(here, id, actor, { do: 'give-back', loan, condition })
}

/** So many days before it is due a borrower is reminded. */
const BEFOREHAND = 2
const DAY = 86_400_000

/** Discs that are to be back soon or should be: those with the viewer, and for whoever keeps discs all that are overdue. */
export async function loansDue(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<LoanDue[]> {
  const keeps = permits(viewer.roles, 'takeBackDisc')
  const [today, soon] = [dayOf(now), dayOf(instantOf(millisecondsOf(now) + BEFOREHAND * DAY))]
  let query = db
    .selectFrom('discs')
    .select(['id', 'state', 'lent_to'])
    .where('lent_until', 'is not', null)
    .where('lent_until', '<=', soon)
    .orderBy('lent_until')
  if (!keeps) query = query.where('lent_to', '=', viewer.person)
  const { rules } = asked(book, today, { ask: 'access', purpose: 'look' })
  const citations = rules.flatMap((one) => one.citations)
  return (await query.execute()).flatMap(({ id, state, lent_to }): LoanDue[] => {
    const loan = loanOut(state)
    const mine = lent_to === viewer.person
    if (!loan || (loan.due >= today && !mine)) return []
    const { borrower, request, due } = loan
    return [{ disc: id, serial: state.serial, borrower, request, due, overdue: due < today, mine, citations }]
  })
}
