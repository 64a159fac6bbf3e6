import type { ApprovalView } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import { type ApprovalState, approvalDecider, standsAs, waitsFor } from '@liuhen/core/approvals'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { holdsPost, isHandler } from './posts.ts'
import type { ApprovalRowOf } from './store.ts'

const PAGE = 100

/** What waits for this viewer's signature, the oldest first. */
export async function waitingFor(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<ApprovalRowOf[]> {
  const rules = book.on(dayOf(now))
  if (!rules) return []
  const names = await db.selectFrom('approvals').select('waits_for').distinct().where('stands', '=', 'open').execute()
  // A name that stands for none of the viewer's posts anywhere is not theirs in any case.
  const theirs = names.flatMap(({ waits_for: name }) => (name !== null && mayHold(rules, viewer, name) ? [name] : []))
  if (theirs.length === 0) return []
  const rows = await db
    .selectFrom('approvals')
    .selectAll()
    .where('stands', '=', 'open')
    .where('waits_for', 'in', theirs)
    .orderBy('asked_at')
    .execute()
  return rows.filter((row) => holdsPost(rules, viewer, row.waits_for ?? '', row.state.about))
}

const mayHold = (rules: RulesOn, viewer: Viewer, name: string): boolean =>
  holdsPost(rules, viewer, name, { unit: viewer.units[0] ?? '', officers: [viewer.person] })

export async function askedBy(db: Db, viewer: Viewer): Promise<ApprovalRowOf[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('asked_by', '=', `person:${viewer.person}`)
    .orderBy('asked_at', 'desc')
    .limit(PAGE)
    .execute()
}

/** Requests as the desk shows them; `carried`: those that an act of the case carries, where it is known. */
export async function approvalViews(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
  rows: readonly ApprovalRowOf[],
  carried?: ReadonlySet<string>,
): Promise<ApprovalView[]> {
  const names = await namesOfActors(db)
  const rules = book.on(dayOf(now))
  return rows.map(({ id, case_id, state }) => ({
    id,
    case: { id: case_id, title: state.about.title },
    act: state.draft.act,
    what: state.what,
    says: state.draft.says,
    ...(state.draft.place !== undefined && { place: state.draft.place }),
    ...(state.draft.dueOn !== undefined && { dueOn: state.draft.dueOn }),
    ...(state.draft.people && {
      people: state.draft.people.map((person) => ({ id: person, name: names(`person:${person}`) })),
    }),
    ...(state.draft.reason !== undefined && { reason: state.draft.reason }),
    ...(state.note !== undefined && { note: state.note }),
    citations: state.citations.map((one) => book.shelf.citationView(one)),
    chain: state.chain.map(({ post }, at) => {
      const signed = state.signatures[at]
      return {
        post,
        ...(signed && {
          signed: {
            opinion: signed.opinion,
            at: signed.at,
            by: names(signed.by),
            ...(signed.words !== undefined && { words: signed.words }),
          },
        }),
      }
    }),
    stands: standsAs(state),
    asked: { at: state.asked.at, by: names(state.asked.by) },
    ...(state.withdrawn && {
      withdrawn: { reason: state.withdrawn.reason, at: state.withdrawn.at, by: names(state.withdrawn.by) },
    }),
    ...turnOf(state, viewer, now, rules),
    own: standsAs(state) === 'open' && state.asked.by === `person:${viewer.person}`,
    ...(carried && { done: carried.has(id) }),
  }))
}

/** Whether it is the viewer's turn, and why they may not sign where it is their post's. */
function turnOf(
  state: ApprovalState,
  viewer: Viewer,
  at: Instant,
  rules: RulesOn | undefined,
): Pick<ApprovalView, 'mine' | 'why'> {
  const name = waitsFor(state)
  const mine = rules !== undefined && name !== undefined && holdsPost(rules, viewer, name, state.about)
  if (!mine) return { mine }
  const isHandlers = isHandler(rules, name)
  const context = { at, actor: `person:${viewer.person}`, holds: true, isHandlers }
  const [against] = approvalDecider.obstacles(state, { do: 'sign', opinion: 'agreed' }, context)
  return { mine, ...(against && { why: against.message }) }
}
